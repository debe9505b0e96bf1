//! The videos of a finished task.

use std::time::Duration;

use kling_runtime::wire::{Seconds, VideoResult};
use kling_runtime::{Content, Output, ResultFile, VideoId, VideoSource};

use crate::EditingSessionId;
use crate::generated::types::VideoTaskResult;

/// One video of a finished task, an MP4 file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Video {
    /// Its place among the videos of the task, from 0. Most tasks make one.
    pub index: u32,
    /// What other calls know it by, for 30 days.
    pub id: Option<VideoId>,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// The copy with a watermark, when one was asked for.
    pub watermark_url: Option<String>,
    /// How long it is. The newest answers of effects leave it out.
    pub duration: Option<Duration>,
    /// The editing session it came from; of multi-elements edits only.
    pub session_id: Option<EditingSessionId>,
}

impl Video {
    /// A video without an address is none.
    fn read(index: u32, result: VideoResult) -> Option<Self> {
        Some(Self {
            index,
            id: result.id.map(VideoId::new),
            url: result.url?,
            watermark_url: result.watermark_url,
            duration: result.duration.as_ref().and_then(Seconds::to_duration),
            session_id: result.session_id.map(EditingSessionId::new),
        })
    }
}

impl Output for Video {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let name = self.index.to_string();
        vec![ResultFile { url: &self.url, name, extension: "mp4", content: Content::Video }]
    }
}

pub(crate) fn read_videos(result: VideoTaskResult) -> Vec<Video> {
    (0..).zip(result.videos).filter_map(|(index, video)| Video::read(index, video)).collect()
}

/// A finished video is known by its id, and where it has none by its address.
impl From<&Video> for VideoSource {
    fn from(video: &Video) -> Self {
        match &video.id {
            Some(id) => Self::Id(id.clone()),
            None => Self::Url(video.url.clone()),
        }
    }
}
