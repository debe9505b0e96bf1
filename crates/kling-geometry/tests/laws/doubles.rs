//! The area rule as a service would check it that reckons in `f64`.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Expansion, Fraction, Margins, Plan, Ratio, Size, Wish, plan};
use proptest::prelude::*;

use crate::shares::nearest_share;
use crate::strategies::{any_anchor, any_ratio, any_size, chosen_wish, input_size, shape_near};

/// The greatest product in `f64` that any order of addition gives.
pub(crate) fn greatest_product(expansion: &Expansion) -> f64 {
    let side = |before: Ratio, after: Ratio| {
        let (before, after) = (before.to_f64(), after.to_f64());
        ((1.0 + before) + after).max((1.0 + after) + before).max(1.0 + (before + after))
    };
    side(expansion.up(), expansion.down()) * side(expansion.left(), expansion.right())
}

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn largest_square(source: Size, anchor: Anchor) -> Plan {
    plan(source, &Wish::largest_aspect(Aspect::SQUARE), anchor).expect("in reach")
}

/// Pictures whose largest square has exactly three times the area: sides in ten-thousandths that are even, so that an original in
/// the middle has whole ten-thousandths around it, and whose product is 3.
fn pictures_with_a_square_of_exactly_three() -> Vec<Size> {
    (10_000..=30_000_u32)
        .step_by(2)
        .filter(|width| 300_000_000 % width == 0 && 300_000_000 / width % 2 == 0)
        .map(|width| size(width, 300_000_000 / width))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn ratios_chosen_here_are_legal_in_doubles_too(
        (source, wish) in prop_oneof![
            (any_size(), chosen_wish()),
            input_size().prop_flat_map(|source| (Just(source), shape_near(source).prop_map(Wish::largest_aspect))),
        ],
        anchor in any_anchor(),
    ) {
        if let Ok(plan) = plan(source, &wish, anchor) {
            prop_assert!(greatest_product(&plan.expansion()) <= 3.0, "{plan:?}");
        }
    }

    #[test]
    fn only_a_product_of_exactly_three_can_round_above_it(
        (up, down, left, right) in (any_ratio(), any_ratio(), any_ratio(), any_ratio()),
    ) {
        let Ok(expansion) = Expansion::new(up, down, left, right) else { return Ok(()) };
        prop_assert!(greatest_product(&expansion) <= 3.0 || expansion.slack_trillionths() == 0);
        let (trillionth, product) = (1e-12, greatest_product(&expansion));
        prop_assert!((product - expansion.area_multiple().to_f64()).abs() < trillionth / 10.0);
    }
}

/// The expansion by exactly three that makes one of these pictures square: its height grows as its width tells, and its width as its height.
fn exactly_three(source: Size, x: Fraction, y: Fraction) -> Expansion {
    let share = |side: u32, share: Fraction| {
        let before = nearest_share(side - 10_000, share);
        [before, side - 10_000 - before].map(|steps| Ratio::from_millionths(steps * 100).expect("at most 2"))
    };
    let ([up, down], [left, right]) = (share(source.width(), y), share(source.height(), x));
    Expansion::new(up, down, left, right).expect("exactly three times the area")
}

#[test]
fn at_exactly_three_every_anchor_gives_a_plan_that_is_legal_in_doubles_and_is_lowered_only_for_that() {
    let pictures = pictures_with_a_square_of_exactly_three();
    assert_eq!(pictures.len(), 10);
    let (mut exact, mut lowered) = (0_u32, 0_u32);
    for source in pictures {
        for part in 0..=2_500 {
            let share = Fraction::from_millionths(part * 400).expect("from 0 to 1");
            for (x, y) in [(share, Fraction::HALF), (Fraction::HALF, share)] {
                let anchor = Anchor::At { x, y };
                let plan = largest_square(source, anchor);
                let product = greatest_product(&plan.expansion());
                assert!(product <= 3.0, "{source}, {anchor}: {product}");
                let whole = exactly_three(source, x, y);
                assert_eq!(plan.expansion() == whole, greatest_product(&whole) <= 3.0, "{source}, {anchor}");
                if plan.area_multiple() == AreaMultiple::LIMIT {
                    exact += 1;
                } else {
                    lowered += 1;
                    assert!(plan.expansion().slack_trillionths() <= 600_000_000, "{source}, {anchor}: {plan:?}");
                }
            }
        }
    }
    assert!(exact > 30_000 && lowered > 1_000, "{exact} {lowered}");
}

/// Law 5, where the area is lowered for one anchor and not for another.
#[test]
fn at_exactly_three_plans_are_symmetric_and_monotone() {
    let sides = |plan: Plan| {
        let expansion = plan.expansion();
        [expansion.up(), expansion.down(), expansion.left(), expansion.right()]
    };
    for source in pictures_with_a_square_of_exactly_three() {
        for share in (0..=1_000_000).step_by(9_973) {
            let fraction = |millionths| Fraction::from_millionths(millionths).expect("from 0 to 1");
            let (share, complement) = (fraction(share), fraction(1_000_000 - share));
            let anchor = Anchor::At { x: share, y: complement };
            let [up, down, left, right] = sides(largest_square(source, anchor));
            let mirrored = largest_square(source, Anchor::At { x: complement, y: complement });
            assert_eq!(sides(mirrored), [up, down, right, left], "{source}, {anchor}");
            let turned = largest_square(source.transposed(), Anchor::At { x: complement, y: share });
            assert_eq!(sides(turned), [left, right, up, down], "{source}, {anchor}");
            for trillionths in (2_999_000_000_000..3_000_000_000_000).step_by(100_000_000) {
                let multiple = AreaMultiple::from_trillionths(trillionths).expect("at most 3");
                let wish = Wish::aspect_with_area(Aspect::SQUARE, multiple);
                let Ok(smaller) = plan(source, &wish, anchor) else { continue };
                let grows = sides(smaller).iter().zip([up, down, left, right]).all(|(less, more)| *less <= more);
                assert!(grows, "{source}, {anchor}, {multiple}");
            }
        }
    }
}

#[test]
fn a_product_that_rounds_above_three_is_lowered_by_one_step() {
    let plan = largest_square(size(2_783, 5_798), Anchor::Center);
    assert_eq!(plan.expansion().ratios().to_string(), "0.1,0.1,0.7499,0.7499");
    // Here both axes are rounded up at the same area, so both go down.
    let plan = largest_square(size(11_999, 24_999), Anchor::Center);
    assert_eq!(plan.expansion().ratios().to_string(), "0.0999,0.0999,0.7499,0.7499");
    let cornered = largest_square(size(2_783, 5_798), Anchor::TopLeft);
    assert_eq!(cornered.expansion().ratios().to_string(), "0,0.2,0,1.5");
}

#[test]
fn a_product_that_stays_at_three_is_kept() {
    let ratios = |source: Size| largest_square(source, Anchor::Center).expansion().ratios().to_string();
    assert_eq!(ratios(size(1_500, 2_000)), "0.25,0.25,0.5,0.5");
    assert_eq!(ratios(size(1_000, 3_000)), "0,0,1,1");
    assert_eq!(ratios(size(1_250, 2_400)), "0.125,0.125,0.7,0.7");
    assert_eq!(ratios(size(1_600, 1_875)), "0.3,0.3,0.4375,0.4375");
}

#[test]
fn the_nearest_of_given_ratios_is_legal_in_doubles() {
    let ratio = |text: &str| text.parse::<Ratio>().expect("a ratio");
    let (fifth, more) = (ratio("0.1001"), ratio("0.75075"));
    let impossible =
        plan(size(100, 100), &Wish::ratios(fifth, fifth, more, more), Anchor::Center).expect_err("too much");
    let nearest = plan(size(100, 100), impossible.nearest(), Anchor::Center).expect("the nearest wish is possible");
    assert!(greatest_product(&nearest.expansion()) <= 3.0, "{nearest:?}");
}

#[test]
fn given_ratios_and_exact_pixels_are_kept_though_doubles_round_above_three() {
    let ratio = |text: &str| text.parse::<Ratio>().expect("a ratio");
    let given = Wish::ratios(ratio("0.1"), ratio("0.1"), ratio("0.75"), ratio("0.75"));
    let pixels = Wish::margins(Margins::new(100, 100, 750, 750));
    for wish in [given, pixels] {
        let plan = plan(size(1_000, 1_000), &wish, Anchor::Center).expect("exactly three times the area");
        assert_eq!(plan.expansion().slack_trillionths(), 0);
        assert!(greatest_product(&plan.expansion()) > 3.0);
    }
}
