//! Pictures on their way in.

mod encode;
mod header;
mod load;

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;

pub use header::{PictureFormat, PictureHeader};
pub use load::LoadedPicture;

use crate::Error;
use crate::media_source::{MediaSource, decode_base64};

/// A picture to send: a path, bytes, or the URL of a picture that the API fetches itself.
///
/// Text converts as people write it: `http://` and `https://` are URLs, `data:` is a picture in Base64, everything else is a
/// path. Nothing is read before [`load`](Picture::load).
///
/// ```
/// use kling_runtime::Picture;
///
/// let _file = Picture::from("holiday.jpg");
/// let _link = Picture::from("https://example.com/dog.png");
/// let _memory = Picture::from(vec![0x89, b'P', b'N', b'G']);
/// ```
#[derive(Clone)]
pub struct Picture {
    source: MediaSource,
    shortens: bool,
}

impl Picture {
    /// The most pixels of a picture that is encoded anew: decoded, it takes 300 MB. No camera's JPEG within the API's 10 MB has more.
    pub const MOST_PIXELS_TO_SHORTEN: u64 = 100_000_000;

    fn new(source: MediaSource) -> Self {
        Self { source, shortens: false }
    }

    /// Encodes the picture anew, as JPEG, where its file is longer than the API takes. Without this, such a file is refused.
    ///
    /// One behind a URL is then fetched, and sent as bytes.
    #[must_use]
    pub fn shorten_if_needed(self) -> Self {
        Self { shortens: true, ..self }
    }

    /// A picture file on this machine.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self::new(MediaSource::Path(path.into()))
    }

    /// The bytes of a PNG or JPEG file.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(MediaSource::Bytes(bytes.into()))
    }

    /// The address of a picture that the API can reach; it fetches the picture itself.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self::new(MediaSource::Url(url.into()))
    }

    /// A picture as Base64 text, with or without a `data:` prefix. The prefix is dropped: the API refuses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not Base64.
    pub fn from_base64(text: &str) -> Result<Self, Error> {
        decode_base64(text, "a picture").map(Self::from_bytes)
    }

    /// A short name for messages: the path, the URL without its query, or `picture in memory`.
    pub fn describe(&self) -> String {
        self.source.describe("picture in memory")
    }
}

/// The description only: pictures do not belong in a log, and addresses may be signed.
impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({})", self.describe())
    }
}

impl From<&str> for Picture {
    fn from(text: &str) -> Self {
        Self::new(MediaSource::from_text(text))
    }
}

impl From<String> for Picture {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Path> for Picture {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<PathBuf> for Picture {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<Bytes> for Picture {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Picture {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}
