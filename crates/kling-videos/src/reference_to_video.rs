//! The front door of reference video.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::ReferenceVideo;
use crate::client::Videos;
use crate::generated::types::{CreateReferenceVideoRequest, VideoAspectRatio, VideoInputImage, VideoMode};
use crate::products::{count_chars, judge, picture_member};
use crate::seconds::read_duration;

/// A video of what several pictures show. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateFromReferences {
    draft: Draft<ReferenceVideo>,
}

impl Videos {
    /// Makes a video in which the things of 1 to 4 pictures meet. The prompt has 1 to 2500 characters.
    ///
    /// The pictures are PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1. They are not cropped, so each
    /// should show one thing. The vendor also calls this multi-image to video.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let order = videos.reference_to_video(["dog.jpg", "coat.jpg"], "the dog wears the coat").with_aspect_ratio("1:1");
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reference_to_video<P: Into<Picture>>(
        &self,
        pictures: impl IntoIterator<Item = P>,
        prompt: impl Into<String>,
    ) -> GenerateFromReferences {
        let request = CreateReferenceVideoRequest::new(Vec::new(), prompt);
        let mut draft = Draft::new(ReferenceVideo::over(self.session()), request);
        for picture in pictures {
            draft.picture(picture, picture_member(Product::ReferenceVideo, "image"), |request, input| {
                request.image_list.push(VideoInputImage::new(input))
            });
        }
        GenerateFromReferences { draft }
    }
}

impl GenerateFromReferences {
    /// The model. Only `kling-v1-6` is known, which the server also takes without one.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What the video should not show, in at most 2500 characters.
    pub fn with_negative_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().negative_prompt = Some(prompt.into());
        self
    }

    /// How long the video is: 5 seconds, as without this, or 10.
    pub fn with_seconds(mut self, seconds: u32) -> Self {
        self.draft.request().duration = Some(seconds.to_string());
        self
    }

    /// How good the video is: `std` (720p), as without this, or `pro` (1080p).
    pub fn with_mode(mut self, mode: impl Into<VideoMode>) -> Self {
        self.draft.request().mode = Some(mode.into());
        self
    }

    /// Width to height: `16:9`, which the server takes without this, `9:16` or `1:1`.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<VideoAspectRatio>) -> Self {
        self.draft.request().aspect_ratio = Some(aspect_ratio.into());
        self
    }
}

kling_runtime::front_door!(GenerateFromReferences orders ReferenceVideo with watermark);

pub(crate) fn review(request: &CreateReferenceVideoRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    uses.images = request.image_list.len() as u32;
    uses.prompt_chars = Some(request.prompt.chars().count());
    uses.negative_prompt_chars = count_chars(request.negative_prompt.as_ref());
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(VideoAspectRatio::as_str);
    uses.duration = read_duration(request.duration.as_ref())?;
    judge(Product::ReferenceVideo, request.model_name.as_ref(), uses)
}
