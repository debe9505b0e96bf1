use core::fmt;

/// Where the top left pixel of the original lies in the canvas, counted in pixels from the top left of the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Columns to its left.
    pub x: u32,
    /// Rows above it.
    pub y: u32,
}

impl Origin {
    /// The point `x` columns from the left and `y` rows from the top.
    #[must_use]
    pub const fn new(x: u32, y: u32) -> Self {
        Self { x, y }
    }
}

impl fmt::Display for Origin {
    /// `+x+y`: `+0+240`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}+{}", self.x, self.y)
    }
}
