//! The front door of motion control.

use kling_models::{Product, Request};
use kling_runtime::{Draft, ElementId, Error, Picture, Product as _, Review, check_address, element_references};

use crate::MotionControl;
use crate::client::Videos;
use crate::generated::types::{CharacterOrientation, CreateMotionControlRequest, OriginalSound, VideoMode};
use crate::products::{count_chars, judge, picture_member};

/// A person who moves as the person of a video does. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
///
/// Length and shape are those of the video, so there is no price before, only the rate:
/// [`Prepared::rate`](kling_runtime::Prepared::rate). With fast or intricate motion the result can be shorter, at least 3 seconds,
/// and units are not given back.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ControlMotion {
    draft: Draft<MotionControl>,
}

impl Videos {
    /// Moves the person of a picture like the person of a video.
    ///
    /// The picture is PNG or JPEG of at most 10 MB, both sides 300 to 65536 pixels, 1:2.5 to 2.5:1. The video is an address that the
    /// API can reach: MP4 or MOV, at most 100 MB, one shot, both sides 340 to 3850 pixels, 3 to 30 seconds. `orientation` is where
    /// the person looks: `video`, as in the video, or `image`, as in the picture, with a video of at most 10 seconds. `mode` is `std`
    /// (720p) or `pro` (1080p).
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let order = videos.control_motion("dancer.jpg", "https://example.com/dance.mp4", "video", "std").with_model("kling-v3");
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn control_motion(
        &self,
        picture: impl Into<Picture>,
        video_url: impl Into<String>,
        orientation: impl Into<CharacterOrientation>,
        mode: impl Into<VideoMode>,
    ) -> ControlMotion {
        // The picture is filled in when it is read.
        let request = CreateMotionControlRequest::new(Vec::new(), video_url, orientation, mode);
        let mut draft = Draft::new(MotionControl::over(self.session()), request);
        draft.picture(picture, picture_member(Product::MotionControl, "image_url"), |request, input| {
            request.image_url = input
        });
        ControlMotion { draft }
    }
}

impl ControlMotion {
    /// The model: `kling-v2-6`, which the server takes without one, or `kling-v3`.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What else the video should show, in at most 2500 characters.
    pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().prompt = Some(prompt.into());
        self
    }

    /// The element that takes part: one. With it the person looks as in the video, whatever the orientation says.
    pub fn with_element(mut self, element: ElementId) -> Self {
        self.draft.request().element_list = element_references([element]);
        self
    }

    /// Whether the sound of the video is kept; it is without this.
    pub fn with_original_sound(mut self, is_kept: bool) -> Self {
        self.draft.request().keep_original_sound = Some(OriginalSound::from_bool(is_kept));
        self
    }
}

kling_runtime::front_door!(ControlMotion orders MotionControl with watermark);

pub(crate) fn review(request: &CreateMotionControlRequest) -> Result<Review, Error> {
    check_address("video_url", &request.video_url)?;
    let mut uses = Request::new();
    uses.images = 1;
    uses.elements = request.element_list.len() as u32;
    uses.prompt_chars = count_chars(request.prompt.as_ref());
    uses.mode = Some(request.mode.as_str());
    uses.sound = request.keep_original_sound.as_ref().and_then(OriginalSound::to_use);
    uses.character_orientation = match request.character_orientation {
        CharacterOrientation::Image => Some(kling_models::CharacterOrientation::Image),
        CharacterOrientation::Video => Some(kling_models::CharacterOrientation::Video),
        CharacterOrientation::Unknown(_) => None,
    };
    judge(Product::MotionControl, request.model_name.as_ref(), uses)
}
