//! Sounds on their way in.

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::Error;
use crate::media_source::{MediaSource, check_length, decode_base64, read_file};
use crate::wire::MediaInput;

/// A sound to send: a path, bytes, or the address of a sound that the API fetches itself.
///
/// Text converts as for a [`Picture`](crate::Picture). Nothing is read before the request is prepared.
///
/// ```
/// use kling_runtime::Sound;
///
/// let _file = Sound::from("voice.mp3");
/// let _link = Sound::from("https://example.com/voice.wav");
/// ```
#[derive(Clone)]
pub struct Sound(MediaSource);

impl Sound {
    /// The longest sound file that the API takes. The vendor says 5 MB, read as 5 * 10^6 bytes, the smaller of its two meanings.
    pub const MAX_BYTES: u64 = 5_000_000;

    /// A sound file on this machine.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self(MediaSource::Path(path.into()))
    }

    /// The bytes of an MP3, WAV, M4A or AAC file.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self(MediaSource::Bytes(bytes.into()))
    }

    /// The address of a sound that the API can reach; it fetches the sound itself.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self(MediaSource::Url(url.into()))
    }

    /// A short name for messages: the path, the address without its query, or `sound in memory`.
    pub fn describe(&self) -> String {
        self.0.describe("sound in memory")
    }

    /// What a request carries: an address as it is, a file or bytes once they are known to be a sound.
    ///
    /// # Errors
    ///
    /// [`File`](crate::ErrorKind::File) when the file cannot be read; [`InvalidInput`](crate::ErrorKind::InvalidInput) when it is
    /// none of the formats that the API takes, or longer than [`MAX_BYTES`](Self::MAX_BYTES).
    pub async fn to_input(&self) -> Result<MediaInput, Error> {
        let bytes = match &self.0 {
            MediaSource::Url(url) => return Ok(MediaInput::Url(url.clone())),
            MediaSource::Path(path) => read_file(path, Self::MAX_BYTES).await?,
            MediaSource::Bytes(bytes) => bytes.clone(),
            MediaSource::DataUri(text) => decode_base64(text, "a sound")?,
        };
        let name = self.describe();
        check_length(bytes.len() as u64, Self::MAX_BYTES, &name)?;
        if !is_sound(&bytes) {
            return Err(Error::invalid_input(format!("{name} is none of MP3, WAV, M4A and AAC")));
        }
        Ok(MediaInput::Bytes(bytes))
    }
}

/// By how such files begin.
fn is_sound(bytes: &[u8]) -> bool {
    let is_mpeg_or_adts = matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0);
    let is_wav = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE");
    let is_m4a = bytes.get(4..8) == Some(b"ftyp");
    bytes.starts_with(b"ID3") || is_mpeg_or_adts || is_wav || is_m4a
}

/// The description only: files do not belong in a log, and addresses may be signed.
impl fmt::Debug for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sound({})", self.describe())
    }
}

impl From<&str> for Sound {
    fn from(text: &str) -> Self {
        Self(MediaSource::from_text(text))
    }
}

impl From<String> for Sound {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Path> for Sound {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<PathBuf> for Sound {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<Vec<u8>> for Sound {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Bytes> for Sound {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}
