//! The front door of avatars.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::AvatarVideo;
use crate::client::Videos;
use crate::generated::types::{CreateAvatarVideoRequest, VideoMode};
use crate::products::{count_chars, judge, picture_member};
use crate::spoken_input::{SpokenInput, check_speech};

/// A picture that speaks. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// The video is as long as the sound, so there is no price before, only the rate: [`Prepared::rate`](kling_runtime::Prepared::rate).
/// There is no choice of model.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct AnimateAvatar {
    draft: Draft<AvatarVideo>,
}

impl Videos {
    /// Makes the person of a picture say something: a speech or a sound of 2 to 300 seconds.
    ///
    /// The picture is PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1. If it has several faces, the
    /// choice is not the caller's.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let task = videos.animate_avatar("face.jpg", "voice.mp3").with_prompt("smiles and nods").send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn animate_avatar(&self, picture: impl Into<Picture>, speech: impl Into<SpokenInput>) -> AnimateAvatar {
        // The picture is filled in when it is read.
        let request = CreateAvatarVideoRequest::new(Vec::new());
        let mut draft = Draft::new(AvatarVideo::over(self.session()), request);
        draft.picture(picture, picture_member(Product::Avatar, "image"), |request, input| request.image = input);
        match speech.into() {
            SpokenInput::Id(id) => draft.request().audio_id = Some(id.into()),
            SpokenInput::Sound(sound) => {
                draft.sound(sound, "sound_file", |request, input| request.sound_file = Some(input))
            }
        }
        AnimateAvatar { draft }
    }
}

impl AnimateAvatar {
    /// What the person does, how they feel, and how the camera moves, in at most 2500 characters.
    pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().prompt = Some(prompt.into());
        self
    }

    /// How good the video is: `std` (720p), as without this, or `pro` (1080p).
    pub fn with_mode(mut self, mode: impl Into<VideoMode>) -> Self {
        self.draft.request().mode = Some(mode.into());
        self
    }
}

kling_runtime::front_door!(AnimateAvatar orders AvatarVideo with watermark);

pub(crate) fn review(request: &CreateAvatarVideoRequest) -> Result<Review, Error> {
    check_speech(request.audio_id.is_some(), request.sound_file.is_some())?;
    let mut uses = Request::new();
    uses.prompt_chars = count_chars(request.prompt.as_ref());
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    judge(Product::Avatar, None, uses)
}
