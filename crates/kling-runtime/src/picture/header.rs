//! What the first bytes of a picture tell: format, size, and how EXIF says it is to be turned.

use std::fmt;
use std::io::Cursor;

use exif::{In, Tag};
use image::metadata::Orientation;
use imagesize::ImageType;

use super::LoadedPicture;
use crate::wire::ImageInput;

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

#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) format: PictureFormat,
    width: u32,
    height: u32,
    /// How the stored picture has to be turned to be upright.
    pub(super) orientation: Orientation,
}

impl Header {
    /// Reads the beginning of a file; says in a few words what is wrong with it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let format = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => PictureFormat::Png,
            Ok(ImageType::Jpeg) => PictureFormat::Jpeg,
            _ => return Err("is neither PNG nor JPEG"),
        };
        let size = imagesize::blob_size(bytes).map_err(|_| "is damaged: its size cannot be read")?;
        let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height)) else {
            return Err("is damaged: its size makes no sense");
        };
        let orientation = match format {
            PictureFormat::Jpeg => read_orientation(bytes),
            PictureFormat::Png => Orientation::NoTransforms,
        };
        Ok(Self { format, width, height, orientation })
    }

    pub(super) fn is_upright(self) -> bool {
        self.orientation == Orientation::NoTransforms
    }

    /// Width and height as people see the picture.
    pub(super) fn upright_size(self) -> (u32, u32) {
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }

    pub(super) fn describe(self, input: ImageInput, byte_length: Option<u64>) -> LoadedPicture {
        let Self { format, width, height, .. } = self;
        LoadedPicture { input, format, width, height, byte_length, was_turned: false }
    }
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
