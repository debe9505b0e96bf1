//! Encoding a picture anew: upright where its EXIF data turns it, and short enough.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits,
};

use super::Picture;
use super::header::{PictureFormat, PictureHeader};

/// Close to what cameras write; a second encoding at the first of these is not seen. The others are for pictures that would be
/// too long.
const QUALITIES: [u8; 4] = [95, 90, 85, 75];

const MOST_PIXELS: u64 = Picture::MOST_PIXELS_TO_SHORTEN;

/// The picture as people see it, encoded as JPEG without EXIF, in at most `largest_bytes`. The colour profile is kept where it
/// still fits the colours; what was transparent is not any more. An error says in a few words what is wrong with the picture.
pub(super) fn encode_as_jpeg(file: &[u8], header: PictureHeader, largest_bytes: u64) -> Result<Bytes, String> {
    let pixels = u64::from(header.width) * u64::from(header.height);
    if pixels > MOST_PIXELS {
        return Err(format!("has {pixels} pixels, too many to encode it anew here"));
    }
    let damaged = |source: image::ImageError| match source {
        image::ImageError::Limits(_) => "takes too much memory to be encoded anew here".to_owned(),
        source => format!("is damaged: {source}"),
    };
    let (picture, profile) = decode_upright(file, header).map_err(damaged)?;
    for quality in QUALITIES {
        let upright = encode(&picture, profile.as_deref(), quality).map_err(damaged)?;
        if upright.len() as u64 <= largest_bytes {
            return Ok(upright.into());
        }
    }
    Err(format!("is longer than {largest_bytes} bytes as JPEG too"))
}

fn decode_upright(file: &[u8], header: PictureHeader) -> ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let format = match header.format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // What was CMYK comes out as RGB, which its profile does not describe.
    let is_converted = decoder.original_color_type() == ExtendedColorType::Cmyk8;
    let profile = decoder.icc_profile()?.filter(|_| !is_converted);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(header.orientation);
    let is_gray = !picture.color().has_color();
    let plain = if is_gray { picture.into_luma8().into() } else { picture.into_rgb8().into() };
    Ok((plain, profile))
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
