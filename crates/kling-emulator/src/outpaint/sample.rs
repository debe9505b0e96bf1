//! Channel values of any bit depth, and the original read in cells.

use image::{ImageBuffer, Pixel, Primitive};

use super::sheet::{Colour, Sheet};

/// A channel value that converts to and from `0.0..=1.0`.
pub(super) trait Sample: Primitive + Send + Sync {
    fn to_unit(self) -> f32;

    /// The nearest value; what lies outside the range is clamped.
    fn from_unit(unit: f32) -> Self;
}

macro_rules! integer_sample {
    ($kind:ty) => {
        impl Sample for $kind {
            fn to_unit(self) -> f32 {
                f32::from(self) / f32::from(Self::MAX)
            }

            fn from_unit(unit: f32) -> Self {
                // `as` saturates and sends NaN to zero.
                (unit * f32::from(Self::MAX) + 0.5) as Self
            }
        }
    };
}

integer_sample!(u8);
integer_sample!(u16);

impl Sample for f32 {
    fn to_unit(self) -> f32 {
        if self.is_finite() { self.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn from_unit(unit: f32) -> Self {
        unit.clamp(0.0, 1.0)
    }
}

/// A picture held in memory row by row.
pub(super) type Picture<P> = ImageBuffer<P, Vec<<P as Pixel>::Subpixel>>;

/// The colour of a pixel given as its channels; grey becomes three equal values.
pub(super) fn colour_of<S: Sample>(channels: &[S]) -> Colour {
    match *channels {
        [red, green, blue, ..] => [red.to_unit(), green.to_unit(), blue.to_unit()],
        [grey, ..] => [grey.to_unit(); 3],
        [] => [0.0; 3],
    }
}

/// The original averaged over cells of `side` by `side` pixels.
pub(super) fn read_sheet<P>(original: &Picture<P>, side: u32) -> Sheet
where
    P: Pixel,
    P::Subpixel: Sample,
{
    let side = side as usize;
    let (width, height) = (original.width() as usize / side, original.height() as usize / side);
    let stride = original.width() as usize * usize::from(P::CHANNEL_COUNT);
    let share = 1.0 / (side * side) as f32;
    let mut colours = vec![[0.0; 3]; width * height];
    for (y, row) in original.as_raw().chunks_exact(stride.max(1)).take(height * side).enumerate() {
        let cells = &mut colours[y / side * width..][..width];
        let runs = row.chunks_exact(side * usize::from(P::CHANNEL_COUNT));
        for (cell, run) in cells.iter_mut().zip(runs) {
            for pixel in run.chunks_exact(usize::from(P::CHANNEL_COUNT)) {
                let colour = colour_of(pixel);
                for channel in 0..3 {
                    cell[channel] += colour[channel] * share;
                }
            }
        }
    }
    Sheet::new(width, height, colours)
}
