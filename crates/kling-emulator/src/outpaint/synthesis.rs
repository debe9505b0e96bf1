//! Coarse to fine: guess, search, vote, refine.

use super::frame::{Frame, Grid};
use super::patch_match::{Scan, Search};
use super::sheet::{Colour, Sheet, Source};
use super::splitmix::SplitMix64;
use super::strips;
use super::subject::Subject;

/// Half the side of a patch in cells; patches of seven by seven hold enough texture.
const PATCH_RADIUS: usize = 3;
/// Cells the canvas has at the finest level searched, at most, unless the original is very thin.
const FINEST_CELLS: u64 = 250_000;
/// Cells the original's short and long side have at the coarsest level, about.
const COARSEST_SHORT: usize = 40;
const COARSEST_LONG: usize = 160;
/// Rounds of search and vote at the coarsest level; each finer level does with half.
const ROUNDS: usize = 8;
/// How far, in cells, a level that starts from a coarser one looks for better sources.
const REFINING_REACH: i32 = 4;
/// A fit this good (mean squared difference) needs no more weight in a vote.
const GOOD_FIT: f32 = 0.001;

/// Where each cell of the finest level is copied from.
pub(super) struct Mosaic {
    /// Side of a cell in pixels.
    pub(super) side: u32,
    pub(super) grid: Grid,
    pub(super) sheet: Sheet,
    pub(super) radius: usize,
    pub(super) sources: Vec<Source>,
}

/// The side in pixels of the finest cells worth searching for this frame: a power of two,
/// and no longer than the original.
pub(super) fn finest_side(frame: &Frame) -> u32 {
    let pixels = u64::from(frame.canvas.0) * u64::from(frame.canvas.1);
    let shortest = frame.original.0.min(frame.original.1);
    let mut side = 1;
    while pixels / u64::from(side * side) > FINEST_CELLS && side * 2 <= shortest {
        side *= 2;
    }
    side
}

/// Finds a source for every cell outside the original. `finest` is the original in cells of
/// `side` pixels.
pub(super) fn compose(finest: Sheet, side: u32, frame: &Frame, variation: u64) -> Mosaic {
    let mut random = SplitMix64::new(variation);
    let (coarsest, mut finer) = build_pyramid(finest);
    let two_levels_finer = finer.get(finer.len().saturating_sub(2)).unwrap_or(&coarsest);
    let subject = Subject::find(&coarsest, two_levels_finer);
    let mut side = side << finer.len();
    let mut rounds = ROUNDS;

    let mut level = Level::new(coarsest, side, frame, &subject);
    let reach = level.sheet.width as i32;
    let guess = strips::lay_strips(&level.sheet, &level.grid, &subject, &mut random);
    let mut mosaic = level.settle(guess, rounds, reach, &mut random);
    while let Some(sheet) = finer.pop() {
        side /= 2;
        rounds = (rounds / 2).max(1);
        level = Level::new(sheet, side, frame, &subject);
        let guess = mosaic.refined(&level.grid);
        mosaic = level.settle(guess, rounds, REFINING_REACH, &mut random);
    }
    mosaic
}

/// The coarsest sheet, and the finer ones with the finest first.
fn build_pyramid(finest: Sheet) -> (Sheet, Vec<Sheet>) {
    let is_coarse_enough = |sheet: &Sheet| {
        let (short, long) = (sheet.width.min(sheet.height), sheet.width.max(sheet.height));
        short < 2 || (short < 2 * COARSEST_SHORT && long <= COARSEST_LONG)
    };
    let (mut coarsest, mut finer) = (finest, vec![]);
    while !is_coarse_enough(&coarsest) {
        let halved = coarsest.halved();
        finer.push(std::mem::replace(&mut coarsest, halved));
    }
    (coarsest, finer)
}

impl Mosaic {
    /// Whether the cell has a source of its own; the outermost cells only pad the grid, and
    /// those deep inside the original need none.
    pub(super) fn is_target(&self, x: usize, y: usize) -> bool {
        self.grid.is_target(x, y, self.radius)
    }

    /// The same sources for a grid with cells of half the side.
    fn refined(&self, grid: &Grid) -> Vec<Source> {
        let nearest = |at: i32, before: usize, count: usize| {
            let cell = (at.div_euclid(2) + before as i32).max(0) as usize;
            cell.clamp(self.radius, count - 1 - self.radius)
        };
        let mut sources = Vec::with_capacity(grid.columns * grid.rows);
        for y in 0..grid.rows {
            for x in 0..grid.columns {
                let (x, y) = grid.relative(x, y);
                let coarse_x = nearest(x, self.grid.left, self.grid.columns);
                let coarse_y = nearest(y, self.grid.top, self.grid.rows);
                let (from_x, from_y) = self.grid.relative(coarse_x, coarse_y);
                let source = self.sources[self.grid.index(coarse_x, coarse_y)];
                let doubled = Source { x: 2 * source.x, y: 2 * source.y };
                sources.push(doubled.moved((x - 2 * from_x, y - 2 * from_y)));
            }
        }
        sources
    }
}

/// One level of the pyramid.
struct Level {
    side: u32,
    sheet: Sheet,
    grid: Grid,
    radius: usize,
    subject: Vec<f32>,
}

impl Level {
    fn new(sheet: Sheet, side: u32, frame: &Frame, subject: &Subject) -> Self {
        let radius = PATCH_RADIUS.min((sheet.width.min(sheet.height) - 1) / 2);
        let subject = subject.resized(sheet.width, sheet.height);
        Self { side, grid: frame.grid(side, radius + 1), sheet, radius, subject }
    }

    /// Alternates search and vote, starting from a guess.
    fn settle(self, guess: Vec<Source>, rounds: usize, reach: i32, random: &mut SplitMix64) -> Mosaic {
        let mut canvas = self.canvas(|x, y| self.sheet.colour(guess[self.grid.index(x, y)]));
        let mut sources: Vec<_> = guess.into_iter().map(|source| self.sheet.nearest(source, self.radius)).collect();
        for _ in 0..rounds {
            let search = Search::new(&self.sheet, &self.grid, self.radius, &self.subject, &canvas, &sources);
            let mut field = search.assess(sources);
            search.improve(&mut field, Scan::Forward, reach, random);
            search.improve(&mut field, Scan::Backward, reach, random);
            let weights: Vec<f32> = field.costs.iter().map(|cost| 1.0 / (GOOD_FIT + cost)).collect();
            canvas = self.canvas(|x, y| self.vote(&field.sources, &weights, x, y));
            sources = field.sources;
        }
        Mosaic { side: self.side, grid: self.grid, sheet: self.sheet, radius: self.radius, sources }
    }

    /// The original with `unknown` around it.
    fn canvas(&self, unknown: impl Fn(usize, usize) -> Colour) -> Vec<Colour> {
        let mut canvas = Vec::with_capacity(self.grid.columns * self.grid.rows);
        for y in 0..self.grid.rows {
            for x in 0..self.grid.columns {
                canvas.push(if self.grid.is_known(x, y) {
                    self.sheet.row(y - self.grid.top)[x - self.grid.left]
                } else {
                    unknown(x, y)
                });
            }
        }
        canvas
    }

    /// The mean of what the patches over a cell show there, the best fits counting most.
    fn vote(&self, sources: &[Source], weights: &[f32], x: usize, y: usize) -> Colour {
        let (mut sum, mut total) = ([0.0; 3], 0.0);
        let radius = self.radius;
        for near_y in y.saturating_sub(radius)..(y + radius + 1).min(self.grid.rows) {
            for near_x in x.saturating_sub(radius)..(x + radius + 1).min(self.grid.columns) {
                if !self.grid.is_target(near_x, near_y, radius) {
                    continue;
                }
                let index = self.grid.index(near_x, near_y);
                let centre = sources[index];
                let colour = self.sheet.colour(centre.moved((x as i32 - near_x as i32, y as i32 - near_y as i32)));
                total += weights[index];
                for channel in 0..3 {
                    sum[channel] += weights[index] * colour[channel];
                }
            }
        }
        // Every cell of the grid lies in the patch of a target, so the total is never zero.
        sum.map(|channel| channel / total)
    }
}
