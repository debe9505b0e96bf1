//! The front door of video extension.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Product as _, Review, VideoId};

use crate::VideoExtension;
use crate::client::Videos;
use crate::generated::types::CreateVideoExtensionRequest;
use crate::products::{count_chars, judge};

/// A video made longer. Nothing is sent before [`send`](Self::send).
///
/// Model and mode are those of the video, and it grows by 4 to 5 seconds.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ExtendVideo {
    draft: Draft<VideoExtension>,
}

impl Videos {
    /// Makes a video 4 to 5 seconds longer. The result can be extended again, up to 3 minutes in all.
    ///
    /// The video comes from text to video, image to video or an earlier extension, was made with `kling-v1`, `kling-v1-5` or
    /// `kling-v1-6`, and is at most 30 days old. The id is that of the [`Video`](crate::Video), not of its task.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let short = videos.text_to_video("a quiet harbour").with_model("kling-v1-6").send().await?.wait().await?;
    /// if let Some(id) = short.first().id.clone() {
    ///     let longer = videos.extend(id).with_prompt("a boat comes in").send().await?.wait().await?;
    ///     longer.save_to(".").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn extend(&self, video: VideoId) -> ExtendVideo {
        let request = CreateVideoExtensionRequest::new(video);
        ExtendVideo { draft: Draft::new(VideoExtension::over(self.session()), request) }
    }
}

impl ExtendVideo {
    /// How the video goes on, in at most 2500 characters.
    pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().prompt = Some(prompt.into());
        self
    }

    /// What the video should not show, in at most 2500 characters. `kling-v1` does not heed it.
    pub fn with_negative_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().negative_prompt = Some(prompt.into());
        self
    }

    /// How closely the video keeps to the prompt, 0 to 1; 0.5 without this. Not for `kling-v1`.
    pub fn with_cfg_scale(mut self, scale: f64) -> Self {
        self.draft.request().cfg_scale = Some(scale);
        self
    }
}

kling_runtime::front_door!(ExtendVideo orders VideoExtension with watermark);

pub(crate) fn review(request: &CreateVideoExtensionRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    uses.prompt_chars = count_chars(request.prompt.as_ref());
    uses.negative_prompt_chars = count_chars(request.negative_prompt.as_ref());
    uses.cfg_scale = request.cfg_scale;
    judge(Product::VideoExtension, None, uses)
}
