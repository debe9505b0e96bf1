//! Telling a whole file from a cut one and from something else, without decoding it.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// What a download is expected to be. What comes is looked at, and anything else is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// A PNG or JPEG picture. A JPEG is not read to its end.
    #[default]
    Picture,
    /// An MP4 video.
    Video,
    /// An MP3 or WAV sound. An MP3 is not read to its end.
    Sound,
    /// Subtitles or other text.
    Text,
}

impl Content {
    /// Whether a file is this, and whole as far as its kind tells.
    pub(super) fn is_whole_in(self, path: &Path) -> bool {
        match self {
            Self::Picture => imagesize::size(path).is_ok() && !lacks_png_end(path).unwrap_or(true),
            Self::Video => has_whole_boxes(path).unwrap_or(false),
            Self::Sound => is_sound(path).unwrap_or(false),
            Self::Text => std::fs::read(path).is_ok_and(|bytes| str::from_utf8(&bytes).is_ok()),
        }
    }

    /// Whether a server may call such a file this. Many say only that it is bytes, or nothing.
    pub(super) fn may_come_as(self, content_type: &str) -> bool {
        let says_nothing = content_type.is_empty() || content_type.starts_with("application/octet-stream");
        says_nothing
            || match self {
                Self::Picture => content_type.starts_with("image/"),
                Self::Video => content_type.starts_with("video/"),
                Self::Sound => content_type.starts_with("audio/"),
                Self::Text => content_type.starts_with("text/") || content_type.starts_with("application/"),
            }
    }

    /// In a few words, for messages.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Video => "video",
            Self::Sound => "sound",
            Self::Text => "text",
        }
    }
}

/// True for a file that begins as a PNG and does not end as one.
fn lacks_png_end(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let (mut begin, mut end) = ([0; 8], [0; 8]);
    file.read_exact(&mut begin)?;
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    Ok(begin == *b"\x89PNG\r\n\x1a\n" && !end.starts_with(b"IEND"))
}

/// True for a file of boxes, the first of them `ftyp`, that end where the file ends and among which are `moov` and `mdat`.
fn has_whole_boxes(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let (mut place, mut has_index, mut has_media) = (0, false, false);
    while place < length {
        let mut head = [0; 8];
        file.seek(SeekFrom::Start(place))?;
        file.read_exact(&mut head)?;
        let (size, name) = (u32::from_be_bytes([head[0], head[1], head[2], head[3]]), &head[4..]);
        if place == 0 && name != b"ftyp" {
            return Ok(false);
        }
        has_index |= name == b"moov";
        has_media |= name == b"mdat";
        let size = match size {
            // To the end of the file.
            0 => length - place,
            1 => {
                let mut long = [0; 8];
                file.read_exact(&mut long)?;
                u64::from_be_bytes(long)
            }
            size => u64::from(size),
        };
        if size < 8 || size > length - place {
            return Ok(false);
        }
        place += size;
    }
    Ok(has_index && has_media)
}

fn is_sound(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = [0; 12];
    file.read_exact(&mut head)?;
    if head.starts_with(b"RIFF") {
        let said = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        return Ok(&head[8..] == b"WAVE" && said + 8 <= length);
    }
    Ok(head.starts_with(b"ID3") || (head[0] == 0xFF && head[1] & 0xE0 == 0xE0))
}
