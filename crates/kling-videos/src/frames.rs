//! The pictures that a video begins and ends with.

use std::path::{Path, PathBuf};

use kling_runtime::Picture;

/// The pictures that a video begins and ends with: the first one, the last one, or both. A picture alone is the first.
///
/// A first frame is PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1. A last frame likewise, but no
/// shape is stated for it.
///
/// ```
/// use kling_videos::Frames;
///
/// let _first = Frames::from("start.png");
/// let _both = Frames::between("start.png", "https://example.com/end.png");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Frames {
    /// The video begins with this.
    First(Picture),
    /// The video ends with this. `kling-v1-5` and `kling-v1-6` take it without a first frame.
    Last(Picture),
    /// The video goes from one to the other.
    Both {
        /// It begins with this.
        first: Picture,
        /// It ends with this.
        last: Picture,
    },
}

impl Frames {
    /// The video begins with this picture.
    pub fn first(picture: impl Into<Picture>) -> Self {
        Self::First(picture.into())
    }

    /// The video ends with this picture.
    pub fn last(picture: impl Into<Picture>) -> Self {
        Self::Last(picture.into())
    }

    /// The video goes from one picture to the other.
    pub fn between(first: impl Into<Picture>, last: impl Into<Picture>) -> Self {
        Self::Both { first: first.into(), last: last.into() }
    }
}

macro_rules! first_frame_from {
    ($($source:ty),*) => {$(
        impl From<$source> for Frames {
            fn from(picture: $source) -> Self {
                Self::first(picture)
            }
        }
    )*};
}

first_frame_from!(Picture, &str, String, &Path, PathBuf, Vec<u8>);
