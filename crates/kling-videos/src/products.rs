//! The products of `/v1/videos`: how their tasks are read, and how they are ordered.

use kling_models::{Product, Request, Standard, picture_rule};
use kling_runtime::{Error, PictureMember, Review, Usage};

use crate::client::Videos;
use crate::generated;
use crate::video::{Video, read_videos};
use crate::{
    animate_avatar, apply_effect, control_motion, edit_video, extend, image_to_video, lip_sync, omni,
    reference_to_video, text_to_video,
};

kling_runtime::products! {
    client Videos;
    /// A product of `/v1/videos`, for [`Videos::task`] and the like.
    trait VideoProduct;

    /// A video from any mix of words, pictures, elements and a video.
    OmniVideo = "omni-video", get_omni_video, list_omni_videos, VideoTask => Video, read_videos,
        create_omni_video(CreateOmniVideoRequest by model_name), omni::review;
    /// A video from words.
    TextToVideo = "text-to-video", get_text_to_video, list_text_to_videos, VideoTask => Video, read_videos,
        create_text_to_video(CreateTextToVideoRequest by model_name), text_to_video::review;
    /// A video from a first frame, a last frame or both.
    ImageToVideo = "image-to-video", get_image_to_video, list_image_to_videos, VideoTask => Video, read_videos,
        create_image_to_video(CreateImageToVideoRequest by model_name), image_to_video::review;
    /// A video of what several pictures show.
    ReferenceVideo = "reference-video", get_reference_video, list_reference_videos, VideoTask => Video, read_videos,
        create_reference_video(CreateReferenceVideoRequest by model_name), reference_to_video::review;
    /// A picture that moves as the person of a video does.
    MotionControl = "motion-control", get_motion_control, list_motion_controls, VideoTask => Video, read_videos,
        create_motion_control(CreateMotionControlRequest by model_name), control_motion::review;
    /// A video to which something was added, or in which something was swapped or removed.
    MultiElementsEdit = "multi-elements", get_multi_elements_edit, list_multi_elements_edits, VideoTask => Video, read_videos,
        create_multi_elements_edit(CreateMultiElementsEditRequest by model_name), edit_video::review;
    /// A video made longer.
    VideoExtension = "video-extension", get_video_extension, list_video_extensions, VideoTask => Video, read_videos,
        create_video_extension(CreateVideoExtensionRequest), extend::review;
    /// A video whose mouth follows a sound.
    LipSync = "lip-sync", get_lip_sync, list_lip_syncs, VideoTask => Video, read_videos,
        create_lip_sync(CreateLipSyncRequest), lip_sync::review;
    /// A picture that speaks.
    AvatarVideo = "avatar", get_avatar_video, list_avatar_videos, VideoTask => Video, read_videos,
        create_avatar_video(CreateAvatarVideoRequest), animate_avatar::review;
    /// Persons put into a ready-made scene.
    VideoEffect = "effect", get_video_effect, list_video_effects, VideoTask => Video, read_videos,
        create_video_effect(CreateVideoEffectRequest), apply_effect::review;
}

/// What a picture of a request must be.
pub(crate) fn picture_member(product: Product, member: &str) -> PictureMember {
    PictureMember::new(member, picture_rule(product, Standard::V1, member))
}

/// Holds what a request uses against what its model can do, and looks up its price.
pub(crate) fn judge(product: Product, model: Option<&String>, request: Request<'_>) -> Result<Review, Error> {
    Review::of(&Usage::new(product, Standard::V1, model.map(String::as_str), request))
}

/// The characters of a text that may be missing.
pub(crate) fn count_chars(text: Option<&String>) -> Option<usize> {
    text.map(|text| text.chars().count())
}
