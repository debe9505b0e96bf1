use crate::{Origin, Ratio, Size, ratio};

/// What comes back: the canvas in pixels and where the original lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prediction {
    canvas: Size,
    origin: Origin,
    is_exact: bool,
}

impl Prediction {
    pub(crate) const fn new(canvas: Size, origin: Origin, is_exact: bool) -> Self {
        Self { canvas, origin, is_exact }
    }

    /// The size of the new canvas.
    #[must_use]
    pub const fn canvas(&self) -> Size {
        self.canvas
    }

    /// Where the original lies in it.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// Whether truncating and rounding, of each margin and of each whole side, all give this canvas and origin.
    ///
    /// It assumes that the service multiplies decimals exactly. Binary floats that are truncated can fall a pixel
    /// short even here (in `f64`, `0.29 * 100.0` is a little less than 29).
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.is_exact
    }
}

/// The two margins of one axis in pixels.
pub(crate) struct Axis {
    pub(crate) before: u32,
    pub(crate) after: u32,
    pub(crate) is_exact: bool,
}

impl Axis {
    pub(crate) const fn predict(side: u32, before: Ratio, after: Ratio) -> Self {
        let room = u32::MAX - side;
        let (before, before_rest) = split_pixels(side, before);
        let (after, after_rest) = split_pixels(side, after);
        let fits = before + after <= room as u64;
        let before = min(before, room);
        let after = min(after, room - before);
        // With less than half a pixel in the two rests together, no way of rounding can tell the readings apart.
        Self { before, after, is_exact: fits && (before_rest + after_rest) * 2 < ratio::ONE as u64 }
    }
}

/// `side * ratio` in pixels, rounded to the nearest, and the part of a pixel (in millionths) that truncating would drop.
const fn split_pixels(side: u32, ratio: Ratio) -> (u64, u64) {
    let one = ratio::ONE as u64;
    let millionths = side as u64 * ratio.millionths() as u64;
    let rest = millionths % one;
    (millionths / one + (rest >= one / 2) as u64, rest)
}

const fn min(value: u64, limit: u32) -> u32 {
    if value < limit as u64 { value as u32 } else { limit }
}
