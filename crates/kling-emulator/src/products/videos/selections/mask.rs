//! A marked area: a disc around a point. Nothing here recognises what the point shows.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{GrayImage, ImageFormat, Luma};

/// The disc's radius as a share of the shorter side: one in so many.
const RADIUS_SHARE: u32 = 8;

pub(super) struct Mask {
    size: (u32, u32),
    centre: (i64, i64),
    radius: i64,
}

impl Mask {
    /// The area around a point whose coordinates run from 0 to 1.
    pub(super) fn around((x, y): (f64, f64), (width, height): (u32, u32)) -> Self {
        let place = |share: f64, side: u32| (share * f64::from(side.saturating_sub(1))).round() as i64;
        Self {
            size: (width, height),
            centre: (place(x, width), place(y, height)),
            radius: i64::from(width.min(height) / RADIUS_SHARE),
        }
    }

    fn contains(&self, x: u32, y: u32) -> bool {
        let (across, down) = (i64::from(x) - self.centre.0, i64::from(y) - self.centre.1);
        across * across + down * down <= self.radius * self.radius
    }

    /// Column by column, from top to bottom.
    fn columns(&self) -> impl Iterator<Item = (u32, u32)> + use<> {
        let (width, height) = self.size;
        (0..width).flat_map(move |x| (0..height).map(move |y| (x, y)))
    }

    pub(super) fn pixels(&self) -> impl Iterator<Item = (u32, u32)> {
        self.columns().filter(|(x, y)| self.contains(*x, *y))
    }

    /// The lengths of runs, outside first, as a compressed run-length text of COCO.
    pub(super) fn counts(&self) -> String {
        let mut runs = vec![0_i64];
        let mut inside = false;
        for (x, y) in self.columns() {
            if self.contains(x, y) != inside {
                inside = !inside;
                runs.push(0);
            }
            if let Some(run) = runs.last_mut() {
                *run += 1;
            }
        }
        compress(&runs)
    }

    /// White inside, black outside, as PNG in Base64.
    pub(super) fn png(&self) -> String {
        let (width, height) = self.size;
        let picture = GrayImage::from_fn(width, height, |x, y| Luma([if self.contains(x, y) { 255 } else { 0 }]));
        let mut bytes = Cursor::new(Vec::new());
        match picture.write_to(&mut bytes, ImageFormat::Png) {
            Ok(()) => STANDARD.encode(bytes.into_inner()),
            Err(_) => String::new(),
        }
    }
}

/// Five bits a character, lowest first, a sixth says that more follow. From the fourth run on, the difference to the run two before.
fn compress(runs: &[i64]) -> String {
    let mut text = String::new();
    for (index, run) in runs.iter().enumerate() {
        let mut left = if index > 2 { run - runs[index - 2] } else { *run };
        loop {
            let bits = left & 0x1f;
            left >>= 5;
            let is_last = if bits & 0x10 == 0 { left == 0 } else { left == -1 };
            let bits = if is_last { bits } else { bits | 0x20 };
            text.push(char::from(u8::try_from(bits + 48).unwrap_or(b'0')));
            if is_last {
                break;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(text: &str) -> Vec<i64> {
        let mut runs: Vec<i64> = Vec::new();
        let mut bytes = text.bytes();
        while let Some(mut byte) = bytes.next() {
            let (mut value, mut shift) = (0_i64, 0);
            loop {
                let bits = i64::from(byte) - 48;
                value |= (bits & 0x1f) << shift;
                shift += 5;
                if bits & 0x20 == 0 {
                    if bits & 0x10 != 0 {
                        value |= -1 << shift;
                    }
                    break;
                }
                byte = bytes.next().expect("another character");
            }
            if runs.len() > 2 {
                value += runs[runs.len() - 2];
            }
            runs.push(value);
        }
        runs
    }

    #[test]
    fn a_mask_is_its_runs() {
        for point in [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)] {
            let mask = Mask::around(point, (64, 48));
            let runs = expand(&mask.counts());
            assert_eq!(runs.iter().sum::<i64>(), 64 * 48);
            let inside: i64 = runs.iter().skip(1).step_by(2).sum();
            assert_eq!(inside as usize, mask.pixels().count());
        }
    }
}
