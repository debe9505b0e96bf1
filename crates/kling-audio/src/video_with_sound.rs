//! The videos of a finished task that gave them sounds.

use std::time::Duration;

use kling_runtime::wire::VideoResult;
use kling_runtime::{Content, Output, ResultFile, VideoId};

use crate::audio_clip::AudioClip;
use crate::generated::types::VideoSoundTaskResult;

/// A video with its sound, and the sound by itself.
///
/// The API tells the two in lists of their own; what stands at the same place in both is taken to belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoWithSound {
    /// The video with its sound. It has no watermarked copy.
    pub video: Option<VideoClip>,
    /// The sound by itself.
    pub sound: Option<AudioClip>,
}

/// A video of a finished task.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoClip {
    /// Its place among the videos of the task, from 0.
    pub index: u32,
    /// Its id, where the API tells it: for extending it or moving its lips.
    pub id: Option<VideoId>,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// How long it is, where the API tells it.
    pub duration: Option<Duration>,
}

impl VideoClip {
    /// A video without an address is none.
    fn read(index: u32, result: VideoResult) -> Option<Self> {
        let duration = result.duration.and_then(|seconds| seconds.to_duration());
        Some(Self { index, id: result.id.map(VideoId::new), url: result.url?, duration })
    }

    fn file(&self) -> ResultFile<'_> {
        ResultFile { url: &self.url, name: self.index.to_string(), extension: "mp4", content: Content::Video }
    }
}

impl Output for VideoWithSound {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let video = self.video.iter().map(VideoClip::file);
        video.chain(self.sound.iter().flat_map(Output::files)).collect()
    }
}

pub(crate) fn read_videos_with_sound(result: VideoSoundTaskResult) -> Vec<VideoWithSound> {
    let places = result.videos.len().max(result.audios.len());
    let (mut videos, mut sounds) = (result.videos.into_iter(), result.audios.into_iter());
    let paired = (0..).take(places).map(|index| VideoWithSound {
        video: videos.next().and_then(|video| VideoClip::read(index, video)),
        sound: sounds.next().and_then(|sound| AudioClip::read(index, sound)),
    });
    paired.filter(|pair| pair.video.is_some() || pair.sound.is_some()).collect()
}
