//! What the first bytes of a picture tell: format, size, and how EXIF says it is to be turned.

use std::fmt;
use std::io::Cursor;

use exif::{In, Tag};
use image::metadata::Orientation;
use imagesize::ImageType;
use kling_models::PictureRule;

use crate::Error;

/// The picture formats that the API takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl fmt::Display for PictureFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        })
    }
}

/// Format and size of a picture, from its file's bytes alone. Nothing is decoded, nothing is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PictureHeader {
    /// PNG or JPEG, found by content.
    pub format: PictureFormat,
    /// Width in pixels, as people see the picture: turned the way its EXIF data says.
    pub width: u32,
    /// Height in pixels, as people see the picture.
    pub height: u32,
    /// How the stored picture has to be turned to be upright.
    pub(super) orientation: Orientation,
}

impl PictureHeader {
    /// Reads the header of a whole file, or of its beginning.
    ///
    /// ```
    /// use kling_runtime::PictureHeader;
    ///
    /// let error = PictureHeader::read(b"GIF89a").unwrap_err();
    /// assert_eq!(error.message(), "the picture is neither PNG nor JPEG");
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the bytes are neither PNG nor JPEG, or too damaged to
    /// tell their size.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).map_err(|problem| unusable("the picture", problem))
    }

    /// The same, saying in a few words what is wrong.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.is_empty() {
            return Err("is empty");
        }
        let format = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => PictureFormat::Png,
            Ok(ImageType::Jpeg) => PictureFormat::Jpeg,
            _ => return Err("is neither PNG nor JPEG"),
        };
        let stored = imagesize::blob_size(bytes).map_err(|_| "is damaged: its size cannot be read")?;
        let (Ok(width), Ok(height)) = (u32::try_from(stored.width), u32::try_from(stored.height)) else {
            return Err("is damaged: its size makes no sense");
        };
        let orientation = match format {
            PictureFormat::Jpeg => read_orientation(bytes),
            PictureFormat::Png => Orientation::NoTransforms,
        };
        let (width, height) = if swaps_sides(orientation) { (height, width) } else { (width, height) };
        Ok(Self { format, width, height, orientation })
    }

    /// Holds the size against a rule.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the API would refuse a picture of this size.
    pub fn check(&self, rule: &PictureRule) -> Result<(), Error> {
        rule.check_size(self.width, self.height)
            .map_err(|problem| Error::invalid_input(problem.to_string()).with_source(problem))
    }

    /// False for a file that was cut off: a decoder paints what is missing in grey, or fails after the task was paid for.
    ///
    /// Some programs append data of their own, so the end mark is looked for in the last part.
    pub(super) fn is_whole(self, bytes: &[u8]) -> bool {
        let tail = &bytes[bytes.len() - bytes.len().min(64 << 10)..];
        let end_mark: &[u8] = match self.format {
            PictureFormat::Png => b"IEND",
            PictureFormat::Jpeg => &[0xff, 0xd9],
        };
        tail.windows(end_mark.len()).any(|window| window == end_mark)
    }

    pub(super) fn is_upright(self) -> bool {
        self.orientation == Orientation::NoTransforms
    }
}

pub(super) fn unusable(name: &str, problem: &str) -> Error {
    Error::invalid_input(format!("{name} {problem}")).with_advice("the API takes PNG and JPEG; convert the picture")
}

fn swaps_sides(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Missing, damaged or unknown EXIF data asks for no turn: viewers show such a picture as it is stored.
fn read_orientation(bytes: &[u8]) -> Orientation {
    exif::Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()
        .and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0))
        .and_then(|value| Orientation::from_exif(u8::try_from(value).ok()?))
        .unwrap_or(Orientation::NoTransforms)
}
