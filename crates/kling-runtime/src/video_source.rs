//! A video on its way in. The API takes no video files: it fetches a video itself, or knows it already.

use crate::{Error, VideoId, check_address};

/// A video to work on: one that the API made, or one at an address that it can reach.
///
/// Text is an address.
///
/// ```
/// use kling_runtime::{VideoId, VideoSource};
///
/// assert_eq!(VideoSource::from(VideoId::new("743211632612511839")), VideoSource::Id(VideoId::new("743211632612511839")));
/// let _link = VideoSource::from("https://example.com/talk.mp4");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VideoSource {
    /// A finished video that is at most 30 days old.
    Id(VideoId),
    /// An `http` or `https` address of an MP4 or MOV file.
    Url(String),
}

impl VideoSource {
    /// The members `video_id` and `video_url`, of which one is there. [`check_video_members`] looks at them.
    #[doc(hidden)]
    pub fn into_members(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Id(id) => (Some(id.into()), None),
            Self::Url(url) => (None, Some(url)),
        }
    }
}

/// Refuses members `video_id` and `video_url` of which not exactly one is there, and text that is no address. An empty one is none.
#[doc(hidden)]
pub fn check_video_members(video_id: Option<&str>, video_url: Option<&str>) -> Result<(), Error> {
    let is_given = |text: &&str| !text.is_empty();
    match (video_id.filter(is_given), video_url.filter(is_given)) {
        (None, None) => Err(Error::invalid_input("video_id and video_url are both missing; one of them is needed")),
        (Some(_), Some(_)) => Err(Error::invalid_input("video_id and video_url are both given; only one is allowed")),
        (None, Some(url)) => check_address("video_url", url),
        (Some(_), None) => Ok(()),
    }
}

impl From<VideoId> for VideoSource {
    fn from(id: VideoId) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for VideoSource {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

impl From<String> for VideoSource {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}
