//! The emulator's stand-in for the models: the given pictures, tinted by what the prompt says.

use image::RgbImage;
use image::imageops::{self, FilterType};

/// How much of the first picture shows through the painted prompt, of 256.
const PICTURE_SHARE: u32 = 176;

/// The width of a further picture laid on top, as a share of the whole: one in so many.
const INSET_SHARE: u32 = 4;

/// A picture made from a prompt and pictures: the first fills it, tinted by the painted prompt; the others lie in a row along its
/// lower edge. Without pictures it is the painted prompt. Another variation gives another tint.
pub(crate) fn restyle(prompt: &str, pictures: &[RgbImage], (width, height): (u32, u32), variation: usize) -> RgbImage {
    let text = if variation == 0 { prompt.to_owned() } else { format!("{prompt} #{variation}") };
    let mut canvas = kling_media::paint(&text, width, height);
    let Some((first, others)) = pictures.split_first() else { return canvas };
    let first = cover(first, width, height);
    for (below, above) in canvas.iter_mut().zip(first.iter()) {
        let mixed = u32::from(*above) * PICTURE_SHARE + u32::from(*below) * (256 - PICTURE_SHARE);
        *below = u8::try_from(mixed / 256).unwrap_or(u8::MAX);
    }
    let (inset_width, inset_height) = (width / INSET_SHARE, height / INSET_SHARE);
    for (other, x) in others.iter().zip((0..width).step_by(inset_width.max(1) as usize)) {
        let inset = cover(other, inset_width, inset_height);
        imageops::replace(&mut canvas, &inset, i64::from(x), i64::from(height - inset_height));
    }
    canvas
}

/// A picture that stands for a file whose pixels are not read.
pub(crate) fn imagine(bytes: &[u8], (width, height): (u32, u32)) -> RgbImage {
    let text = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    kling_media::paint(&text.to_string(), width, height)
}

/// The picture scaled to fill a size, its overhang cut off evenly.
pub(crate) fn cover(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    let (from_width, from_height) = picture.dimensions();
    if (from_width, from_height) == (width, height) {
        return picture.clone();
    }
    let scale =
        f64::max(f64::from(width) / f64::from(from_width.max(1)), f64::from(height) / f64::from(from_height.max(1)));
    let taken = |side: u32, whole: u32| ((f64::from(side) / scale).round() as u32).clamp(1, whole.max(1));
    let (crop_width, crop_height) = (taken(width, from_width), taken(height, from_height));
    let (x, y) = ((from_width - crop_width.min(from_width)) / 2, (from_height - crop_height.min(from_height)) / 2);
    let crop = imageops::crop_imm(picture, x, y, crop_width, crop_height).to_image();
    imageops::resize(&crop, width, height, FilterType::Triangle)
}
