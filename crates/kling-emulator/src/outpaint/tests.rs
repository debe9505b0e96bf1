//! The promises of [`outpaint`], and that a border looks like the picture it surrounds.

use image::{DynamicImage, GenericImageView, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use super::outpaint;
use super::splitmix::SplitMix64;

/// Smooth hills of colour with grain on top, as far from flat as a photograph.
fn textured(width: u32, height: u32) -> RgbImage {
    let mut random = SplitMix64::new(7);
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32, y as f32);
        let hills = (x / 9.0).sin() + (y / 7.0 + (x / 23.0).sin()).cos();
        Rgb([90.0, 110.0, 130.0].map(|level: f32| (level + 20.0 * hills + 24.0 * random.unit()) as u8))
    })
}

fn textured_picture(width: u32, height: u32) -> DynamicImage {
    textured(width, height).into()
}

/// The same picture in every colour type, with an opacity that varies where there is one.
fn every_kind(width: u32, height: u32) -> Vec<DynamicImage> {
    let opaque = textured(width, height);
    let rgba: DynamicImage = RgbaImage::from_fn(width, height, |x, y| {
        let [red, green, blue] = opaque.get_pixel(x, y).0;
        Rgba([red, green, blue, (x * 5 + y) as u8])
    })
    .into();
    vec![
        rgba.to_luma8().into(),
        rgba.to_luma_alpha8().into(),
        rgba.to_rgb8().into(),
        rgba.to_rgba8().into(),
        rgba.to_luma16().into(),
        rgba.to_luma_alpha16().into(),
        rgba.to_rgb16().into(),
        rgba.to_rgba16().into(),
        rgba.to_rgb32f().into(),
        rgba.to_rgba32f().into(),
    ]
}

fn assert_keeps(original: &DynamicImage, painted: &DynamicImage, origin: (u32, u32)) {
    assert_eq!(painted.color(), original.color());
    let inside = painted.crop_imm(origin.0, origin.1, original.width(), original.height());
    assert!(inside.as_bytes() == original.as_bytes(), "the original changed ({:?})", original.color());
}

/// Pixels of the canvas outside the original.
fn border(painted: &DynamicImage, original: (u32, u32), origin: (u32, u32)) -> Vec<(u32, u32)> {
    let inside = |x: u32, y: u32| {
        (origin.0..origin.0 + original.0).contains(&x) && (origin.1..origin.1 + original.1).contains(&y)
    };
    let (width, height) = painted.dimensions();
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).filter(|&(x, y)| !inside(x, y)).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// Mean absolute difference of each pixel in these columns from its right neighbour.
fn roughness(picture: &image::GrayImage, columns: std::ops::Range<u32>) -> f64 {
    mean(columns.flat_map(|x| (0..picture.height()).map(move |y| (x, y))).map(|(x, y)| {
        let (Luma([here]), Luma([right])) = (picture.get_pixel(x, y), picture.get_pixel(x + 1, y));
        f64::from(here.abs_diff(*right))
    }))
}

fn deviation(picture: &image::GrayImage, columns: std::ops::Range<u32>) -> f64 {
    let values =
        || columns.clone().flat_map(|x| (0..picture.height()).map(move |y| f64::from(picture.get_pixel(x, y).0[0])));
    let middle = mean(values());
    mean(values().map(|value| (value - middle).powi(2))).sqrt()
}

#[test]
fn the_original_is_kept_bit_by_bit_in_every_colour_type() {
    for original in every_kind(60, 44) {
        let painted = outpaint(&original, (90, 66), (11, 13), 1);
        assert_eq!(painted.dimensions(), (90, 66));
        assert_keeps(&original, &painted, (11, 13));
    }
}

#[test]
fn the_border_is_opaque() {
    for original in every_kind(60, 44).into_iter().filter(|picture| picture.color().has_alpha()) {
        let painted = outpaint(&original, (90, 66), (11, 13), 1).to_rgba16();
        for (x, y) in border(&painted.clone().into(), (60, 44), (11, 13)) {
            assert_eq!(painted.get_pixel(x, y).0[3], u16::MAX, "at {x}, {y} of {:?}", original.color());
        }
    }
}

#[test]
fn the_same_request_gives_the_same_picture() {
    let original = textured_picture(120, 90);
    let paint = || outpaint(&original, (240, 130), (50, 20), 3);
    assert!(paint() == paint());
}

#[test]
fn another_variation_gives_another_border() {
    let original = textured_picture(160, 120);
    let [first, second] = [0, 1].map(|variation| outpaint(&original, (320, 160), (80, 20), variation).to_luma8());
    let around = border(&first.clone().into(), (160, 120), (80, 20));
    let changed = around.iter().filter(|&&(x, y)| first.get_pixel(x, y).0[0].abs_diff(second.get_pixel(x, y).0[0]) > 8);
    let changed = changed.count();
    assert!(changed * 4 > around.len(), "{changed} of {} pixels differ", around.len());
}

#[test]
fn each_side_grows_alone() {
    let original = textured_picture(64, 48);
    for (canvas, origin) in
        [((100, 48), (36, 0)), ((100, 48), (0, 0)), ((64, 80), (0, 32)), ((64, 80), (0, 0)), ((100, 80), (36, 0))]
    {
        let painted = outpaint(&original, canvas, origin, 1);
        assert_eq!(painted.dimensions(), canvas);
        assert_keeps(&original, &painted, origin);
    }
}

#[test]
fn no_growth_gives_the_original() {
    let original = textured_picture(64, 48);
    assert!(outpaint(&original, (64, 48), (0, 0), 9) == original);
}

#[test]
fn margins_of_a_few_pixels_are_painted() {
    // Large enough for cells of several pixels, so that margins are less than a cell.
    let original = textured_picture(1203, 801);
    for margin in 1..=3 {
        let painted = outpaint(&original, (1203 + 2 * margin, 801 + 2 * margin), (margin, margin), 1);
        assert_keeps(&original, &painted, (margin, margin));
        let grey = painted.to_luma8();
        let rim = mean((0..grey.height()).map(|y| f64::from(grey.get_pixel(0, y).0[0])));
        let edge = mean((0..grey.height()).map(|y| f64::from(grey.get_pixel(margin, y).0[0])));
        assert!((rim - edge).abs() < 12.0, "margin {margin}: rim {rim}, edge {edge}");
    }
}

#[test]
fn three_times_the_side_is_painted_to_the_end() {
    let original = textured_picture(80, 100);
    for (canvas, origin) in [((240, 100), (0, 0)), ((240, 100), (160, 0)), ((80, 300), (0, 200))] {
        let painted = outpaint(&original, canvas, origin, 1);
        assert_keeps(&original, &painted, origin);
        let black = border(&painted, (80, 100), origin)
            .into_iter()
            .filter(|&(x, y)| painted.get_pixel(x, y).0[..3] == [0; 3])
            .count();
        assert_eq!(black, 0);
    }
}

#[test]
fn pictures_smaller_than_a_patch_and_thin_ones_are_painted() {
    for (width, height) in [(1, 1), (2, 1), (3, 2), (7, 5), (1, 40), (300, 2), (900, 9)] {
        let original = textured_picture(width, height);
        let painted = outpaint(&original, (width * 2 + 1, height + 3), (width, 1), 1);
        assert_eq!(painted.dimensions(), (width * 2 + 1, height + 3));
        assert_keeps(&original, &painted, (width, 1));
    }
}

#[test]
fn a_frame_that_cannot_hold_the_original_is_made_to() {
    let original = textured_picture(40, 30);
    let painted = outpaint(&original, (20, 60), (500, 500), 1);
    assert_eq!(painted.dimensions(), (40, 60));
    assert_keeps(&original, &painted, (0, 30));
}

#[test]
fn a_picture_without_pixels_gives_a_blank_canvas() {
    let painted = outpaint(&DynamicImage::new_rgb8(0, 0), (4, 3), (1, 1), 1);
    assert!(painted == DynamicImage::new_rgb8(4, 3));
}

#[test]
fn a_flat_picture_stays_flat() {
    let colour = Rgb([200, 120, 40]);
    let original = RgbImage::from_pixel(100, 80, colour).into();
    let painted = outpaint(&original, (200, 100), (50, 10), 1).to_rgb8();
    assert!(painted.pixels().all(|pixel| *pixel == colour));
}

#[test]
fn the_border_has_the_texture_of_the_original() {
    let painted = outpaint(&textured_picture(300, 240), (700, 240), (200, 0), 1).to_luma8();
    let original = (deviation(&painted, 200..500), roughness(&painted, 200..499));
    for columns in [0..100, 100..199, 501..600, 600..699] {
        let border = (deviation(&painted, columns.clone()), roughness(&painted, columns.clone()));
        assert!((0.7..1.4).contains(&(border.0 / original.0)), "{columns:?}: {border:?} for {original:?}");
        // Streaks and blur have next to no differences between neighbours.
        assert!((0.7..1.3).contains(&(border.1 / original.1)), "{columns:?}: {border:?} for {original:?}");
    }
}

#[test]
fn the_seam_is_no_rougher_than_the_original() {
    // Without grain, so that a step in colour shows.
    let smooth = RgbImage::from_fn(300, 240, |x, y| {
        let hills = (x as f32 / 31.0).sin() + (y as f32 / 23.0 + (x as f32 / 71.0).sin()).cos();
        Rgb([90.0, 110.0, 130.0].map(|level: f32| (level + 40.0 * hills) as u8))
    });
    let painted = outpaint(&smooth.into(), (700, 240), (200, 0), 1).to_luma8();
    let inside = roughness(&painted, 200..499);
    for seam in [199, 499] {
        let across = roughness(&painted, seam..seam + 1);
        assert!(across < 2.5 * inside, "{across} across the seam at {seam}, {inside} inside");
    }
}

#[test]
fn a_horizon_stays_level() {
    let texture = textured(240, 300);
    let original = RgbImage::from_fn(240, 300, |x, y| {
        let grain = texture.get_pixel(x, y).0[0] / 6;
        if y < 131 {
            Rgb([150 + grain, 180 + grain, 220 + grain / 2])
        } else {
            Rgb([20 + grain, 50 + grain, 70 + grain])
        }
    });
    let painted = outpaint(&original.into(), (534, 300), (147, 0), 1).to_luma8();
    for x in (0..147).chain(387..534) {
        let row = (0..300).find(|&y| painted.get_pixel(x, y).0[0] < 130);
        assert!(row.is_some_and(|row| row.abs_diff(131) <= 2), "the horizon is at {row:?} in column {x}");
    }
}

#[test]
fn the_subject_is_not_repeated() {
    let background = textured(240, 240);
    let original = RgbImage::from_fn(240, 240, |x, y| {
        let inside = x.abs_diff(120).pow(2) + y.abs_diff(120).pow(2) < 40_u32.pow(2);
        if inside { Rgb([250, 20, 20]) } else { *background.get_pixel(x, y) }
    });
    let painted = outpaint(&original.into(), (480, 240), (120, 0), 1);
    let pixels = painted.to_rgb8();
    let red =
        border(&painted, (240, 240), (120, 0)).into_iter().filter(|&(x, y)| pixels.get_pixel(x, y).0[0] > 220).count();
    assert_eq!(red, 0);
}
