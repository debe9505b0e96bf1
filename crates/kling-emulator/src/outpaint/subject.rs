//! Where the subject of the picture is, which should not appear a second time.

use super::sheet::{Colour, Sheet, squared_difference};

/// The share of each side that counts as background: a subject is what looks like nothing
/// in this ring (the boundary prior of salient-object detection).
const RING_SHARE: f32 = 0.12;
/// What a ring cell pays for lying the whole picture's height above or below.
const HEIGHT_COST: f32 = 0.15;
/// The share of the ring a thing must fill to be background rather than a second subject.
const COMMON_SHARE: f32 = 0.06;
/// How much a difference of contrast counts next to one of colour.
const CONTRAST_WEIGHT: f32 = 2.0;
/// How unlike each other two places in one background may be.
const BACKGROUND_DIFFERENCE: f32 = 0.012;
/// Ring cells looked at for each cell, at most.
const RING_SAMPLES: usize = 400;

/// How much of a subject each cell of the original is.
pub(super) struct Subject {
    width: usize,
    height: usize,
    /// A squared difference of colour and contrast from the most similar background.
    strengths: Vec<f32>,
}

impl Subject {
    /// Looks at every cell of the coarse sheet. `fine` is the same picture in smaller cells,
    /// from which contrast is measured.
    pub(super) fn find(coarse: &Sheet, fine: &Sheet) -> Self {
        let (width, height) = (coarse.width, coarse.height);
        let features = features(coarse, fine);
        let ring = ring_cells(width, height);
        let stride = ring.len().div_ceil(RING_SAMPLES).max(1);
        let mut strengths = Vec::with_capacity(features.len());
        let mut differences = Vec::with_capacity(RING_SAMPLES);
        for y in 0..height {
            for x in 0..width {
                let here = features[y * width + x];
                differences.clear();
                differences.extend(ring.iter().step_by(stride).map(|&(ring_x, ring_y)| {
                    let rise = (ring_y as f32 - y as f32) / height as f32;
                    here.unlike(features[ring_y * width + ring_x]) + HEIGHT_COST * rise * rise
                }));
                let rank = (differences.len() as f32 * COMMON_SHARE) as usize;
                let (_, difference, _) = differences.select_nth_unstable_by(rank, f32::total_cmp);
                strengths.push((*difference - BACKGROUND_DIFFERENCE).clamp(0.0, 1.0));
            }
        }
        Self { width, height, strengths: widened(&strengths, width, height) }
    }

    pub(super) fn strength(&self, x: usize, y: usize) -> f32 {
        self.strengths[y * self.width + x]
    }

    /// The strengths for cells of another size, row by row.
    pub(super) fn resized(&self, width: usize, height: usize) -> Vec<f32> {
        (0..height)
            .flat_map(|y| (0..width).map(move |x| self.strength(x * self.width / width, y * self.height / height)))
            .collect()
    }
}

#[derive(Clone, Copy)]
struct Feature {
    colour: Colour,
    contrast: f32,
}

impl Feature {
    /// Less contrast than the background has is no sign of a subject.
    fn unlike(self, background: Self) -> f32 {
        let contrast = (self.contrast - background.contrast).max(0.0);
        squared_difference(self.colour, background.colour) + CONTRAST_WEIGHT * contrast * contrast
    }
}

fn features(coarse: &Sheet, fine: &Sheet) -> Vec<Feature> {
    let colours = smoothed(coarse);
    let contrasts = contrasts(coarse, fine);
    colours.into_iter().zip(contrasts).map(|(colour, contrast)| Feature { colour, contrast }).collect()
}

/// The standard deviation of the fine colours in and around each coarse cell.
fn contrasts(coarse: &Sheet, fine: &Sheet) -> Vec<f32> {
    let ratio = (fine.width / coarse.width).max(1);
    let around =
        |at: usize, count: usize| (at * ratio).saturating_sub(ratio / 2)..((at + 1) * ratio + ratio / 2).min(count);
    let mut contrasts = Vec::with_capacity(coarse.width * coarse.height);
    for y in 0..coarse.height {
        for x in 0..coarse.width {
            let (mut sum, mut squares, mut count) = ([0.0; 3], 0.0, 0.0);
            for near_y in around(y, fine.height) {
                for colour in &fine.row(near_y)[around(x, fine.width)] {
                    count += 1.0;
                    for channel in 0..3 {
                        sum[channel] += colour[channel];
                        squares += colour[channel] * colour[channel];
                    }
                }
            }
            let mean_squared = sum.iter().map(|channel| channel * channel).sum::<f32>() / count;
            contrasts.push(((squares - mean_squared) / (3.0 * count)).max(0.0).sqrt());
        }
    }
    contrasts
}

/// The highest value in three by three cells: what is beside a subject is part of it.
fn widened(map: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut widened = Vec::with_capacity(map.len());
    for y in 0..height {
        for x in 0..width {
            let rows = y.saturating_sub(1)..(y + 2).min(height);
            let near = rows.flat_map(|y| &map[y * width..][x.saturating_sub(1)..(x + 2).min(width)]);
            widened.push(near.copied().fold(0.0, f32::max));
        }
    }
    widened
}

fn ring_cells(width: usize, height: usize) -> Vec<(usize, usize)> {
    let thick = |side: usize| ((side as f32 * RING_SHARE) as usize).max(1);
    let (across, down) = (thick(width), thick(height));
    let in_ring = |&(x, y): &(usize, usize)| x < across || y < down || x + across >= width || y + down >= height;
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).filter(in_ring).collect()
}

/// Means over three by three cells.
fn smoothed(sheet: &Sheet) -> Vec<Colour> {
    let mut smooth = Vec::with_capacity(sheet.width * sheet.height);
    for y in 0..sheet.height {
        for x in 0..sheet.width {
            let (mut sum, mut count) = ([0.0; 3], 0.0);
            for near_y in y.saturating_sub(1)..(y + 2).min(sheet.height) {
                for colour in &sheet.row(near_y)[x.saturating_sub(1)..(x + 2).min(sheet.width)] {
                    count += 1.0;
                    for channel in 0..3 {
                        sum[channel] += colour[channel];
                    }
                }
            }
            smooth.push(sum.map(|channel| channel / count));
        }
    }
    smooth
}
