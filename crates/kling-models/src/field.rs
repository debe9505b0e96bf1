//! How requests spell what they say.

use crate::{Product, Request, Standard, Use};

/// One thing that a request says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The model.
    Model,
    /// The mode.
    Mode,
    /// The resolution.
    Resolution,
    /// The length of the result, or of the input that it follows.
    Duration,
    /// The shape of the result.
    AspectRatio,
    /// Shots described one by one.
    Shots,
    /// The prompt, or the text that is spoken.
    Prompt,
    /// How many pictures are asked for.
    Count,
    /// The mask of what stays still, where no other mask is given.
    StaticMask,
    /// One of the things a request makes use of.
    Use(Use),
}

impl Field {
    /// How a create spells it: `image_tail`, `settings.resolution`. Items of `contents` are named by their type.
    ///
    /// ```
    /// use kling_models::{Field, Product, Standard, Use};
    ///
    /// let end_frame = Field::Use(Use::EndFrame);
    /// assert_eq!(end_frame.name(Product::ImageToVideo, Standard::V1), "image_tail");
    /// assert_eq!(end_frame.name(Product::ImageToVideo, Standard::Tasks), "contents[].last_frame");
    /// ```
    pub const fn name(self, product: Product, standard: Standard) -> &'static str {
        match (self, standard) {
            (Self::Model, Standard::V1) => "model_name",
            (Self::Model, _) => "model in the path",
            (Self::Mode, _) => "mode",
            (Self::Resolution, Standard::V1) => "resolution",
            (Self::Resolution, _) => "settings.resolution",
            (Self::Duration, _) => Self::duration_name(product, standard),
            (Self::AspectRatio, Standard::V1) => "aspect_ratio",
            (Self::AspectRatio, _) => "settings.aspect_ratio",
            (Self::Shots, Standard::V1) => "multi_prompt",
            (Self::Shots, _) => "shots in the prompt",
            (Self::Prompt, _) => Self::prompt_name(product, standard),
            (Self::Count, _) => "n",
            (Self::StaticMask, _) => "static_mask",
            (Self::Use(one), _) => Self::use_name(one, product, standard),
        }
    }

    /// Where a request says that it makes use of this.
    pub(crate) const fn of(one: Use, request: &Request<'_>) -> Self {
        match (one, request.motion_brush) {
            (Use::MotionBrush, Some(0)) => Self::StaticMask,
            _ => Self::Use(one),
        }
    }

    const fn duration_name(product: Product, standard: Standard) -> &'static str {
        match (product, standard) {
            (Product::MotionControl | Product::ApparelReplicator | Product::DramaSubtitle, _) => {
                "length of the source video"
            }
            (Product::LipSync | Product::FaceIdentification | Product::VideoToAudio, _) => "length of the source video",
            (Product::Avatar | Product::Voice, _) => "length of the recording",
            (Product::Element, _) => "length of the reference video",
            (_, Standard::V1) => "duration",
            _ => "settings.duration",
        }
    }

    const fn prompt_name(product: Product, standard: Standard) -> &'static str {
        match product {
            Product::ImageToVideo | Product::OmniVideo | Product::MotionControl
                if matches!(standard, Standard::Tasks) =>
            {
                "contents[].prompt"
            }
            Product::Speech => "text",
            Product::Element => "element_description",
            Product::VideoCommerce => "contents[].speech_script",
            Product::ApparelReplicator => "contents[].product_info",
            Product::GoodsStudio => "contents[].goods_description",
            _ => "prompt",
        }
    }

    const fn use_name(one: Use, product: Product, standard: Standard) -> &'static str {
        let is_v1 = matches!(standard, Standard::V1);
        match one {
            Use::Sound if is_v1 => "sound",
            Use::OriginalSound if is_v1 => "keep_original_sound",
            Use::Sound | Use::OriginalSound => "settings.audio",
            Use::Voices if is_v1 => "voice_list",
            Use::Voices => "contents[].voice",
            Use::Images => Self::images_name(product, standard),
            Use::Elements | Use::VideoElements if is_v1 => "element_list",
            Use::Elements | Use::VideoElements => "contents[].element",
            Use::FirstFrame | Use::EndFrame if is_v1 && matches!(product, Product::OmniVideo) => "image_list[].type",
            Use::FirstFrame if is_v1 => "image",
            Use::FirstFrame => "contents[].first_frame",
            Use::EndFrame if is_v1 => "image_tail",
            Use::EndFrame => "contents[].last_frame",
            Use::InputVideo | Use::FeatureVideo | Use::BaseVideo if is_v1 => "video_list",
            Use::InputVideo => "video in contents",
            Use::FeatureVideo => "contents[].feature_video",
            Use::BaseVideo => "contents[].base_video",
            Use::SeveralShots | Use::SingleShot if is_v1 => "multi_shot",
            Use::SeveralShots | Use::SingleShot => "settings.multi_shot",
            Use::CameraControl => "camera_control",
            Use::MotionBrush => "dynamic_masks",
            Use::NegativePrompt => "negative_prompt",
            Use::CfgScale => "cfg_scale",
            Use::Series => "series_amount",
        }
    }

    const fn images_name(product: Product, standard: Standard) -> &'static str {
        match (product, standard) {
            (Product::ImageGeneration | Product::ImageExpansion, _) => "image",
            (Product::ReferenceImage, _) => "subject_image_list",
            (Product::VirtualTryOn, _) => "cloth_image",
            (Product::Element, _) => "element_image_list.refer_images",
            (Product::MotionControl, Standard::V1) => "image_url",
            (Product::Effect, _) => "input.images",
            (_, Standard::V1) => "image_list",
            (Product::MotionControl, _) => "contents[].image",
            (_, Standard::Tasks) => "contents[].refer_image",
            (Product::ApparelReplicator | Product::VirtualTryOn3, _) => "contents[].product_image",
            _ => "contents[].ref_image",
        }
    }
}
