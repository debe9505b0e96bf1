//! Setting a JPEG upright that its EXIF data turns.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageResult, Limits};

use super::header::PictureHeader;

/// Close to what cameras write; a second encoding at the first of these is not seen. The others are for pictures that would be
/// too long.
const QUALITIES: [u8; 4] = [95, 90, 85, 75];

/// A picture of this many pixels takes 300 MB when it is decoded. No camera's JPEG within the API's 10 MB has more.
const MOST_PIXELS: u64 = 100_000_000;

/// The picture as people see it, encoded as JPEG without EXIF, in at most `largest_bytes`. The colour profile is kept where it
/// still fits the colours. An error says in a few words what is wrong with the picture.
pub(super) fn set_upright(jpeg: &[u8], header: PictureHeader, largest_bytes: u64) -> Result<Bytes, String> {
    let pixels = u64::from(header.width) * u64::from(header.height);
    if pixels > MOST_PIXELS {
        return Err(format!("lies on its side and has {pixels} pixels, too many to turn it here"));
    }
    let damaged = |source: image::ImageError| format!("is damaged: {source}");
    let (picture, profile) = decode_upright(jpeg, header).map_err(damaged)?;
    for quality in QUALITIES {
        let upright = encode(&picture, profile.as_deref(), quality).map_err(damaged)?;
        if upright.len() as u64 <= largest_bytes {
            return Ok(upright.into());
        }
    }
    Err(format!("lies on its side and is longer than {largest_bytes} bytes once it is set upright"))
}

fn decode_upright(jpeg: &[u8], header: PictureHeader) -> ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 4);
    decoder.set_limits(limits)?;
    // What was CMYK comes out as RGB, which its profile does not describe.
    let is_converted = decoder.original_color_type() == ExtendedColorType::Cmyk8;
    let profile = decoder.icc_profile()?.filter(|_| !is_converted);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(header.orientation);
    Ok((picture, profile))
}

fn encode(picture: &DynamicImage, profile: Option<&[u8]>, quality: u8) -> ImageResult<Vec<u8>> {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, quality);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_owned()).map_err(image::ImageError::Unsupported)?;
    }
    picture.write_with_encoder(encoder)?;
    Ok(jpeg)
}
