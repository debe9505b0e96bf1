//! What a request makes use of, apart from how it is written down.

use core::time::Duration;

use crate::{Use, Uses};

/// The sound that a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestSound {
    /// None: `sound: off`, `audio: off`.
    Off,
    /// Made together with the picture: `sound: on`, `audio: native`.
    Native,
    /// That of the input video: `keep_original_sound: yes`, `audio: original`.
    Original,
}

/// What an input video of an omni video is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VideoInput {
    /// Its content, style or camera movement is followed: `refer_type: feature`, `feature_video`.
    Feature,
    /// It is edited: `refer_type: base`, `base_video`. The result is as long as it is.
    Base,
    /// Something that this crate does not know: a later `refer_type`. Whether the result is as long as it is, is not known either.
    Other,
}

/// Whom a person follows in motion control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CharacterOrientation {
    /// The person looks as in the picture; the motion video has at most 10 seconds.
    Image,
    /// The person looks as in the motion video, which has at most 30 seconds.
    Video,
}

/// How many pictures a series has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SeriesAmount {
    /// So many, 2 to 9. Without a number the server takes 4.
    Pictures(u32),
    /// As many as the model finds right, since 27 April 2026 by one source.
    Auto,
}

/// What a request makes use of, in words that all products share. Everything is optional: what is not said is not judged.
///
/// ```
/// use core::time::Duration;
/// use kling_models::{Request, RequestSound};
///
/// let request = Request::new().with_mode("pro").with_duration(Duration::from_secs(5)).with_sound(RequestSound::Native);
/// assert_eq!(request.mode, Some("pro"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Request<'a> {
    /// The value of `mode`. For the price of an extension, which has no such field, the mode of the video that is extended.
    pub mode: Option<&'a str>,
    /// The value of `resolution`.
    pub resolution: Option<&'a str>,
    /// The length that is asked for. Where the result is as long as an input (motion control, editing, lip sync, avatar, the sound of
    /// a video), the length of that input.
    pub duration: Option<Duration>,
    /// The value of `aspect_ratio`, width to height: `16:9`.
    pub aspect_ratio: Option<&'a str>,
    /// The sound.
    pub sound: Option<RequestSound>,
    /// How many voices are named.
    pub voices: u32,
    /// How many input pictures there are that are not frames: references, subjects, the picture an image is made from.
    pub images: u32,
    /// How many elements there are, of both kinds.
    pub elements: u32,
    /// How many of the elements were made from a video of a person, as far as that is known.
    pub video_elements: u32,
    /// Whether there is a picture that the video begins with.
    pub first_frame: bool,
    /// Whether there is a picture that the video ends with.
    pub end_frame: bool,
    /// What the input video of an omni video is for.
    pub video: Option<VideoInput>,
    /// Whether several shots are asked for.
    pub multi_shot: Option<bool>,
    /// How many shots are described one by one.
    pub shots: Option<u32>,
    /// The `type` of the camera movement.
    pub camera_control: Option<&'a str>,
    /// How many moving masks the motion brush has; zero with a static mask alone.
    pub motion_brush: Option<u32>,
    /// Whom the person follows in motion control.
    pub character_orientation: Option<CharacterOrientation>,
    /// Characters of the prompt, or of the text that is spoken, as `str::chars` counts them.
    pub prompt_chars: Option<usize>,
    /// Characters of the negative prompt. None at all counts as not given.
    pub negative_prompt_chars: Option<usize>,
    /// How closely the result follows the prompt, 0 to 1.
    pub cfg_scale: Option<f64>,
    /// How many pictures are asked for: `n`.
    pub count: Option<u32>,
    /// How many pictures the series has, when one is asked for.
    pub series: Option<SeriesAmount>,
}

/// A method that sets an optional field.
macro_rules! setters {
    ($($(#[$doc:meta])* $method:ident, $field:ident: $kind:ty;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $method(mut self, $field: $kind) -> Self {
                self.$field = Some($field);
                self
            }
        )*
    };
}

/// A method that sets a field that is always there.
macro_rules! plain_setters {
    ($($(#[$doc:meta])* $method:ident, $field:ident: $kind:ty;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $method(mut self, $field: $kind) -> Self {
                self.$field = $field;
                self
            }
        )*
    };
}

impl<'a> Request<'a> {
    /// A request that says nothing.
    pub const fn new() -> Self {
        Self {
            mode: None,
            resolution: None,
            duration: None,
            aspect_ratio: None,
            sound: None,
            voices: 0,
            images: 0,
            elements: 0,
            video_elements: 0,
            first_frame: false,
            end_frame: false,
            video: None,
            multi_shot: None,
            shots: None,
            camera_control: None,
            motion_brush: None,
            character_orientation: None,
            prompt_chars: None,
            negative_prompt_chars: None,
            cfg_scale: None,
            count: None,
            series: None,
        }
    }

    setters! {
        /// Sets the mode: `std`, `pro`, `4k`.
        with_mode, mode: &'a str;
        /// Sets the resolution: `720p`, `1080p`, `4k`; for pictures `1k`, `2k`, `4k`.
        with_resolution, resolution: &'a str;
        /// Sets the length.
        with_duration, duration: Duration;
        /// Sets the shape, width to height: `16:9`.
        with_aspect_ratio, aspect_ratio: &'a str;
        /// Sets the sound.
        with_sound, sound: RequestSound;
        /// Adds an input video.
        with_video, video: VideoInput;
        /// Says whether several shots are asked for.
        with_multi_shot, multi_shot: bool;
        /// Sets how many shots are described one by one.
        with_shots, shots: u32;
        /// Sets the `type` of the camera movement.
        with_camera_control, camera_control: &'a str;
        /// Sets how many moving masks the motion brush has.
        with_motion_brush, motion_brush: u32;
        /// Sets whom the person follows in motion control.
        with_character_orientation, character_orientation: CharacterOrientation;
        /// Sets the length of the prompt, or of the text that is spoken.
        with_prompt_chars, prompt_chars: usize;
        /// Sets the length of the negative prompt.
        with_negative_prompt_chars, negative_prompt_chars: usize;
        /// Sets how closely the result follows the prompt.
        with_cfg_scale, cfg_scale: f64;
        /// Sets how many pictures are asked for.
        with_count, count: u32;
        /// Asks for a series.
        with_series, series: SeriesAmount;
    }

    plain_setters! {
        /// Sets how many voices are named.
        with_voices, voices: u32;
        /// Sets how many input pictures there are besides frames.
        with_images, images: u32;
        /// Sets how many elements there are, of both kinds.
        with_elements, elements: u32;
        /// Sets how many of the elements were made from a video of a person.
        with_video_elements, video_elements: u32;
        /// Says whether there is a picture that the video begins with.
        with_first_frame, first_frame: bool;
        /// Says whether there is a picture that the video ends with.
        with_end_frame, end_frame: bool;
    }

    /// Whether it makes use of this.
    pub const fn uses(&self, one: Use) -> bool {
        match one {
            Use::Sound => matches!(self.sound, Some(RequestSound::Native)),
            Use::OriginalSound => matches!(self.sound, Some(RequestSound::Original)),
            Use::Voices => self.voices > 0,
            Use::Images => self.images > 0,
            Use::Elements => self.elements > 0,
            Use::VideoElements => self.video_elements > 0,
            Use::FirstFrame => self.first_frame,
            Use::EndFrame => self.end_frame,
            Use::InputVideo => self.video.is_some(),
            Use::FeatureVideo => matches!(self.video, Some(VideoInput::Feature)),
            Use::BaseVideo => matches!(self.video, Some(VideoInput::Base)),
            Use::SeveralShots => matches!(self.multi_shot, Some(true)),
            Use::SingleShot => matches!(self.multi_shot, Some(false)),
            Use::CameraControl => self.camera_control.is_some(),
            Use::MotionBrush => self.motion_brush.is_some(),
            Use::NegativePrompt => matches!(self.negative_prompt_chars, Some(1..)),
            Use::CfgScale => self.cfg_scale.is_some(),
            Use::Series => self.series.is_some(),
        }
    }

    /// Everything it makes use of.
    pub fn all_uses(&self) -> Uses {
        Use::ALL.iter().filter(|one| self.uses(**one)).fold(Uses::NONE, |uses, one| uses.and(Uses::of(&[*one])))
    }
}
