//! The front door of text to video.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Product as _, Review, VoiceId};

use crate::TextToVideo;
use crate::camera::{Camera, camera_word, check_camera};
use crate::client::Videos;
use crate::generated::types::{CreateTextToVideoRequest, SoundSwitch, VideoAspectRatio, VideoMode};
use crate::products::{count_chars, judge};
use crate::seconds::read_duration;
use crate::shots::{Script, ShotMembers, Shots};
use crate::sound::voice_references;

/// A video from words. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateFromText {
    draft: Draft<TextToVideo>,
}

impl Videos {
    /// Makes a video from a prompt of at most 2500 characters, or from [`Shots`].
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let order = videos.text_to_video("a fox runs over fresh snow").with_model("kling-v3").with_seconds(7).with_sound(true);
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn text_to_video(&self, shots: impl Into<Shots>) -> GenerateFromText {
        let ShotMembers { prompt, multi_shot, shot_type, multi_prompt, duration } = shots.into().into_members();
        let request =
            CreateTextToVideoRequest { prompt, multi_shot, shot_type, multi_prompt, duration, ..Default::default() };
        GenerateFromText { draft: Draft::new(TextToVideo::over(self.session()), request) }
    }
}

impl GenerateFromText {
    /// The model, such as `kling-v3`. Without one the server takes `kling-v1`, which has ended.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What the video should not show, in at most 2500 characters.
    pub fn with_negative_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().negative_prompt = Some(prompt.into());
        self
    }

    /// How long the video is: 3 to 15 seconds for `kling-v3`, 5 or 10 for the others. Without this 5, or as long as the shots are.
    pub fn with_seconds(mut self, seconds: u32) -> Self {
        self.draft.request().duration = Some(seconds.to_string());
        self
    }

    /// How good the video is: `std` (720p), `pro` (1080p), or `4k` for `kling-v3`. `std` without this.
    pub fn with_mode(mut self, mode: impl Into<VideoMode>) -> Self {
        self.draft.request().mode = Some(mode.into());
        self
    }

    /// Width to height: `16:9`, which the server takes without this, `9:16` or `1:1`.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<VideoAspectRatio>) -> Self {
        self.draft.request().aspect_ratio = Some(aspect_ratio.into());
        self
    }

    /// Whether the model makes sound with the video: `kling-v3`, and `kling-v2-6` in `pro`.
    pub fn with_sound(mut self, sound: bool) -> Self {
        self.draft.request().sound = Some(SoundSwitch::from_bool(sound));
        self
    }

    /// The voices that speak, at most 2: `<<<voice_1>>>` in the prompt is the first. They need sound, so it is turned on.
    ///
    /// Whether this product takes voices is disputed.
    pub fn with_voices(mut self, voices: impl IntoIterator<Item = VoiceId>) -> Self {
        let voices = voice_references(voices);
        let speaks = !voices.is_empty();
        self.draft.request().voice_list = voices;
        if speaks { self.with_sound(true) } else { self }
    }

    /// How closely the video keeps to the prompt, 0 to 1; 0.5 without this. Not for the v2 models; disputed for `kling-v3`.
    pub fn with_cfg_scale(mut self, scale: f64) -> Self {
        self.draft.request().cfg_scale = Some(scale);
        self
    }

    /// How the camera moves.
    pub fn with_camera(mut self, camera: Camera) -> Self {
        self.draft.request().camera_control = Some(camera.into());
        self
    }
}

kling_runtime::front_door!(GenerateFromText orders TextToVideo with watermark);

pub(crate) fn review(request: &CreateTextToVideoRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    let CreateTextToVideoRequest { multi_shot, multi_prompt, .. } = request;
    let (prompt, shot_type, duration) =
        (request.prompt.as_ref(), request.shot_type.as_ref(), request.duration.as_ref());
    Script { prompt, multi_shot: *multi_shot, shot_type, multi_prompt, duration }.review(&mut uses)?;
    check_camera(request.camera_control.as_ref())?;
    uses.negative_prompt_chars = count_chars(request.negative_prompt.as_ref());
    uses.sound = request.sound.as_ref().and_then(SoundSwitch::to_use);
    uses.voices = request.voice_list.len() as u32;
    uses.cfg_scale = request.cfg_scale;
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    uses.camera_control = camera_word(request.camera_control.as_ref());
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(VideoAspectRatio::as_str);
    uses.duration = read_duration(duration)?;
    judge(Product::TextToVideo, request.model_name.as_ref(), uses)
}
