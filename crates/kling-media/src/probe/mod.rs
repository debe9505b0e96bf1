//! What a file holds, told by its content alone.

mod adts;
mod boxes;
mod mpeg_audio;
mod riff;

use std::time::Duration;

/// Kinds of files that the API takes or gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// MPEG-4 with a picture: `.mp4`.
    Mp4,
    /// QuickTime with a picture: `.mov`.
    Mov,
    /// MPEG-4 or QuickTime with sound alone: `.m4a`.
    M4a,
    /// RIFF WAVE: `.wav`.
    Wav,
    /// MPEG audio, Layer III: `.mp3`.
    Mp3,
    /// AAC in ADTS frames: `.aac`.
    Aac,
}

/// What [`probe`](fn@probe) found.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Media {
    /// What kind of file it is.
    pub kind: Kind,
    /// How long it plays. `None` for pictures, and for videos that do not say it ahead of their samples (fragmented files
    /// without `mehd`).
    pub duration: Option<Duration>,
    /// Width and height in pixels, as shown: a video that is turned on its side has them exchanged. `None` for sounds.
    pub size: Option<(u32, u32)>,
    /// Frames per second of a video, on average. `None` for all else, and for videos that do not say it.
    pub frames_per_second: Option<f64>,
    /// Whether there is sound.
    pub has_sound: bool,
}

impl Media {
    fn sound(kind: Kind, duration: Duration) -> Self {
        Self { kind, duration: Some(duration), size: None, frames_per_second: None, has_sound: true }
    }
}

/// Why a file was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProbeError {
    /// None of the kinds that the API takes.
    #[error("not a PNG, JPEG, MP4, MOV, M4A, WAV, MP3 or AAC file")]
    Unknown,
    /// It starts like a file of this kind, but what tells its length or size is missing or wrong.
    #[error("a damaged {0:?} file")]
    Damaged(Kind),
}

/// Looks at a file: its kind, and what can be told of length, size and frame rate without decoding.
///
/// Any bytes may be given; the work is at most proportional to their number.
///
/// ```
/// use kling_media::probe::{Kind, ProbeError};
///
/// let mut file = Vec::new();
/// kling_media::compose("hello", std::time::Duration::from_secs(1)).write_mp3(&mut file)?;
/// let found = kling_media::probe(&file)?;
/// assert_eq!((found.kind, found.duration), (Kind::Mp3, Some(std::time::Duration::from_secs(1))));
///
/// assert_eq!(kling_media::probe(b"hello"), Err(ProbeError::Unknown));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`ProbeError::Unknown`] and [`ProbeError::Damaged`].
pub fn probe(bytes: &[u8]) -> Result<Media, ProbeError> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return picture(Kind::Png, bytes);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return picture(Kind::Jpeg, bytes);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        return riff::duration(bytes)
            .map(|duration| Media::sound(Kind::Wav, duration))
            .ok_or(ProbeError::Damaged(Kind::Wav));
    }
    if let Some(found) = boxes::probe(bytes) {
        return found;
    }
    if let Some(duration) = adts::duration(bytes) {
        return Ok(Media::sound(Kind::Aac, duration));
    }
    if let Some(duration) = mpeg_audio::duration(bytes) {
        return Ok(Media::sound(Kind::Mp3, duration));
    }
    Err(if bytes.starts_with(b"ID3") { ProbeError::Damaged(Kind::Mp3) } else { ProbeError::Unknown })
}

fn picture(kind: Kind, bytes: &[u8]) -> Result<Media, ProbeError> {
    let size = imagesize::blob_size(bytes).map_err(|_| ProbeError::Damaged(kind))?;
    let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height)) else {
        return Err(ProbeError::Damaged(kind));
    };
    Ok(Media { kind, duration: None, size: Some((width, height)), frames_per_second: None, has_sound: false })
}

/// The time of so many units. `None` if there are none in a second, or more time than a `Duration` of nanoseconds in u64 has.
fn time(units: u64, per_second: u64) -> Option<Duration> {
    let nanoseconds = (u128::from(units) * 1_000_000_000).checked_div(u128::from(per_second))?;
    u64::try_from(nanoseconds).ok().map(Duration::from_nanos)
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}

fn be_u64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().copied().map(u64::from_be_bytes)
}
