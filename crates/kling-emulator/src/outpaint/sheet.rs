//! What may be copied: the original in cells.

/// A colour as red, green and blue in `0.0..=1.0`, gamma-coded as stored.
pub(super) type Colour = [f32; 3];

/// The mean over the channels of the squared difference.
pub(super) fn squared_difference(a: Colour, b: Colour) -> f32 {
    (0..3).map(|channel| (a[channel] - b[channel]).powi(2)).sum::<f32>() / 3.0
}

/// The original at one cell size.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    colours: Vec<Colour>,
}

/// A cell of a [`Sheet`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Source {
    pub(super) fn moved(self, (dx, dy): (i32, i32)) -> Self {
        Self { x: self.x + dx, y: self.y + dy }
    }
}

impl Sheet {
    /// The sheet of `width` by `height` cells given row by row.
    pub(super) fn new(width: usize, height: usize, colours: Vec<Colour>) -> Self {
        Self { width, height, colours }
    }

    /// The same picture with cells of twice the side. An odd last row or column is dropped,
    /// as [`super::frame::Frame::grid`] does.
    pub(super) fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut colours = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let mut mean = [0.0; 3];
                for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                    let colour = self.row(2 * y + dy)[2 * x + dx];
                    for channel in 0..3 {
                        mean[channel] += colour[channel] / 4.0;
                    }
                }
                colours.push(mean);
            }
        }
        Self::new(width, height, colours)
    }

    pub(super) fn row(&self, y: usize) -> &[Colour] {
        &self.colours[y * self.width..(y + 1) * self.width]
    }

    /// The colour of a source, or of the nearest one the sheet holds.
    pub(super) fn colour(&self, source: Source) -> Colour {
        let nearest = self.nearest(source, 0);
        self.colours[nearest.y as usize * self.width + nearest.x as usize]
    }

    /// Whether the sheet holds the whole patch of `radius` around `source`.
    pub(super) fn holds_patch(&self, source: Source, radius: usize) -> bool {
        self.nearest(source, radius) == source
    }

    /// The nearest source whose patch is whole.
    pub(super) fn nearest(&self, source: Source, radius: usize) -> Source {
        Source {
            x: source.x.clamp(radius as i32, (self.width - 1 - radius) as i32),
            y: source.y.clamp(radius as i32, (self.height - 1 - radius) as i32),
        }
    }
}
