//! The front door of sounds for a video.

use kling_models::{Product as Modelled, Request};
use kling_runtime::{Draft, Error, Product as _, Review, check_video_members};

use crate::client::Audio;
use crate::generated::types::VideoToAudioRequest;
use crate::products::usage;
use crate::{VideoSource, VideoToAudio};

/// A video that gets sounds. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct AddSound {
    draft: Draft<VideoToAudio>,
}

impl Audio {
    /// Gives a video of 3 to 20 seconds sounds that fit it.
    ///
    /// ```
    /// # async fn example(audio: kling_audio::Audio) -> Result<(), kling_runtime::Error> {
    /// let order = audio.add_sound("https://example.com/street.mp4").with_sound_effects("footsteps on gravel");
    /// let finished = order.with_music("a slow piano").send().await?.wait().await?;
    /// let video_id = finished.first().video.as_ref().and_then(|video| video.id.clone());
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_sound(&self, video: impl Into<VideoSource>) -> AddSound {
        let mut request = VideoToAudioRequest::default();
        (request.video_id, request.video_url) = video.into().into_members();
        AddSound { draft: Draft::new(VideoToAudio::over(self.session()), request) }
    }
}

impl AddSound {
    /// Which sounds are to be heard, in at most 200 characters.
    pub fn with_sound_effects(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().sound_effect_prompt = Some(prompt.into());
        self
    }

    /// Which music is to be heard behind them, in at most 200 characters.
    pub fn with_music(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().bgm_prompt = Some(prompt.into());
        self
    }

    /// Whether small sounds are brought to the front. The server does not without this.
    pub fn with_asmr(mut self, asmr: bool) -> Self {
        self.draft.request().asmr_mode = Some(asmr);
        self
    }
}

kling_runtime::front_door!(AddSound orders VideoToAudio);

/// What the bounds of the request cannot say: where the video comes from, and what it costs.
pub(crate) fn review(request: &VideoToAudioRequest) -> Result<Review, Error> {
    check_video_members(request.video_id.as_deref(), request.video_url.as_deref())?;
    let prompts = [&request.sound_effect_prompt, &request.bgm_prompt];
    let mut uses = Request::new();
    uses.prompt_chars = prompts.into_iter().flatten().map(|prompt| prompt.chars().count()).max();
    Review::of(&usage(Modelled::VideoToAudio, uses))
}
