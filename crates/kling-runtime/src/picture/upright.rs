//! Setting a JPEG upright that its EXIF data turns.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageResult};

/// Close to what cameras write; a second encoding at this quality is not seen.
const QUALITY: u8 = 95;

/// The picture as people see it, encoded as JPEG without EXIF. The colour profile is kept.
pub(super) fn set_upright(jpeg: &[u8], orientation: Orientation) -> ImageResult<Bytes> {
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg))?;
    let profile = decoder.icc_profile()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let mut upright = Vec::with_capacity(jpeg.len());
    let mut encoder = JpegEncoder::new_with_quality(&mut upright, QUALITY);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).map_err(image::ImageError::Unsupported)?;
    }
    picture.write_with_encoder(encoder)?;
    Ok(upright.into())
}
