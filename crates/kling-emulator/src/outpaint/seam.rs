//! The last step between border and original, taken out pixel by pixel along the edge.

use super::frame::Frame;
use super::sheet::Colour;

/// How far from the edge the correction reaches, in cells and in pixels, whichever is more.
const REACH_CELLS: u32 = 6;
const REACH_PIXELS: u32 = 6;

/// What is left between the mosaic and the original along the original's four edges.
///
/// It is taken out of the border next to the edge and fades with the distance. Like a
/// membrane held along the edge, fine detail fades first, so nothing is drawn out into streaks.
pub(super) struct Seam {
    frame: Frame,
    reach: f32,
    /// Running sums of the mismatch along each edge.
    left: Vec<Colour>,
    right: Vec<Colour>,
    above: Vec<Colour>,
    below: Vec<Colour>,
}

impl Seam {
    /// `mismatch` is the original less the mosaic at a pixel of the canvas.
    pub(super) fn measure(frame: &Frame, cell_side: u32, mismatch: impl Fn(u32, u32) -> Colour) -> Self {
        let (x, y) = frame.origin;
        let (width, height) = frame.original;
        let rows = |at: u32| running_sums((y..y + height).map(|y| mismatch(at, y)));
        let columns = |at: u32| running_sums((x..x + width).map(|x| mismatch(x, at)));
        Self {
            frame: *frame,
            reach: (REACH_CELLS * cell_side).max(REACH_PIXELS) as f32,
            left: rows(x),
            right: rows(x + width - 1),
            above: columns(y),
            below: columns(y + height - 1),
        }
    }

    /// Takes out of a colour copied for `x`, `y` of the canvas what it would leave at the edge.
    pub(super) fn correct(&self, x: u32, y: u32, colour: &mut Colour) {
        let (beside_x, along_x) = split(x, self.frame.origin.0, self.frame.original.0);
        let (beside_y, along_y) = split(y, self.frame.origin.1, self.frame.original.1);
        let distance = (beside_x as f32).hypot(beside_y as f32);
        if distance > self.reach {
            return;
        }
        let (sums, along, away) = if beside_x.abs() >= beside_y.abs() {
            (if beside_x < 0 { &self.left } else { &self.right }, along_y, beside_x.unsigned_abs())
        } else {
            (if beside_y < 0 { &self.above } else { &self.below }, along_x, beside_y.unsigned_abs())
        };
        let spread = away as usize / 2;
        let start = along.saturating_sub(spread);
        let end = (along + spread + 1).min(sums.len() - 1);
        let fade = (1.0 - (distance - 1.0) / self.reach).powi(2) / (end - start) as f32;
        for channel in 0..3 {
            colour[channel] += fade * (sums[end][channel] - sums[start][channel]);
        }
    }
}

/// How far a pixel is beyond the original (negative before it), and the nearest pixel in it.
fn split(pixel: u32, origin: u32, length: u32) -> (i32, usize) {
    let from_corner = pixel as i32 - origin as i32;
    let nearest = from_corner.clamp(0, length as i32 - 1);
    (from_corner - nearest, nearest as usize)
}

fn running_sums(values: impl Iterator<Item = Colour>) -> Vec<Colour> {
    let mut sum = [0.0; 3];
    let mut sums = vec![sum];
    for value in values {
        for channel in 0..3 {
            sum[channel] += value[channel];
        }
        sums.push(sum);
    }
    sums
}
