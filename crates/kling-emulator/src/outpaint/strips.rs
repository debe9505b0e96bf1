//! The first guess: whole strips of the original laid outward from each edge.
//!
//! The lines of the picture (its columns, for growth to a side) are treated as the frames
//! of a video texture (Schödl and others, 2000): they are played outward, and playing
//! jumps to another line where the picture there looks like the picture here. A strip
//! keeps sky over land over water, which a search patch by patch would have to rediscover.

use std::ops::Range;

use super::frame::Grid;
use super::sheet::{Sheet, Source, squared_difference};
use super::splitmix::SplitMix64;
use super::subject::Subject;

/// Strips tried for each jump.
const CANDIDATES: usize = 100;
/// A strip is at least one in this many of the picture's lines; shorter ones make a comb.
const SHORTEST_SHARE: usize = 8;
/// Lines compared on both sides of a jump.
const OVERLAP: usize = 4;
/// What a strip pays for showing the subject, against a mean squared colour difference.
const SUBJECT_COST: f32 = 2.0;
/// What a strip pays for not fitting the band above it.
const BESIDE_COST: f32 = 0.5;
/// Bands of rows that may jump at different places, so that a subject keeps only its own
/// heights from being copied.
const BANDS: usize = 8;
/// What a strip pays for being as short as one line.
const SHORT_COST: f32 = 0.02;
/// What a strip pays for lines already laid in this border.
const REPEAT_COST: f32 = 0.02;
/// The costs of two strips compare as if each were off by up to this share, so that
/// another seed takes another of the good strips.
const WHIM: f32 = 1.5;

/// The lines of a picture in the order in which they are played outward.
struct Lines<'a> {
    /// How many there are. The last is the one at the growing edge.
    count: usize,
    /// Mean squared colour difference of two lines.
    difference: &'a dyn Fn(usize, usize) -> f32,
    /// How much of the subject a line shows.
    subject: &'a dyn Fn(usize) -> f32,
    /// How badly a line at a step outward fits what is laid beside the strip already.
    beside: &'a dyn Fn(usize, usize) -> f32,
    /// The lines laid beside the strip already, if any.
    model: Option<&'a [usize]>,
    /// What a line pays for each line it lies away from the edge.
    depth_cost: f32,
}

#[derive(Clone, Copy)]
struct Strip {
    first: usize,
    length: usize,
}

impl Lines<'_> {
    /// One line for each of `steps` steps outward.
    fn play(&self, steps: usize, random: &mut SplitMix64) -> Vec<usize> {
        let mut played = Vec::with_capacity(steps);
        let mut uses = vec![0.0; self.count];
        while played.len() < steps {
            let strip = self.next_strip(&played, steps - played.len(), &uses, random);
            let lines = strip.first..strip.first + strip.length;
            uses[lines.clone()].iter_mut().for_each(|uses| *uses += 1.0);
            played.extend(lines);
        }
        played
    }

    fn next_strip(&self, played: &[usize], remaining: usize, uses: &[f32], random: &mut SplitMix64) -> Strip {
        let mut best = (f32::INFINITY, Strip { first: self.count - 1, length: 1 });
        let candidates: Vec<_> = (0..CANDIDATES).map(|_| self.random_strip(remaining, random)).collect();
        for strip in candidates.into_iter().chain(self.model_strip(played.len())) {
            let cost = self.cost(played, remaining, strip, uses) * (1.0 + WHIM * random.unit());
            if cost < best.0 {
                best = (cost, strip);
            }
        }
        best.1
    }

    fn random_strip(&self, remaining: usize, random: &mut SplitMix64) -> Strip {
        let shortest = self.count.div_ceil(SHORTEST_SHARE).min(remaining);
        let first = random.below(self.count + 1 - shortest);
        let length = shortest + random.below(self.count + 1 - shortest - first);
        Strip { first, length: length.min(remaining) }
    }

    /// The strip that goes on as the model does.
    fn model_strip(&self, step: usize) -> Option<Strip> {
        let model = &self.model?[step..];
        let first = *model.first()?;
        let length = (first..).zip(model).take_while(|(line, laid)| line == *laid).count();
        Some(Strip { first, length })
    }

    fn cost(&self, played: &[usize], remaining: usize, strip: Strip, uses: &[f32]) -> f32 {
        let lines = strip.first..strip.first + strip.length;
        let length = strip.length as f32;
        let subject = lines.clone().map(self.subject).fold(0.0, f32::max);
        let beside: f32 = (played.len()..).zip(lines.clone()).map(|(step, line)| (self.beside)(line, step)).sum();
        let repeats: f32 = lines.map(|line| uses[line]).sum();
        let wished = remaining.min(self.count / 2).max(1) as f32;
        let short = (1.0 - length / wished).max(0.0);
        let depth = (self.count - strip.first) as f32 - length / 2.0;
        self.join(played.last().copied().unwrap_or(self.count - 1), strip.first)
            + BESIDE_COST * beside / length
            + SUBJECT_COST * subject
            + REPEAT_COST * repeats / length
            + SHORT_COST * short * short
            + self.depth_cost * depth
    }

    /// How unlike the lines before `first` are to the lines up to `last`.
    fn join(&self, last: usize, first: usize) -> f32 {
        let overlap = first.min(last + 1).min(OVERLAP);
        if overlap == 0 {
            return (self.difference)(last, first);
        }
        let sum: f32 = (0..overlap).map(|back| (self.difference)(last - back, first - 1 - back)).sum();
        sum / overlap as f32
    }
}

/// A source for every cell of the grid; known cells are their own source.
pub(super) fn lay_strips(sheet: &Sheet, grid: &Grid, subject: &Subject, random: &mut SplitMix64) -> Vec<Source> {
    let mut sources = vec![Source::default(); grid.columns * grid.rows];
    for y in 0..grid.height {
        for x in 0..grid.width {
            sources[grid.index(grid.left + x, grid.top + y)] = Source { x: x as i32, y: y as i32 };
        }
    }
    lay_columns(sheet, grid, subject, random, &mut sources);
    lay_rows(sheet, grid, random, &mut sources);
    sources
}

fn lay_columns(sheet: &Sheet, grid: &Grid, subject: &Subject, random: &mut SplitMix64, sources: &mut [Source]) {
    let bands = BANDS.min(grid.height);
    for rightward in [false, true] {
        let mut model: Option<Vec<usize>> = None;
        for band in 0..bands {
            let rows = band * grid.height / bands..(band + 1) * grid.height / bands;
            let columns = Columns { sheet, grid, subject, rightward, rows };
            let lines = columns.play(model.as_deref(), random);
            columns.lay(&lines, sources);
            model = Some(lines);
        }
    }
}

/// A band of rows, growing to one side.
struct Columns<'a> {
    sheet: &'a Sheet,
    grid: &'a Grid,
    subject: &'a Subject,
    rightward: bool,
    rows: Range<usize>,
}

impl Columns<'_> {
    fn play(&self, model: Option<&[usize]>, random: &mut SplitMix64) -> Vec<usize> {
        let count = if self.rightward { self.grid.columns - self.grid.left - self.grid.width } else { self.grid.left };
        let lines = Lines {
            count: self.sheet.width,
            difference: &|a, b| {
                let (a, b) = (self.column(a), self.column(b));
                let sum: f32 =
                    self.rows.clone().map(|y| squared_difference(self.sheet.row(y)[a], self.sheet.row(y)[b])).sum();
                sum / self.rows.len() as f32
            },
            subject: &|line| {
                let x = self.column(line);
                self.rows.clone().map(|y| self.subject.strength(x, y)).fold(0.0, f32::max)
            },
            beside: &|line, step| {
                model.map_or(0.0, |model| {
                    let above = self.sheet.row(self.rows.start - 1);
                    let here = self.sheet.row(self.rows.start);
                    let (line, laid) = (self.column(line), self.column(model[step]));
                    squared_difference(above[line], above[laid]) + squared_difference(here[line], here[laid])
                })
            },
            model,
            depth_cost: 0.0,
        };
        lines.play(count, random)
    }

    /// The column a line is; played leftward, the last line is the leftmost column.
    fn column(&self, line: usize) -> usize {
        if self.rightward { line } else { self.sheet.width - 1 - line }
    }

    fn lay(&self, lines: &[usize], sources: &mut [Source]) {
        for (step, &line) in lines.iter().enumerate() {
            let x = if self.rightward { self.grid.left + self.grid.width + step } else { self.grid.left - 1 - step };
            for y in self.rows.clone() {
                sources[self.grid.index(x, self.grid.top + y)] = Source { x: self.column(line) as i32, y: y as i32 };
            }
        }
    }
}

/// Lays rows of the picture as widened by [`lay_columns`].
fn lay_rows(sheet: &Sheet, grid: &Grid, random: &mut SplitMix64, sources: &mut [Source]) {
    let below_count = grid.rows - grid.top - grid.height;
    for (downward, count) in [(false, grid.top), (true, below_count)] {
        let row = |line: usize| grid.top + if downward { line } else { grid.height - 1 - line };
        let start = |line: usize| row(line) * grid.columns;
        let widened = &*sources;
        let lines = Lines {
            count: grid.height,
            difference: &|a, b| {
                let (a, b) = (&widened[start(a)..][..grid.columns], &widened[start(b)..][..grid.columns]);
                let sum: f32 =
                    a.iter().zip(b).map(|(&a, &b)| squared_difference(sheet.colour(a), sheet.colour(b))).sum();
                sum / grid.columns as f32
            },
            subject: &|_| 0.0,
            beside: &|_, _| 0.0,
            model: None,
            depth_cost: 0.05 / grid.height as f32,
        };
        for (step, line) in lines.play(count, random).into_iter().enumerate() {
            let y = if downward { grid.top + grid.height + step } else { grid.top - 1 - step };
            sources.copy_within(start(line)..start(line) + grid.columns, y * grid.columns);
        }
    }
}
