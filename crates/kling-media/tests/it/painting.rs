use std::collections::HashSet;

use image::RgbImage;
use kling_media::paint;

fn mean_difference(left: &RgbImage, right: &RgbImage) -> f64 {
    let sum: u64 = left.as_raw().iter().zip(right.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / left.as_raw().len() as f64
}

#[test]
fn every_text_has_a_picture_of_its_own() {
    let texts: Vec<String> = (0..24).map(|number| format!("prompt {number}")).collect();
    let pictures: Vec<RgbImage> = texts.iter().map(|text| paint(text, 96, 54)).collect();
    for (index, picture) in pictures.iter().enumerate() {
        for other in &pictures[..index] {
            assert!(mean_difference(picture, other) > 4.0, "two of {texts:?} look alike");
        }
    }
}

#[test]
fn a_picture_has_many_colours() {
    let picture = paint("a fox in the snow", 320, 180);
    let colours: HashSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
    assert!(colours.len() > 300, "only {} colours", colours.len());
}

/// The same scene in another size: shrunk by hand, the large picture is nearly the small one.
#[test]
fn a_larger_picture_shows_the_same_scene() {
    let (small, large) = (paint("a harbour", 160, 90), paint("a harbour", 640, 360));
    let shrunk = RgbImage::from_fn(160, 90, |x, y| *large.get_pixel(4 * x + 2, 4 * y + 2));
    let difference = mean_difference(&small, &shrunk);
    assert!(difference < 3.0, "{difference}");
}

#[test]
fn any_size_is_painted() {
    for (width, height) in [(0, 0), (0, 7), (7, 0), (1, 1), (1, 300), (300, 1), (33, 17)] {
        assert_eq!(paint("", width, height).dimensions(), (width, height));
    }
}
