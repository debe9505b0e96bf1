//! The emulator's stand-in for the model: a border made from the picture's own pixels.
//!
//! Nothing here understands a picture. The border is copied from the original in large
//! pieces chosen to fit, which suits skies, seas, land and textures, and cannot invent what
//! the original does not show. The stages, each in its file:
//!
//! 1. [`frame`]: the canvas is cut into square cells, one grid for each cell size.
//! 2. [`sample`], [`sheet`]: the original is read, averaged over cells.
//! 3. [`subject`]: places unlike the picture's rim are found, so that they are not repeated.
//! 4. [`strips`]: the coarsest border is guessed as whole strips laid outward.
//! 5. [`patch_match`], [`synthesis`]: coarse to fine, every cell looks for the source whose
//!    surroundings fit best, level with its place and continuing its neighbours' sources.
//! 6. [`blending`]: pieces are shifted in colour until they meet without a step.
//! 7. [`paint`], [`seam`]: full-size pixels are copied, shifted, and sewn to the original's edge.
//!
//! Search and blending work on a bounded number of cells; only the first and the last stage
//! see every pixel.

mod blending;
mod frame;
mod paint;
mod patch_match;
mod sample;
mod seam;
mod sheet;
mod splitmix;
mod strips;
mod subject;
mod synthesis;
#[cfg(test)]
mod tests;

use image::{DynamicImage, ImageBuffer, Pixel};

use frame::Frame;
use sample::{Picture, Sample};

/// Paints `original` into a canvas of `canvas` pixels (width, height) with its top left
/// corner at `origin` (x, y), and fills the rest.
///
/// The original's pixels are kept bit by bit, in its colour type; the border is opaque. The
/// same arguments give the same picture on every run, and another `variation` gives another
/// border.
///
/// The canvas should contain the original. One that is too small is enlarged, and an origin
/// that would push the original out is pulled back. An original without pixels gives a
/// canvas of zeros.
///
/// This computes for up to a few seconds: async code calls it on a blocking thread.
pub(crate) fn outpaint(
    original: &DynamicImage,
    canvas: (u32, u32),
    origin: (u32, u32),
    variation: u64,
) -> DynamicImage {
    let frame = Frame::containing((original.width(), original.height()), canvas, origin);
    match original {
        DynamicImage::ImageLuma8(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageLumaA8(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgb8(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgba8(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageLuma16(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageLumaA16(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgb16(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgba16(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgb32F(pixels) => extend(pixels, &frame, variation).into(),
        DynamicImage::ImageRgba32F(pixels) => extend(pixels, &frame, variation).into(),
        // The enum may grow; 32 bits hold whatever comes.
        other => extend(&other.to_rgba32f(), &frame, variation).into(),
    }
}

fn extend<P>(original: &Picture<P>, frame: &Frame, variation: u64) -> Picture<P>
where
    P: Pixel + Sync,
    P::Subpixel: Sample,
{
    if frame.canvas == frame.original {
        return original.clone();
    }
    if original.is_empty() {
        return ImageBuffer::new(frame.canvas.0, frame.canvas.1);
    }
    let side = synthesis::finest_side(frame);
    let mosaic = synthesis::compose(sample::read_sheet(original, side), side, frame, variation);
    let shifts = blending::blend(&mosaic);
    paint::paint(original, frame, &mosaic, &shifts)
}
