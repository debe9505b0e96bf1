//! Colour corrections that let pieces copied from different places meet without a step.
//!
//! Poisson image editing (Pérez, Gangnet and Blake, 2003) in terms of corrections: every
//! cell may be shifted in colour, neighbours from one piece want the same shift, and
//! neighbours from two pieces want shifts that cancel the step between the pieces. Cells
//! inside the original fix what the shift must be there.

use super::sheet::{Colour, Source};
use super::synthesis::Mosaic;

/// Sweeps of successive over-relaxation, and how far each step overshoots.
const SWEEPS: usize = 80;
const OVERSHOOT: f32 = 1.85;
/// Pull of every shift towards zero, which keeps a mismatch from spreading far.
const RESTORING: f32 = 0.0006;
/// The largest step that is taken for a difference of light; more is an outline cut short,
/// and evening that out would smear it.
const LARGEST_STEP: f32 = 0.06;
/// The same for the difference between the original and what would be copied over it.
const LARGEST_SHIFT: f32 = 0.15;
/// How far around a known cell that difference is averaged, in cells.
const SHIFT_REACH: usize = 3;

/// The colour to add to what each cell copies.
pub(super) fn blend(mosaic: &Mosaic) -> Vec<Colour> {
    let cells = mosaic.sources.len();
    let mut shifts = vec![[0.0; 3]; cells];
    let mut right_steps = vec![[0.0; 3]; cells];
    let mut down_steps = vec![[0.0; 3]; cells];
    let mut free = vec![];
    for y in 0..mosaic.grid.rows {
        for x in 0..mosaic.grid.columns {
            if !mosaic.is_target(x, y) {
                continue;
            }
            let index = mosaic.grid.index(x, y);
            if mosaic.grid.is_known(x, y) {
                shifts[index] = known_shift(mosaic, x, y);
            } else {
                free.push((x, y));
            }
            if mosaic.is_target(x + 1, y) {
                right_steps[index] = step(mosaic, index, index + 1, (1, 0));
            }
            if mosaic.is_target(x, y + 1) {
                down_steps[index] = step(mosaic, index, index + mosaic.grid.columns, (0, 1));
            }
        }
    }
    for _ in 0..SWEEPS {
        for &(x, y) in &free {
            relax(mosaic, &mut shifts, &right_steps, &down_steps, x, y);
        }
    }
    shifts
}

fn relax(mosaic: &Mosaic, shifts: &mut [Colour], right: &[Colour], down: &[Colour], x: usize, y: usize) {
    let index = mosaic.grid.index(x, y);
    let (mut sum, mut count) = ([0.0; 3], RESTORING);
    let mut pull = |neighbour: usize, steps: &Colour, sign: f32| {
        count += 1.0;
        for channel in 0..3 {
            sum[channel] += shifts[neighbour][channel] + sign * steps[channel];
        }
    };
    if mosaic.is_target(x + 1, y) {
        pull(index + 1, &right[index], -1.0);
    }
    if mosaic.is_target(x, y + 1) {
        pull(index + mosaic.grid.columns, &down[index], -1.0);
    }
    if x > 0 && mosaic.is_target(x - 1, y) {
        pull(index - 1, &right[index - 1], 1.0);
    }
    if y > 0 && mosaic.is_target(x, y - 1) {
        let above = index - mosaic.grid.columns;
        pull(above, &down[above], 1.0);
    }
    for channel in 0..3 {
        let settled = sum[channel] / count;
        shifts[index][channel] += OVERSHOOT * (settled - shifts[index][channel]);
    }
}

/// How much more the second of two neighbours should be shifted than the first.
fn step(mosaic: &Mosaic, first: usize, second: usize, (dx, dy): (i32, i32)) -> Colour {
    let (a, b) = (mosaic.sources[first], mosaic.sources[second]);
    let after = mosaic.sheet.colour(a.moved((dx, dy)));
    let before = mosaic.sheet.colour(b.moved((-dx, -dy)));
    let (a, b) = (mosaic.sheet.colour(a), mosaic.sheet.colour(b));
    std::array::from_fn(|channel| {
        let step = (after[channel] - b[channel] + a[channel] - before[channel]) / 2.0;
        step.clamp(-LARGEST_STEP, LARGEST_STEP)
    })
}

/// The shift that the original asks for in a known cell: the mean around it, since single
/// cells differ by texture rather than by light.
fn known_shift(mosaic: &Mosaic, x: usize, y: usize) -> Colour {
    let (mut sum, mut count) = ([0.0; 3], 0.0);
    for near_y in y.saturating_sub(SHIFT_REACH)..=y + SHIFT_REACH {
        for near_x in x.saturating_sub(SHIFT_REACH)..=x + SHIFT_REACH {
            if !mosaic.grid.is_known(near_x, near_y) || !mosaic.is_target(near_x, near_y) {
                continue;
            }
            let (own_x, own_y) = mosaic.grid.relative(near_x, near_y);
            let original = mosaic.sheet.colour(Source { x: own_x, y: own_y });
            let copied = mosaic.sheet.colour(mosaic.sources[mosaic.grid.index(near_x, near_y)]);
            count += 1.0;
            for channel in 0..3 {
                sum[channel] += (original[channel] - copied[channel]).clamp(-LARGEST_SHIFT, LARGEST_SHIFT);
            }
        }
    }
    sum.map(|channel| channel / count)
}
