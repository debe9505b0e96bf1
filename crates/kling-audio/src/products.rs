//! The asynchronous products of `/v1/audio`, and how their tasks are read.

use std::time::Duration;

use kling_models::{Product, Request, Standard};
use kling_runtime::{Error, Review, Usage};

use crate::add_sound;
use crate::audio_clip::{AudioClip, read_clips};
use crate::client::Audio;
use crate::generated::{self, types};
use crate::video_with_sound::{VideoWithSound, read_videos_with_sound};

kling_runtime::products! {
    client Audio;
    /// A product of `/v1/audio` that runs as a task, for [`Audio::task`] and the like.
    trait AudioProduct;

    /// Sounds from words.
    TextToAudio = "text-to-audio", get_text_to_audio, list_text_to_audios, SoundTask => AudioClip, read_clips,
        create_text_to_audio(TextToAudioRequest), review_text_to_audio;
    /// A video with sounds made for it.
    VideoToAudio = "video-to-audio", get_video_to_audio, list_video_to_audios, VideoSoundTask => VideoWithSound,
        read_videos_with_sound, create_video_to_audio(VideoToAudioRequest), add_sound::review;
}

pub(crate) fn usage(product: Product, request: Request<'_>) -> Usage<'_> {
    Usage::new(product, Standard::V1, None, request)
}

fn review_text_to_audio(request: &types::TextToAudioRequest) -> Result<Review, Error> {
    let mut uses = Request::new().with_prompt_chars(request.prompt.chars().count());
    uses.duration = Duration::try_from_secs_f64(request.duration).ok();
    Review::of(&usage(Product::TextToAudio, uses))
}
