//! The video that an omni video edits or follows.

use crate::generated::types::{OmniReferenceVideo, OriginalSound, ReferType};

/// The video that an omni video edits or follows, `<<<video_1>>>` in the prompt.
///
/// The API fetches it: an `http` or `https` address of an MP4 or MOV file, at most 200 MB, both sides 720 to 2160 pixels, 24 to 60
/// frames a second, 3 to 10 seconds (15 since 2026-06-17, by one source).
///
/// ```
/// use kling_videos::InputVideo;
///
/// let _video = InputVideo::to_edit("https://example.com/street.mp4").with_original_sound(true);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct InputVideo(OmniReferenceVideo);

impl InputVideo {
    /// A video that is edited. The result is as long as it is, and has its shape.
    pub fn to_edit(url: impl Into<String>) -> Self {
        Self::new(url, ReferType::Base)
    }

    /// A video whose content, style or camera movement is followed, or before or after which the new one goes.
    pub fn to_follow(url: impl Into<String>) -> Self {
        Self::new(url, ReferType::Feature)
    }

    fn new(url: impl Into<String>, refer_type: ReferType) -> Self {
        Self(OmniReferenceVideo { refer_type: Some(refer_type), ..OmniReferenceVideo::new(url) })
    }

    /// Whether its sound is kept. What the server does without this is not documented.
    #[must_use]
    pub fn with_original_sound(mut self, is_kept: bool) -> Self {
        self.0.keep_original_sound = Some(OriginalSound::from_bool(is_kept));
        self
    }

    pub(crate) fn into_member(self) -> OmniReferenceVideo {
        self.0
    }
}
