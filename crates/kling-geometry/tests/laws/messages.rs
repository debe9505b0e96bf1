//! What an impossible wish says, and what is said of a value that cannot be.

use kling_geometry::{
    Anchor, AreaMultiple, Aspect, Expansion, Fraction, Margins, Origin, Ratio, Rounding, Size, Wish, plan,
};

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn refusal(source: Size, wish: Wish) -> String {
    plan(source, &wish, Anchor::Center).expect_err("an impossible wish").to_string()
}

#[test]
fn a_shape_out_of_reach_names_the_area_and_the_most_extreme_shape() {
    let aspect = |width, height| Aspect::new(width, height).expect("numbers are not zero");
    assert_eq!(
        refusal(size(300, 750), Wish::aspect(aspect(16, 9))),
        "16:9 from 300x750 needs 4.4x the area; the limit is 3x; the widest legal aspect is 6:5; it can be done in 2 steps",
    );
    assert_eq!(
        refusal(size(750, 300), Wish::largest_aspect(aspect(9, 16))),
        "9:16 from 750x300 needs 4.4x the area; the limit is 3x; the tallest legal aspect is 5:6; it can be done in 2 steps",
    );
    assert_eq!(
        refusal(size(1_000, 1_000), Wish::aspect(aspect(3_002, 1_000))),
        "1501:500 from 1000x1000 needs 3.002x the area; the limit is 3x; the widest legal aspect is 3:1; it can be done in \
         2 steps",
    );
    assert_eq!(
        refusal(size(1_000, 1_000), Wish::aspect_with_area(aspect(16, 9), "1.5".parse().expect("from 1 to 3"))),
        "16:9 with 1.5x the area of 1000x1000 is too little: the shape needs 1.7778x; ask for 16:9 with the least area",
    );
}

#[test]
fn an_area_out_of_reach_names_what_fits() {
    let ratio = |text: &str| text.parse::<Ratio>().expect("a ratio");
    assert_eq!(
        refusal(size(100, 100), Wish::ratios(ratio("0.2071"), ratio("0.2071"), ratio("0.5607"), ratio("0.5607"))),
        "the ratios 0.2071,0.2071,0.5607,0.5607 (up, down, left, right), from 100x100: needs 3.0001x the area; the limit \
         is 3x; the nearest possible is the ratios 0.207,0.207,0.5606,0.5606 (up, down, left, right)",
    );
    assert_eq!(
        refusal(size(600, 600), Wish::canvas(size(1_920, 1_080))),
        "a canvas of 1920x1080, from 600x600: needs 5.8x the area; the limit is 3x; the nearest possible is a canvas of \
         1276x846; it can be done in 2 steps",
    );
    assert_eq!(
        refusal(size(1_200, 800), Wish::area("9".parse().expect("a multiple"))),
        "9x the area, from 1200x800: needs 9x the area; the limit is 3x; the nearest possible is the largest canvas; it can \
         be done in 2 steps",
    );
    assert_eq!(
        refusal(size(300, 300), Wish::margins(Margins { left: 700, ..Margins::default() })),
        "margins of 0,0,700,0 px (up, down, left, right), from 300x300: 700 px left is more than twice the side, 600 px; \
         the nearest possible is margins of 0,0,600,0 px (up, down, left, right); it can be done in 2 steps",
    );
}

#[test]
fn a_canvas_that_would_crop_says_so() {
    assert_eq!(
        refusal(size(1_000, 800), Wish::canvas(size(900, 900))),
        "a canvas of 900x900 is smaller than the original of 1000x800, and an expansion never crops; the nearest possible \
         is a canvas of 1000x900",
    );
    assert_eq!(
        refusal(size(1_000, 800), Wish::canvas_at(size(1_100, 800), Origin { x: 150, y: 0 })),
        "in a canvas of 1100x800+150+0 the original of 1000x800 sticks out, and an expansion never crops; the nearest \
         possible is a canvas of 1100x800+100+0",
    );
}

#[test]
fn the_area_that_a_message_asks_for_is_enough() {
    for (width, height) in [(600, 400), (1000, 1000), (333, 801), (1201, 799), (2423, 2351)] {
        for (wide, high) in [(16, 9), (9, 16), (7, 3), (4, 5)] {
            let aspect = Aspect::new(wide, high).expect("no number is zero");
            let wish = Wish::aspect_with_area(aspect, "1.0001".parse().expect("a number"));
            let Err(impossible) = plan(size(width, height), &wish, Anchor::Center) else { continue };
            let text = impossible.to_string();
            let Some((_, rest)) = text.split_once("the shape needs ") else { continue };
            let area = rest.split('x').next().expect("a number").parse().expect("an area");
            let wish = Wish::aspect_with_area(aspect, area);
            assert!(plan(size(width, height), &wish, Anchor::Center).is_ok(), "{text}");
        }
    }
}

#[test]
fn a_value_that_cannot_be_says_what_can() {
    let ratio = |text: &str| text.parse::<Ratio>().expect_err("no ratio").to_string();
    assert_eq!(ratio("1/2"), "not a decimal: an expansion ratio is written with digits and a point, from 0 to 2");
    assert_eq!(ratio("0.1234567"), "too many decimals: an expansion ratio has at most 6");
    assert_eq!(ratio("2.1"), "out of range: an expansion ratio is from 0 to 2");
    let float = Ratio::from_f64(f64::NAN, Rounding::Up).expect_err("no ratio");
    assert_eq!(float.to_string(), "not a number: an expansion ratio is from 0 to 2");
    let area = "0.5".parse::<AreaMultiple>().expect_err("no area multiple");
    assert_eq!(area.to_string(), "out of range: an area multiple is from 1 to 1000000");
    let share = "1.5".parse::<Fraction>().expect_err("no fraction");
    assert_eq!(share.to_string(), "out of range: a fraction is from 0 to 1");
    let size = |text: &str| text.parse::<Size>().expect_err("no size").to_string();
    assert_eq!(size("0x5"), "a picture has at least one pixel in each direction");
    assert_eq!(size("5"), "a size is written WIDTHxHEIGHT in pixels, for example 1200x800");
    let aspect = |text: &str| text.parse::<Aspect>().expect_err("no aspect").to_string();
    assert_eq!(aspect("16:0"), "neither number of an aspect is zero");
    assert_eq!(aspect("16"), "an aspect is written WIDTH:HEIGHT in whole numbers, for example 16:9");
    assert_eq!(
        "middle".parse::<Anchor>().expect_err("no anchor").to_string(),
        "an anchor is one of top-left, top, top-right, left, center, right, bottom-left, bottom, bottom-right, or two \
         fractions X,Y such as 0.5,1",
    );
    let excess = Expansion::new(Ratio::MAX, Ratio::MAX, Ratio::MAX, Ratio::ZERO).expect_err("fifteen times the area");
    assert_eq!(excess.to_string(), "the new canvas has 15 times the area of the original; the limit is 3");
}
