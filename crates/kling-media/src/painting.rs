//! A picture from a text.

use image::{Rgb, RgbImage};

use crate::splitmix::SplitMix64;

type Colour = [f32; 3];

/// After so many points an octave of a ridge repeats: wider than any picture at the coarsest.
const RIDGE_POINTS: usize = 64;

/// Paints a landscape: a sky with a sun, ranges of hills in the haze, maybe a lake that mirrors them.
///
/// The same text gives the same picture, another text another one: colours, light, and the shape and number of hills all
/// come from it. Another size gives the same scene, with more or less of it on either side, and the
/// sun moved to stay in it. A side of 0 gives an empty picture.
///
/// ```
/// let picture = kling_media::paint("a fox in the snow", 1280, 720);
/// assert_eq!(picture.dimensions(), (1280, 720));
/// assert_eq!(picture, kling_media::paint("a fox in the snow", 1280, 720));
/// ```
#[must_use]
pub fn paint(text: &str, width: u32, height: u32) -> RgbImage {
    let unit = 1.0 / height.max(1) as f32;
    let scene = Scene::from_text(text, width as f32 * unit);
    let mut picture = RgbImage::new(width, height);
    let skyline: Vec<Vec<f32>> = scene
        .ridges
        .iter()
        .map(|ridge| (0..width).map(|x| ridge.top_at((x as f32 - width as f32 / 2.0) * unit)).collect())
        .collect();
    for (y, row) in picture.rows_mut().enumerate() {
        let v = (y as f32 + 0.5) * unit;
        let is_lake = v > scene.shore;
        let (mirrored, sway) = if is_lake { scene.mirror(v) } else { (v, 0.0) };
        let sky = scene.sky(mirrored);
        for (x, pixel) in row.enumerate() {
            let u = (x as f32 + 0.5 - width as f32 / 2.0) * unit;
            let shifted = (x as f32 + sway / unit).clamp(0.0, width as f32 - 1.0) as usize;
            let nearest = skyline.iter().rposition(|tops| tops[shifted] < mirrored);
            let colour = match nearest {
                Some(index) => scene.ridges[index].shade(mirrored - skyline[index][shifted]),
                None => scene.lit_sky(sky, u + sway, mirrored),
            };
            let colour = if is_lake { mix(colour, scene.water, 0.35) } else { colour };
            *pixel = Rgb(colour.map(|channel| (channel.clamp(0.0, 1.0) * 255.0 + 0.5) as u8));
        }
    }
    picture
}

/// What is to be seen. Lengths are in heights of the picture: `v` down from the upper edge, `u` right from the middle.
struct Scene {
    zenith: Colour,
    horizon: Colour,
    sun: Sun,
    /// From far to near.
    ridges: Vec<Ridge>,
    /// Where the lake starts; 1 or more if there is none.
    shore: f32,
    water: Colour,
    ripple: f32,
}

struct Sun {
    u: f32,
    v: f32,
    radius: f32,
    colour: Colour,
}

struct Ridge {
    /// Heights of the points of three octaves, from coarse to fine.
    octaves: [Vec<f32>; 3],
    base: f32,
    swing: f32,
    /// Points per unit of `u` of the coarsest octave.
    frequency: f32,
    top: Colour,
    foot: Colour,
}

impl Scene {
    /// The sun keeps its place between the edges of a picture that is so many heights wide.
    fn from_text(text: &str, width: f32) -> Self {
        let mut random = SplitMix64::from_text(text);
        let hue = random.unit();
        let sky_turn = random.between(0.08, 0.45) * if random.below(2) == 0 { -1.0 } else { 1.0 };
        let light = random.between(0.35, 1.0);
        let zenith = colour(hue, random.between(0.35, 0.75), 0.25 + 0.5 * light);
        let horizon = colour(hue + sky_turn, random.between(0.25, 0.6), 0.55 + 0.4 * light);
        let sun = Sun {
            u: width * random.between(-0.35, 0.35),
            v: random.between(0.12, 0.42),
            radius: random.between(0.04, 0.11),
            colour: mix(horizon, [1.0, 0.97, 0.88], 0.75),
        };
        let land = hue + random.between(-0.2, 0.2);
        let near = colour(land, random.between(0.3, 0.7), 0.08 + 0.18 * light);
        let count = 3 + random.below(4);
        let shore = if random.below(2) == 0 { random.between(0.68, 0.8) } else { 2.0 };
        let last = shore.min(0.92);
        let ridges = (0..count)
            .map(|index| {
                let nearness = (index + 1) as f32 / count as f32;
                let top = mix(horizon, near, 0.15 + 0.85 * nearness);
                let first = 0.45 + 0.1 * random.unit();
                Ridge {
                    base: first + (last - first) * nearness - 0.06,
                    swing: random.between(0.06, 0.2) * (1.2 - 0.6 * nearness),
                    frequency: random.between(1.2, 3.5),
                    octaves: std::array::from_fn(|_| (0..RIDGE_POINTS).map(|_| random.unit()).collect()),
                    top,
                    foot: mix(top, horizon, 0.45 * (1.0 - nearness) + 0.12),
                }
            })
            .collect();
        let water = mix(zenith, near, 0.4);
        Self { zenith, horizon, sun, ridges, shore, water, ripple: random.between(0.004, 0.012) }
    }

    fn sky(&self, v: f32) -> Colour {
        mix(self.zenith, self.horizon, (v / 0.65).clamp(0.0, 1.0).powf(0.8))
    }

    fn lit_sky(&self, sky: Colour, u: f32, v: f32) -> Colour {
        let (du, dv) = (u - self.sun.u, v - self.sun.v);
        let distance = (du * du + dv * dv).sqrt() / self.sun.radius;
        if distance > 8.0 {
            return sky;
        }
        let disc = ((1.02 - distance) * 50.0).clamp(0.0, 1.0);
        let glow = 0.55 * (1.0 - distance / 8.0).powi(3);
        mix(sky, self.sun.colour, disc.max(glow))
    }

    /// What height above the shore a row of the lake shows, and how far the ripples shift it.
    fn mirror(&self, v: f32) -> (f32, f32) {
        let depth = v - self.shore;
        let sway = self.ripple * (1.0 + 6.0 * depth) * (depth.sqrt() * 220.0).sin();
        (self.shore - 1.4 * depth, sway)
    }
}

impl Ridge {
    fn top_at(&self, u: f32) -> f32 {
        let mut height = 0.0;
        let mut share = 0.6;
        let mut frequency = self.frequency;
        for points in &self.octaves {
            let place = u * frequency + RIDGE_POINTS as f32 / 2.0;
            let (index, part) = (place.floor(), place - place.floor());
            let at = |index: f32| points[(index as i64).rem_euclid(RIDGE_POINTS as i64) as usize];
            let smooth = part * part * (3.0 - 2.0 * part);
            height += share * (at(index) * (1.0 - smooth) + at(index + 1.0) * smooth);
            share *= 0.35;
            frequency *= 4.3;
        }
        self.base - self.swing * height
    }

    /// The colour this far below the ridge: lighter with the haze of the valley.
    fn shade(&self, depth: f32) -> Colour {
        mix(self.top, self.foot, (depth / 0.3).clamp(0.0, 1.0))
    }
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    std::array::from_fn(|channel| from[channel] + (to[channel] - from[channel]) * share)
}

/// From hue in turns, saturation and value.
fn colour(hue: f32, saturation: f32, value: f32) -> Colour {
    [5.0, 3.0, 1.0].map(|offset| {
        let place = (offset + hue * 6.0).rem_euclid(6.0);
        value * (1.0 - saturation * place.min(4.0 - place).clamp(0.0, 1.0))
    })
}
