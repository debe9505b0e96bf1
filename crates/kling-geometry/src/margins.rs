use core::fmt;

use crate::{Origin, Size};

/// Pixels added on each side of the original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Margins {
    /// Rows added above.
    pub up: u32,
    /// Rows added below.
    pub down: u32,
    /// Columns added at the left.
    pub left: u32,
    /// Columns added at the right.
    pub right: u32,
}

impl Margins {
    /// All four margins in the order of the fields.
    #[must_use]
    pub const fn new(up: u32, down: u32, left: u32, right: u32) -> Self {
        Self { up, down, left, right }
    }

    /// The canvas that these margins make of `source`. A side stops at `u32::MAX`.
    pub(crate) const fn around(self, source: Size) -> Size {
        source.saturating_grow(self.left.saturating_add(self.right), self.up.saturating_add(self.down))
    }

    /// The part of these margins that makes a smaller canvas around `source`, shared between opposite sides as the whole is.
    pub(crate) const fn within(self, source: Size, canvas: Size) -> Self {
        let (columns, rows) = (canvas.width() - source.width(), canvas.height() - source.height());
        let up = share(rows, self.up, self.down);
        let left = share(columns, self.left, self.right);
        Self { up, down: rows - up, left, right: columns - left }
    }

    /// Where the original lies in the canvas.
    pub(crate) const fn origin(self) -> Origin {
        Origin { x: self.left, y: self.up }
    }
}

/// The part of `total` that goes before, as `before` is of `before + after`, rounded to the nearest.
///
/// A half goes towards the middle, as in [`Fraction::share`](crate::Fraction::share).
const fn share(total: u32, before: u32, after: u32) -> u32 {
    if before > after {
        return total - share(total, after, before);
    }
    let whole = before as u64 + after as u64;
    let half = if before == after { 0 } else { whole / 2 };
    match (total as u64 * before as u64 + half).checked_div(whole) {
        Some(share) => share as u32,
        None => 0,
    }
}

impl fmt::Display for Margins {
    /// `up,down,left,right`: `0,0,200,0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.up, self.down, self.left, self.right)
    }
}
