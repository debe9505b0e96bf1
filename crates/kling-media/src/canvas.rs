//! The frames of a video as macroblocks: a still, and a bar over it.

use image::RgbImage;

use crate::h264::{MACROBLOCK, Macroblock};
use crate::progress_bar::ProgressBar;

/// Luma of white and black in limited range, and chroma of grey.
const WHITE: u8 = 235;
const BLACK: u8 = 16;
const GREY: u8 = 128;

/// Bytes of luma in a macroblock, and of either chroma.
const LUMA: usize = 256;
const CHROMA: usize = 64;

pub(crate) struct Canvas<'a> {
    still: &'a RgbImage,
    bar: ProgressBar,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(still: &'a RgbImage) -> Self {
        Self { still, bar: ProgressBar::new(still.width(), still.height()) }
    }

    pub(crate) fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// The macroblock at a place, given in macroblocks, with the bar over its first `filled` columns of pixels.
    ///
    /// What lies beyond the picture repeats its edge.
    pub(crate) fn macroblock(&self, column: u32, row: u32, filled: u32) -> Macroblock {
        let mut samples = [GREY; LUMA + 2 * CHROMA];
        let (left, top) = (column * MACROBLOCK, row * MACROBLOCK);
        for quad_row in 0..MACROBLOCK / 2 {
            for quad_column in 0..MACROBLOCK / 2 {
                let (x, y) = (left + 2 * quad_column, top + 2 * quad_row);
                let is_bar = x < filled && self.bar.rows().contains(&y);
                let mut sum = [0; 3];
                for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    let luma = &mut samples[((2 * quad_row + dy) * MACROBLOCK + 2 * quad_column + dx) as usize];
                    if is_bar {
                        *luma = if self.bar.is_light(y + dy) { WHITE } else { BLACK };
                    } else {
                        let pixel = self.pixel(x + dx, y + dy);
                        *luma = luma_of(pixel);
                        for (sum, channel) in sum.iter_mut().zip(pixel) {
                            *sum += channel;
                        }
                    }
                }
                if !is_bar {
                    let place = LUMA + (quad_row * MACROBLOCK / 2 + quad_column) as usize;
                    [samples[place], samples[place + CHROMA]] = chroma_of(sum);
                }
            }
        }
        samples
    }

    /// The macroblocks that the bar touches as it grows, by index and samples, in ascending order.
    pub(crate) fn grown(&self, columns: u32, from: u32, to: u32) -> Vec<(u32, Macroblock)> {
        if from == to {
            return Vec::new();
        }
        let rows = self.bar.rows();
        let touched_rows = rows.start / MACROBLOCK..rows.end.div_ceil(MACROBLOCK);
        let touched_columns = from / MACROBLOCK..to.div_ceil(MACROBLOCK);
        touched_rows
            .flat_map(|row| touched_columns.clone().map(move |column| (column, row)))
            .map(|(column, row)| (row * columns + column, self.macroblock(column, row, to)))
            .collect()
    }

    fn pixel(&self, x: u32, y: u32) -> [i32; 3] {
        let nearest = self.still.get_pixel(x.min(self.still.width() - 1), y.min(self.still.height() - 1));
        nearest.0.map(i32::from)
    }
}

/// Y' of BT.709 in limited range, 16 to 235. The factors are in units of 2^-16.
fn luma_of([red, green, blue]: [i32; 3]) -> u8 {
    (16 + ((11_966 * red + 40_254 * green + 4_064 * blue + (1 << 15)) >> 16)) as u8
}

/// Cb and Cr of BT.709 in limited range, 16 to 240, from the sum of four pixels.
fn chroma_of([red, green, blue]: [i32; 3]) -> [u8; 2] {
    let scaled = |sum: i32| (128 + ((sum + (1 << 17)) >> 18)) as u8;
    [scaled(-6_596 * red - 22_188 * green + 28_784 * blue), scaled(28_784 * red - 26_145 * green - 2_639 * blue)]
}

#[cfg(test)]
mod tests {
    use super::{chroma_of, luma_of};

    /// Of the standard's formulas for 8 bits: the corners of the colour cube.
    #[test]
    fn colours_are_those_of_bt_709() {
        for (pixel, expected) in [
            ([0, 0, 0], [16, 128, 128]),
            ([255, 255, 255], [235, 128, 128]),
            ([255, 0, 0], [63, 102, 240]),
            ([0, 255, 0], [173, 42, 26]),
            ([0, 0, 255], [32, 240, 118]),
        ] {
            let [cb, cr] = chroma_of(pixel.map(|channel| 4 * channel));
            assert_eq!([luma_of(pixel), cb, cr], expected);
        }
    }
}
