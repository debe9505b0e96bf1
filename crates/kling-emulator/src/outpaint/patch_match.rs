//! For every cell of the border, the place in the original whose surroundings fit best.
//!
//! PatchMatch (Barnes and others, 2009): a source that fits is offered to the neighbours,
//! and each cell also tries a few random ones.

use super::frame::Grid;
use super::sheet::{Colour, Sheet, Source};
use super::splitmix::SplitMix64;

/// What a source pays for lying the whole height above or below a place beside the
/// original, so that horizons and shores stay level. All costs are set against a mean
/// squared colour difference over the patch.
const LEVEL_COST: f32 = 0.4;
/// The same for a place above or below the original: the square of the distance counts, as
/// there is no level to keep, only a sky that should stay the sky.
const DEPTH_COST: f32 = 0.5;
/// What a source pays for each neighbour it does not continue. Large pieces copied whole
/// keep the original's sharpness; cells copied one by one average it away.
const BREAK_COST: f32 = 0.0006;
/// What a source pays for lying the whole width to the side of the nearest known cell.
const ASIDE_COST: f32 = 0.004;
/// A jump to a neighbour's source shorter than this, in widths, costs up to this much more:
/// it repeats or leaves out just a few cells, and a row of such jumps looks like a comb.
const SHORT_JUMP: f32 = 0.15;
const SHORT_JUMP_FACTOR: f32 = 4.0;
/// What a source pays for showing the subject.
const SUBJECT_COST: f32 = 2.0;
/// What a source pays for each time it is used above its fair share.
const REPEAT_COST: f32 = 0.0006;
/// What a source pays for lying right next to the place it fills, where a copy shows as a
/// rhythm, and how far that reaches in widths.
const RHYTHM_COST: f32 = 0.02;
const RHYTHM_REACH: f32 = 0.2;
/// Side of the squares in which uses are counted, in cells.
const USE_SQUARE: usize = 4;

/// A source for each cell of the grid, and how badly it fits.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) sources: Vec<Source>,
    pub(super) costs: Vec<f32>,
}

/// The order in which a pass visits the cells; passes alternate, so that a good source
/// spreads both ways.
#[derive(Clone, Copy)]
pub(super) enum Scan {
    Forward,
    Backward,
}

impl Scan {
    fn position(self, step: usize, count: usize) -> usize {
        match self {
            Self::Forward => step,
            Self::Backward => count - 1 - step,
        }
    }
}

/// One pyramid level's search.
pub(super) struct Search<'a> {
    sheet: &'a Sheet,
    grid: &'a Grid,
    radius: usize,
    subject: &'a [f32],
    /// The canvas as it looks now.
    canvas: &'a [Colour],
    /// Uses above the fair share by square of the original.
    overuse: Vec<f32>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        sheet: &'a Sheet,
        grid: &'a Grid,
        radius: usize,
        subject: &'a [f32],
        canvas: &'a [Colour],
        sources: &[Source],
    ) -> Self {
        let overuse = vec![0.0; sheet.width.div_ceil(USE_SQUARE) * sheet.height.div_ceil(USE_SQUARE)];
        let mut search = Self { sheet, grid, radius, subject, canvas, overuse };
        search.count_overuse(sources);
        search
    }

    /// Whether the cell takes part: its patch is whole and reaches beyond the original.
    fn is_target(&self, x: usize, y: usize) -> bool {
        self.grid.is_target(x, y, self.radius)
    }

    /// What each source costs now.
    pub(super) fn assess(&self, sources: Vec<Source>) -> Field {
        let mut costs = vec![0.0; sources.len()];
        for y in 0..self.grid.rows {
            for x in 0..self.grid.columns {
                if self.is_target(x, y) {
                    let index = self.grid.index(x, y);
                    costs[index] = self.cost(x, y, sources[index], f32::INFINITY);
                }
            }
        }
        Field { sources, costs }
    }

    /// One pass over all targets, from the top left or from the bottom right.
    pub(super) fn improve(&self, field: &mut Field, scan: Scan, reach: i32, random: &mut SplitMix64) {
        for step_y in 0..self.grid.rows {
            let y = scan.position(step_y, self.grid.rows);
            for step_x in 0..self.grid.columns {
                let x = scan.position(step_x, self.grid.columns);
                if self.is_target(x, y) {
                    self.propagate(field, x, y, scan);
                    self.try_random(field, x, y, reach, random);
                }
            }
        }
    }

    fn propagate(&self, field: &mut Field, x: usize, y: usize, scan: Scan) {
        let step: i32 = match scan {
            Scan::Forward => -1,
            Scan::Backward => 1,
        };
        for (dx, dy) in [(step, 0), (0, step)] {
            let (near_x, near_y) = (x.wrapping_add_signed(dx as isize), y.wrapping_add_signed(dy as isize));
            if self.is_target(near_x, near_y) {
                let near = field.sources[self.grid.index(near_x, near_y)];
                self.offer(field, x, y, near.moved((-dx, -dy)));
            }
        }
    }

    /// Tries sources ever closer to the present one, halving the reach each time.
    fn try_random(&self, field: &mut Field, x: usize, y: usize, reach: i32, random: &mut SplitMix64) {
        let mut reach = reach;
        while reach >= 1 {
            let present = field.sources[self.grid.index(x, y)];
            let tried = Source {
                x: present.x + random.within(reach),
                // Fitting sources lie at the same height, so the search is wider than tall.
                y: present.y + random.within((reach / 4).max(1)),
            };
            self.offer(field, x, y, tried);
            reach /= 2;
        }
    }

    fn offer(&self, field: &mut Field, x: usize, y: usize, source: Source) {
        let index = self.grid.index(x, y);
        if source == field.sources[index] || !self.sheet.holds_patch(source, self.radius) {
            return;
        }
        let allowed = field.costs[index] + self.break_cost(field, x, y, field.sources[index])
            - self.break_cost(field, x, y, source);
        let cost = self.cost(x, y, source, allowed);
        if cost < allowed {
            field.sources[index] = source;
            field.costs[index] = cost;
        }
    }

    /// What a source costs for not continuing the neighbours' sources.
    fn break_cost(&self, field: &Field, x: usize, y: usize, source: Source) -> f32 {
        let short = SHORT_JUMP * self.sheet.width as f32;
        let mut cost = 0.0;
        for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
            let (near_x, near_y) = (x.wrapping_add_signed(dx as isize), y.wrapping_add_signed(dy as isize));
            if !self.is_target(near_x, near_y) {
                continue;
            }
            let near = field.sources[self.grid.index(near_x, near_y)];
            let jump = ((near.x - source.x - dx) as f32).hypot((near.y - source.y - dy) as f32);
            if jump > 0.0 {
                cost += BREAK_COST * (1.0 + SHORT_JUMP_FACTOR * (1.0 - jump / short).max(0.0));
            }
        }
        cost
    }

    /// The cost of filling a cell from `source`; some number above `enough` once it
    /// exceeds that.
    fn cost(&self, x: usize, y: usize, source: Source, enough: f32) -> f32 {
        let mut cost = self.prior(x, y, source);
        let (radius, side) = (self.radius, 2 * self.radius + 1);
        let share = 1.0 / (3 * side * side) as f32;
        let source_left = source.x as usize - radius;
        for row in 0..side {
            if cost > enough {
                return cost;
            }
            let target_start = self.grid.index(x - radius, y + row - radius);
            let target = self.canvas[target_start..target_start + side].as_flattened();
            let source_row = self.sheet.row(source.y as usize + row - radius);
            let copied = source_row[source_left..source_left + side].as_flattened();
            let sum: f32 = target.iter().zip(copied).map(|(a, b)| (a - b) * (a - b)).sum();
            cost += sum * share;
        }
        cost
    }

    /// What a source costs whatever the colours.
    fn prior(&self, x: usize, y: usize, source: Source) -> f32 {
        let (width, height) = (self.sheet.width as f32, self.sheet.height as f32);
        let (x, y) = self.grid.relative(x, y);
        let nearest = self.sheet.nearest(Source { x, y }, 0);
        let rise = (source.y - nearest.y) as f32 / height;
        let level = if y == nearest.y { LEVEL_COST * rise.abs() } else { DEPTH_COST * rise * rise };
        let aside = (source.x - nearest.x) as f32 / width;
        let away = ((x - source.x) as f32).hypot((y - source.y) as f32) / width;
        level
            + ASIDE_COST * aside * aside
            + RHYTHM_COST * (1.0 - away / RHYTHM_REACH).max(0.0)
            + SUBJECT_COST * self.subject[source.y as usize * self.sheet.width + source.x as usize]
            + REPEAT_COST * self.overuse[self.square(source)]
    }

    fn square(&self, source: Source) -> usize {
        source.y as usize / USE_SQUARE * self.sheet.width.div_ceil(USE_SQUARE) + source.x as usize / USE_SQUARE
    }

    fn count_overuse(&mut self, sources: &[Source]) {
        let mut targets = 0.0;
        for y in 0..self.grid.rows {
            for x in 0..self.grid.columns {
                if self.is_target(x, y) {
                    let square = self.square(sources[self.grid.index(x, y)]);
                    self.overuse[square] += 1.0;
                    targets += 1.0;
                }
            }
        }
        let fair = (targets / self.overuse.len() as f32).max((USE_SQUARE * USE_SQUARE) as f32);
        for uses in &mut self.overuse {
            *uses = (*uses / fair - 1.0).max(0.0);
        }
    }
}
