//! Full-size pixels: copied as the mosaic says, shifted as the blend says, sewn to the original.

use image::{ImageBuffer, Pixel};

use super::frame::Frame;
use super::sample::{Picture, Sample, colour_of};
use super::seam::Seam;
use super::sheet::{Colour, Source};
use super::synthesis::Mosaic;

/// Paints the canvas from the original, the mosaic and the mosaic's colour shifts.
pub(super) fn paint<P>(original: &Picture<P>, frame: &Frame, mosaic: &Mosaic, shifts: &[Colour]) -> Picture<P>
where
    P: Pixel + Sync,
    P::Subpixel: Sample,
{
    let painter = Painter {
        original,
        frame,
        mosaic,
        shifts,
        columns: (0..frame.canvas.0).map(|x| Place::of(x, frame.origin.0, mosaic.grid.left, mosaic.side)).collect(),
    };
    let seam = Seam::measure(frame, mosaic.side, |x, y| painter.mismatch(x, y));
    let mut canvas: Picture<P> = ImageBuffer::new(frame.canvas.0, frame.canvas.1);
    let stride = frame.canvas.0 as usize * usize::from(P::CHANNEL_COUNT);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let band = (frame.canvas.1 as usize).div_ceil(workers);
    std::thread::scope(|scope| {
        for (number, rows) in canvas.chunks_mut(band * stride).enumerate() {
            let (painter, seam) = (&painter, &seam);
            scope.spawn(move || {
                for (row, pixels) in rows.chunks_exact_mut(stride).enumerate() {
                    painter.paint_row(seam, (number * band + row) as u32, pixels);
                }
            });
        }
    });
    canvas
}

/// A pixel among the three cells nearest to it along one axis.
#[derive(Clone, Copy)]
struct Place {
    /// The first of the three cells.
    first: usize,
    /// Offset in pixels from the first cell's start.
    offset: i32,
    /// How much each cell counts: a quadratic B-spline, which feathers the boundary between
    /// two pieces over three cells.
    shares: [f32; 3],
}

impl Place {
    /// The place of a pixel of the canvas, where the original starts at pixel `origin` and
    /// cell `before`.
    fn of(pixel: u32, origin: u32, before: usize, side: u32) -> Self {
        let from_corner = pixel as i32 - origin as i32;
        let side = side as i32;
        let cell = from_corner.div_euclid(side);
        let past_centre = (from_corner.rem_euclid(side) as f32 + 0.5) / side as f32 - 0.5;
        Self {
            first: (cell + before as i32 - 1) as usize,
            offset: from_corner - (cell - 1) * side,
            shares: [0.5 * (0.5 - past_centre).powi(2), 0.75 - past_centre.powi(2), 0.5 * (0.5 + past_centre).powi(2)],
        }
    }
}

struct Painter<'a, P: Pixel> {
    original: &'a Picture<P>,
    frame: &'a Frame,
    mosaic: &'a Mosaic,
    shifts: &'a [Colour],
    columns: Vec<Place>,
}

impl<P> Painter<'_, P>
where
    P: Pixel,
    P::Subpixel: Sample,
{
    const CHANNELS: usize = P::CHANNEL_COUNT as usize;

    fn row_place(&self, y: u32) -> Place {
        Place::of(y, self.frame.origin.1, self.mosaic.grid.top, self.mosaic.side)
    }

    fn paint_row(&self, seam: &Seam, y: u32, pixels: &mut [P::Subpixel]) {
        let (left, top) = self.frame.origin;
        let (width, height) = self.original.dimensions();
        let inside = (top..top + height).contains(&y);
        if inside {
            let start = (y - top) as usize * width as usize * Self::CHANNELS;
            let own = &self.original.as_raw()[start..start + width as usize * Self::CHANNELS];
            pixels[left as usize * Self::CHANNELS..][..own.len()].copy_from_slice(own);
        }
        let row = self.row_place(y);
        for (x, pixel) in (0_u32..).zip(pixels.chunks_exact_mut(Self::CHANNELS)) {
            if inside && (left..left + width).contains(&x) {
                continue;
            }
            let mut colour = self.copied(self.columns[x as usize], row);
            seam.correct(x, y, &mut colour);
            write(pixel, colour);
        }
    }

    /// What the mosaic says about a pixel of the canvas.
    fn copied(&self, column: Place, row: Place) -> Colour {
        let side = self.mosaic.side as i32;
        let first = self.mosaic.sources[self.mosaic.grid.index(column.first, row.first)];
        let first_colour = self.fetch(first, (column.offset, row.offset));
        let mut colour = [0.0; 3];
        for (down, row_share) in row.shares.into_iter().enumerate() {
            let start = self.mosaic.grid.index(column.first, row.first + down);
            for (right, column_share) in column.shares.into_iter().enumerate() {
                let (dx, dy) = (right as i32, down as i32);
                let source = self.mosaic.sources[start + right];
                let copied = if source == first.moved((dx, dy)) {
                    first_colour
                } else {
                    self.fetch(source, (column.offset - dx * side, row.offset - dy * side))
                };
                let shift = self.shifts[start + right];
                for channel in 0..3 {
                    colour[channel] += row_share * column_share * (copied[channel] + shift[channel]);
                }
            }
        }
        colour
    }

    /// The original's colour `offset` pixels from where the source's cell starts.
    fn fetch(&self, source: Source, offset: (i32, i32)) -> Colour {
        let side = self.mosaic.side as i32;
        let width = self.mosaic.sheet.width as i32 * side;
        let height = self.mosaic.sheet.height as i32 * side;
        let x = (source.x * side + offset.0).clamp(0, width - 1);
        let y = (source.y * side + offset.1).clamp(0, height - 1);
        let start = (y as usize * self.original.width() as usize + x as usize) * Self::CHANNELS;
        colour_of(&self.original.as_raw()[start..start + Self::CHANNELS])
    }

    /// What must be added to the mosaic to get the original's pixel at `x`, `y` of the canvas.
    fn mismatch(&self, x: u32, y: u32) -> Colour {
        let pixel = self.original.get_pixel(x - self.frame.origin.0, y - self.frame.origin.1);
        let original = colour_of(pixel.channels());
        let copied = self.copied(self.columns[x as usize], self.row_place(y));
        std::array::from_fn(|channel| original[channel] - copied[channel])
    }
}

fn write<S: Sample>(pixel: &mut [S], colour: Colour) {
    let channels = if pixel.len() < 3 { 1 } else { 3 };
    for (channel, value) in pixel.iter_mut().enumerate() {
        *value = if channel < channels { S::from_unit(colour[channel]) } else { S::DEFAULT_MAX_VALUE };
    }
}
