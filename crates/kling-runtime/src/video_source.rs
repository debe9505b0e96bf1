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
pub enum VideoSource {
    /// A finished video that is at most 30 days old.
    Id(VideoId),
    /// An `http` or `https` address of an MP4 or MOV file.
    Url(String),
}

impl VideoSource {
    /// The members `video_id` and `video_url`, of which exactly one is there.
    #[doc(hidden)]
    pub fn into_members(self) -> Result<(Option<String>, Option<String>), Error> {
        match self {
            Self::Id(id) if id.as_str().is_empty() => Err(Error::invalid_input("video_id is empty")),
            Self::Id(id) => Ok((Some(id.into()), None)),
            Self::Url(url) => {
                check_address("video_url", &url)?;
                Ok((None, Some(url)))
            }
        }
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
