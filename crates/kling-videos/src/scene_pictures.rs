//! The pictures of a ready-made scene.

use std::path::{Path, PathBuf};

use kling_runtime::Picture;

/// The pictures of a ready-made scene. How many a scene takes is its own affair: `hug_pro` two, `lion_dance` one.
///
/// Each is PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
///
/// ```
/// use kling_videos::ScenePictures;
///
/// let _one = ScenePictures::from("lion.jpg");
/// let _two = ScenePictures::from(("left.jpg", "https://example.com/right.jpg"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ScenePictures {
    /// For a scene with one picture.
    One(Picture),
    /// For a scene with two.
    Two {
        /// It goes to the left.
        left: Picture,
        /// It goes to the right.
        right: Picture,
    },
}

impl<L: Into<Picture>, R: Into<Picture>> From<(L, R)> for ScenePictures {
    fn from((left, right): (L, R)) -> Self {
        Self::Two { left: left.into(), right: right.into() }
    }
}

macro_rules! one_picture_from {
    ($($source:ty),*) => {$(
        impl From<$source> for ScenePictures {
            fn from(picture: $source) -> Self {
                Self::One(picture.into())
            }
        }
    )*};
}

one_picture_from!(Picture, &str, String, &Path, PathBuf, Vec<u8>);
