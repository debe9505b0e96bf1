//! Law 6: the vendor's helper, restated in floats, and wherever its output is legal the same four decimals.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Ratio, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_multiple, input_size, shape_near};

/// The two numbers the helper prints (up and down, left and right), in ten-thousandths before rounding.
fn unrounded_steps(source: Size, area_multiple: f64, aspect: Aspect) -> [f64; 2] {
    let (width, height) = (f64::from(source.width()), f64::from(source.height()));
    let width_over_height = f64::from(aspect.width()) / f64::from(aspect.height());
    let target_height = (area_multiple * width * height / width_over_height).sqrt();
    let target_width = target_height * width_over_height;
    [(target_height - height) / 2.0 / height, (target_width - width) / 2.0 / width].map(|ratio| ratio * 10_000.0)
}

enum Helper {
    Legal([u32; 2]),
    Negative,
    TooLarge,
    /// Within the error of a float of a tie, where printing could go either way.
    Undecided,
}

fn ask_helper(source: Size, area_multiple: f64, aspect: Aspect) -> Helper {
    let unrounded = unrounded_steps(source, area_multiple, aspect);
    if unrounded.iter().any(|steps| (steps - steps.floor() - 0.5).abs() < 1e-6) {
        return Helper::Undecided;
    }
    let rounded = unrounded.map(f64::round);
    if rounded.iter().any(|steps| *steps < 0.0) {
        return Helper::Negative;
    }
    let [vertical, horizontal] = rounded.map(|steps| steps as u64);
    let breaks_the_rule = (10_000 + 2 * vertical) * (10_000 + 2 * horizontal) > 300_000_000;
    if breaks_the_rule || exceeds_three_in_doubles(rounded.map(|steps| steps / 10_000.0)) {
        return Helper::TooLarge;
    }
    Helper::Legal([vertical as u32, horizontal as u32])
}

/// Whether ratios, each on two sides, have a product above 3 for a service that reckons in `f64`.
fn exceeds_three_in_doubles(ratios: [f64; 2]) -> bool {
    let [vertical, horizontal] = ratios.map(|ratio| (1.0 + ratio + ratio).max(1.0 + (ratio + ratio)));
    vertical * horizontal > 3.0
}

fn plan_steps(source: Size, multiple: AreaMultiple, aspect: Aspect) -> Option<[u32; 2]> {
    let expansion = plan(source, &Wish::aspect_with_area(aspect, multiple), Anchor::Center).ok()?.expansion();
    assert_eq!((expansion.up(), expansion.left()), (expansion.down(), expansion.right()));
    Some([expansion.up(), expansion.left()].map(|ratio: Ratio| ratio.millionths() / 100))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_helper_is_followed_to_four_decimals_wherever_it_is_legal(
        (source, aspect) in input_size().prop_flat_map(|source| (Just(source), shape_near(source))),
        multiple in any_multiple(),
    ) {
        if let Helper::Legal(steps) = ask_helper(source, multiple.to_f64(), aspect) {
            prop_assert_eq!(plan_steps(source, multiple, aspect), Some(steps));
        }
    }
}

#[test]
fn the_helper_is_followed_on_a_grid_of_pictures_and_common_aspects() {
    let aspects = [(1, 1), (16, 9), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9), (9, 21)];
    let (mut legal, mut negative, mut too_large) = (0_u32, 0_u32, 0_u32);
    for width in (300..3_000).step_by(37) {
        for height in (300..3_000).step_by(41) {
            let source = Size::new(width, height).expect("sides are at least 300");
            if kling_geometry::limits::check_input_size(source).is_err() {
                continue;
            }
            for (wide, high) in aspects {
                let aspect = Aspect::new(wide, high).expect("numbers are at least 1");
                let ours = plan_steps(source, AreaMultiple::LIMIT, aspect);
                match ask_helper(source, 3.0, aspect) {
                    Helper::Legal(steps) => {
                        legal += 1;
                        assert_eq!(ours, Some(steps), "{source} to {aspect}");
                    }
                    Helper::TooLarge => {
                        too_large += 1;
                        assert!(ours.is_some(), "{source} to {aspect}: one step less would have been legal");
                    }
                    Helper::Negative => {
                        negative += 1;
                        assert_eq!(ours, None, "{source} to {aspect}");
                    }
                    Helper::Undecided => {}
                }
            }
        }
    }
    assert!(legal > 10_000 && too_large > 10_000 && negative > 1_000, "{legal} {too_large} {negative}");
}

#[test]
fn the_documented_example_gives_the_documented_ratios() {
    let source = Size::new(100, 100).expect("sides are not zero");
    let aspect = Aspect::new(16, 9).expect("numbers are not zero");
    let plan = plan(source, &Wish::aspect_with_area(aspect, AreaMultiple::LIMIT), Anchor::Center).expect("documented");
    assert_eq!(plan.expansion().ratios().to_string(), "0.1495,0.1495,0.6547,0.6547");
}
