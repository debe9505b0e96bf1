//! Where the original sits in the canvas, in pixels and in cells.

/// The canvas and the original's place in it, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) canvas: (u32, u32),
    pub(super) origin: (u32, u32),
    pub(super) original: (u32, u32),
}

impl Frame {
    /// The frame asked for, with the canvas enlarged and the origin pulled back as far as
    /// it takes to contain the original.
    pub(super) fn containing(original: (u32, u32), canvas: (u32, u32), origin: (u32, u32)) -> Self {
        let canvas = (canvas.0.max(original.0), canvas.1.max(original.1));
        let origin = (origin.0.min(canvas.0 - original.0), origin.1.min(canvas.1 - original.1));
        Self { canvas, origin, original }
    }

    /// The canvas cut into square cells of `side` pixels, one of which starts exactly at
    /// the original's corner.
    ///
    /// `padding` more cells surround the canvas, so that patches centred on the cells that
    /// show, and on those next to them, are whole.
    pub(super) fn grid(&self, side: u32, padding: usize) -> Grid {
        let (left, width, columns) = cut(self.canvas.0, self.origin.0, self.original.0, side, padding);
        let (top, height, rows) = cut(self.canvas.1, self.origin.1, self.original.1, side, padding);
        Grid { columns, rows, left, top, width, height }
    }
}

/// Cells before the original, inside it, and in all along one axis.
fn cut(canvas: u32, origin: u32, original: u32, side: u32, padding: usize) -> (usize, usize, usize) {
    let inside = original / side;
    let before = origin.div_ceil(side) as usize + padding;
    let after = (canvas - origin - inside * side).div_ceil(side) as usize + padding;
    (before, inside as usize, before + inside as usize + after)
}

/// The canvas in cells. A cell is known when it lies wholly inside the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Cells left of the original.
    pub(super) left: usize,
    /// Cells above the original.
    pub(super) top: usize,
    /// Known cells in a row of the original.
    pub(super) width: usize,
    /// Known cells in a column of the original.
    pub(super) height: usize,
}

impl Grid {
    pub(super) fn index(&self, x: usize, y: usize) -> usize {
        y * self.columns + x
    }

    pub(super) fn is_known(&self, x: usize, y: usize) -> bool {
        (self.left..self.left + self.width).contains(&x) && (self.top..self.top + self.height).contains(&y)
    }

    /// Whether a patch of `radius` around the cell reaches beyond the original.
    fn reaches_border(&self, x: usize, y: usize, radius: usize) -> bool {
        x < self.left + radius
            || y < self.top + radius
            || x + radius >= self.left + self.width
            || y + radius >= self.top + self.height
    }

    /// Whether the patch of `radius` around the cell lies in the grid and reaches beyond the
    /// original, so that the cell needs a source.
    pub(super) fn is_target(&self, x: usize, y: usize, radius: usize) -> bool {
        x >= radius
            && y >= radius
            && x + radius < self.columns
            && y + radius < self.rows
            && self.reaches_border(x, y, radius)
    }

    /// The cell in the original's own coordinates; negative left of it and above it.
    pub(super) fn relative(&self, x: usize, y: usize) -> (i32, i32) {
        (x as i32 - self.left as i32, y as i32 - self.top as i32)
    }
}
