//! The front door of image to video.

use std::time::Duration;

use kling_models::{Product, Request};
use kling_runtime::{Draft, ElementId, Error, Product as _, Review, VoiceId, element_references};

use crate::ImageToVideo;
use crate::camera::{Camera, camera_word, check_camera};
use crate::client::Videos;
use crate::frames::Frames;
use crate::generated::types::{CreateImageToVideoRequest, SoundSwitch, VideoMode};
use crate::motion_brush::{MotionBrush, check_ways};
use crate::products::{count_chars, judge, picture_member};
use crate::seconds::read_duration;
use crate::shots::{Script, ShotMembers, Shots};
use crate::sound::voice_references;

/// A video between a first and a last frame. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// The video has the shape of the picture, so none can be chosen. A last frame, a camera and a motion brush exclude one another, and
/// so do voices and elements.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateFromFrames {
    draft: Draft<ImageToVideo>,
}

impl Videos {
    /// Makes a video that begins with a picture, ends with one, or both: see [`Frames`]. A prompt of at most 2500 characters, or
    /// [`Shots`], tell what happens.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// use kling_videos::Frames;
    ///
    /// let order = videos.image_to_video(Frames::between("noon.jpg", "dusk.jpg"), "the sun sets").with_model("kling-v3");
    /// let saved = order.with_mode("pro").send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn image_to_video(&self, frames: impl Into<Frames>, shots: impl Into<Shots>) -> GenerateFromFrames {
        let ShotMembers { prompt, multi_shot, shot_type, multi_prompt, duration } = shots.into().into_members();
        let request =
            CreateImageToVideoRequest { prompt, multi_shot, shot_type, multi_prompt, duration, ..Default::default() };
        let mut draft = Draft::new(ImageToVideo::over(self.session()), request);
        let (first, last) = match frames.into() {
            Frames::First(first) => (Some(first), None),
            Frames::Last(last) => (None, Some(last)),
            Frames::Both { first, last } => (Some(first), Some(last)),
        };
        if let Some(first) = first {
            draft.picture(first, picture_member(Product::ImageToVideo, "image"), |request, input| {
                request.image = Some(input)
            });
        }
        if let Some(last) = last {
            draft.picture(last, picture_member(Product::ImageToVideo, "image_tail"), |request, input| {
                request.image_tail = Some(input)
            });
        }
        GenerateFromFrames { draft }
    }
}

impl GenerateFromFrames {
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

    /// Whether the model makes sound with the video: `kling-v3`, and `kling-v2-6` in `pro`.
    pub fn with_sound(mut self, sound: bool) -> Self {
        self.draft.request().sound = Some(SoundSwitch::from_bool(sound));
        self
    }

    /// The voices that speak, at most 2: `<<<voice_1>>>` in the prompt is the first. They need sound, so it is turned on.
    ///
    /// `kling-v2-6` in `pro` takes them. A voice that the prompt names makes the video dearer.
    pub fn with_voices(mut self, voices: impl IntoIterator<Item = VoiceId>) -> Self {
        let voices = voice_references(voices);
        let speaks = !voices.is_empty();
        self.draft.request().voice_list = voices;
        if speaks { self.with_sound(true) } else { self }
    }

    /// The elements that take part, at most 3: `<<<element_1>>>` in the prompt is the first. `kling-v3` takes them.
    pub fn with_elements(mut self, elements: impl IntoIterator<Item = ElementId>) -> Self {
        self.draft.request().element_list = element_references(elements);
        self
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

    /// Which parts of the first frame move, where to, and which stay still. Called again, it adds parts that move.
    pub fn with_motion_brush(mut self, brush: MotionBrush) -> Self {
        brush.put_into(&mut self.draft);
        self
    }
}

kling_runtime::front_door!(GenerateFromFrames orders ImageToVideo with watermark);

pub(crate) fn review(request: &CreateImageToVideoRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    let CreateImageToVideoRequest { multi_shot, multi_prompt, dynamic_masks, .. } = request;
    let (prompt, shot_type, duration) =
        (request.prompt.as_ref(), request.shot_type.as_ref(), request.duration.as_ref());
    Script { prompt, multi_shot: *multi_shot, shot_type, multi_prompt, duration }.review(&mut uses)?;
    check_camera(request.camera_control.as_ref())?;
    if request.image.is_none() && request.image_tail.is_none() {
        return Err(Error::invalid_input("neither image nor image_tail is given; at least one is needed"));
    }
    let has_brush = request.static_mask.is_some() || !dynamic_masks.is_empty();
    uses.duration = read_duration(duration)?;
    check_ways(dynamic_masks, uses.duration.is_none_or(|duration| duration == Duration::from_secs(5)))?;
    uses.first_frame = request.image.is_some();
    uses.end_frame = request.image_tail.is_some();
    uses.negative_prompt_chars = count_chars(request.negative_prompt.as_ref());
    uses.elements = request.element_list.len() as u32;
    uses.voices = request.voice_list.len() as u32;
    uses.sound = request.sound.as_ref().and_then(SoundSwitch::to_use);
    uses.cfg_scale = request.cfg_scale;
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    uses.motion_brush = has_brush.then_some(dynamic_masks.len() as u32);
    uses.camera_control = camera_word(request.camera_control.as_ref());
    judge(Product::ImageToVideo, request.model_name.as_ref(), uses)
}
