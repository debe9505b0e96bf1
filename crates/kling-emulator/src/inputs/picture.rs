//! A picture of a request, and what it must be.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use crate::envelope::Refusal;
use crate::lenient::illegal;
use crate::studio::imagine;

/// The emulator's own limit on pixels, so that a small file cannot unpack into all of the machine's memory.
const MAX_PIXELS: u64 = 36_000_000;
const MAX_DECODED_BYTES: u64 = 8 * MAX_PIXELS;

/// What a WebP picture is taken for: its pixels are not read.
const SIZE_OF_WEBP: (u32, u32) = (768, 1024);

const MEGABYTE: usize = 1_000_000;

/// What a field takes as a picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureRule {
    pub(crate) most_bytes: usize,
    least_side: u32,
    most_side: u32,
    /// Whether the shape lies within 1:2.5 and 2.5:1.
    has_shape: bool,
    takes_webp: bool,
}

impl PictureRule {
    /// The rule of nearly every field of `/v1`.
    pub(crate) const V1: Self =
        Self { most_bytes: 10 * MEGABYTE, least_side: 300, most_side: u32::MAX, has_shape: true, takes_webp: false };
    /// The same without a rule on the shape: end frames, masks.
    pub(crate) const ANY_SHAPE: Self = Self { has_shape: false, ..Self::V1 };
    /// Try-on: the vendor's own examples are WebP.
    pub(crate) const TRY_ON: Self = Self { takes_webp: true, ..Self::ANY_SHAPE };
    pub(crate) const MOTION: Self = Self { most_side: 65_536, ..Self::V1 };
    /// The newer standard.
    pub(crate) const UNIFIED: Self = Self { most_bytes: 50 * MEGABYTE, ..Self::V1 };
    pub(crate) const SOLUTION: Self = Self { takes_webp: true, ..Self::UNIFIED };
    pub(crate) const TRY_ON_3: Self = Self { least_side: 301, most_side: 2048, ..Self::TRY_ON };
}

/// A picture whose format, size and shape the API takes. Its pixels have not been looked at.
pub(crate) struct Picture {
    bytes: Vec<u8>,
    format: ImageFormat,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Picture {
    /// Checks the file by its content; names and content types say nothing.
    pub(crate) fn examine(bytes: Vec<u8>, field: &str, rule: PictureRule) -> Result<Self, Refusal> {
        let format = image::guess_format(&bytes).ok().filter(|format| match format {
            ImageFormat::Png | ImageFormat::Jpeg => true,
            ImageFormat::WebP => rule.takes_webp,
            _ => false,
        });
        let format = format.ok_or_else(|| illegal(field, "must be a .jpg, .jpeg or .png file"))?;
        if format == ImageFormat::WebP {
            let (width, height) = SIZE_OF_WEBP;
            return Ok(Self { bytes, format, width, height });
        }
        let (width, height) = ImageReader::with_format(Cursor::new(&bytes), format)
            .into_dimensions()
            .map_err(|error| illegal(field, &format!("cannot be read: {error}")))?;
        if width.min(height) < rule.least_side {
            let least = rule.least_side;
            return Err(illegal(field, &format!("is {width}x{height}: width and height must be at least {least} px")));
        }
        if width.max(height) > rule.most_side {
            let most = rule.most_side;
            return Err(illegal(field, &format!("is {width}x{height}: width and height must be at most {most} px")));
        }
        let (wide, high) = (u64::from(width), u64::from(height));
        if rule.has_shape && (2 * wide > 5 * high || 2 * high > 5 * wide) {
            let rule = format!("is {width}x{height}: width over height must lie between 0.4 and 2.5 (1:2.5 to 2.5:1)");
            return Err(illegal(field, &rule));
        }
        Ok(Self { bytes, format, width, height })
    }

    pub(crate) fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The pixels as they are stored: a rotation in the EXIF data is not applied (whether the vendor applies it has no source).
    pub(crate) fn decode(self) -> Result<DynamicImage, String> {
        if u64::from(self.width) * u64::from(self.height) > MAX_PIXELS {
            return Err(format!("Image pixel is invalid: the emulator takes at most {MAX_PIXELS} pixels"));
        }
        if self.format == ImageFormat::WebP {
            return Ok(imagine(&self.bytes, self.size()).into());
        }
        let mut reader = ImageReader::with_format(Cursor::new(&self.bytes), self.format);
        let mut memory = Limits::default();
        memory.max_alloc = Some(MAX_DECODED_BYTES);
        reader.limits(memory);
        reader.decode().map_err(|error| {
            tracing::debug!(%error, "a picture could not be decoded");
            "Image pixel is invalid".to_owned()
        })
    }
}
