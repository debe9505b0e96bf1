//! What moves in a video: a bar along the lower edge that fills from left to right.

use std::ops::Range;

/// Where the bar lies. All numbers are pixels and even, so that they fall between chroma samples.
#[derive(Clone, Debug)]
pub(crate) struct ProgressBar {
    width: u32,
    rows: Range<u32>,
}

impl ProgressBar {
    /// A thirty-second of the height, and as far from the edge, for a picture with even sides.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let thickness = (height / 64 * 2).max(2);
        let margin = if height >= 3 * thickness { thickness } else { 0 };
        let bottom = height - margin;
        Self { width, rows: bottom - thickness..bottom }
    }

    /// The rows that the bar covers.
    pub(crate) fn rows(&self) -> Range<u32> {
        self.rows.clone()
    }

    /// How many pixels from the left are filled in a frame: none in the first, all in the last.
    pub(crate) fn filled(&self, frame: u64, frames: u64) -> u32 {
        let last = frames.saturating_sub(1).max(1);
        let pairs = u64::from(self.width / 2) * frame.min(last) / last;
        pairs as u32 * 2
    }

    /// Whether the upper, light half covers this row, or the lower, dark one. Two shades show on any picture.
    pub(crate) fn is_light(&self, row: u32) -> bool {
        row < self.rows.start + self.rows.len() as u32 / 2
    }
}
