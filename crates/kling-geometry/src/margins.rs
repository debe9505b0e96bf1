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

    /// Where the original lies in the canvas.
    pub(crate) const fn origin(self) -> Origin {
        Origin { x: self.left, y: self.up }
    }
}

impl fmt::Display for Margins {
    /// `up,down,left,right`: `0,0,200,0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.up, self.down, self.left, self.right)
    }
}
