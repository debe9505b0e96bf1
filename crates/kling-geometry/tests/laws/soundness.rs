//! Laws 1, 4 and 7: plans are legal, contain the original, and exist or are refused for every input.

use kling_geometry::{Expansion, Plan, Ratio, Ratios, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_case, any_ratio, any_size};

/// The rule in integers wide enough for anything.
fn satisfies_the_rule(plan: &Plan) -> bool {
    let expansion = plan.expansion();
    let millionths = |ratio: Ratio| u128::from(ratio.millionths());
    let sides = [expansion.up(), expansion.down(), expansion.left(), expansion.right()];
    let vertical = 1_000_000 + millionths(expansion.up()) + millionths(expansion.down());
    let horizontal = 1_000_000 + millionths(expansion.left()) + millionths(expansion.right());
    sides.into_iter().all(|ratio| ratio.millionths() <= 2_000_000)
        && vertical * horizontal <= 3_000_000_000_000
        && u128::from(plan.area_multiple().trillionths()) == vertical * horizontal
        && u128::from(expansion.slack_trillionths()) == 3_000_000_000_000 - vertical * horizontal
}

fn contains_the_original(plan: &Plan, source: Size) -> bool {
    let (canvas, origin) = (plan.canvas(), plan.origin());
    u64::from(origin.x) + u64::from(source.width()) <= u64::from(canvas.width())
        && u64::from(origin.y) + u64::from(source.height()) <= u64::from(canvas.height())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn every_plan_satisfies_the_area_rule_exactly((source, wish, anchor) in any_case()) {
        if let Ok(plan) = plan(source, &wish, anchor) {
            prop_assert!(satisfies_the_rule(&plan), "{plan:?}");
        }
    }

    #[test]
    fn every_canvas_contains_the_original((source, wish, anchor) in any_case()) {
        if let Ok(plan) = plan(source, &wish, anchor) {
            prop_assert!(contains_the_original(&plan, source), "{plan:?}");
        }
    }

    #[test]
    fn every_wish_is_planned_or_has_a_nearest_wish_that_is((source, wish, anchor) in any_case()) {
        if let Err(impossible) = plan(source, &wish, anchor) {
            prop_assert_eq!(impossible.source(), source);
            prop_assert_eq!(*impossible.wish(), wish);
            let nearest = plan(source, impossible.nearest(), anchor);
            prop_assert!(nearest.is_ok(), "{impossible}: {nearest:?}");
            prop_assert!(impossible.to_string().len() > 20);
        }
    }

    #[test]
    fn an_expansion_exists_exactly_when_its_product_is_at_most_three(
        (up, down) in (any_ratio(), any_ratio()),
        (left, right) in (any_ratio(), any_ratio()),
        source in any_size(),
        anchor in any_anchor(),
    ) {
        let vertical = 1_000_000 + u64::from(up.millionths()) + u64::from(down.millionths());
        let horizontal = 1_000_000 + u64::from(left.millionths()) + u64::from(right.millionths());
        let is_legal = vertical * horizontal <= 3_000_000_000_000;
        let expansion = Expansion::new(up, down, left, right);
        prop_assert_eq!(expansion.is_ok(), is_legal);
        let ratios = Ratios { up, down, left, right };
        prop_assert_eq!(Expansion::try_from(ratios), expansion);
        prop_assert_eq!(expansion.map_or(ratios, Ratios::from), ratios);
        let planned = plan(source, &Wish::ratios(up, down, left, right), anchor);
        prop_assert_eq!(planned.map(|plan| plan.expansion()).ok(), expansion.ok());
    }
}

#[test]
fn the_largest_picture_that_fits_in_numbers_is_planned() {
    let huge = Size::new(u32::MAX, u32::MAX).expect("sides are not zero");
    let plan = plan(huge, &Wish::Largest, kling_geometry::Anchor::BottomRight).expect("growth is always legal");
    assert_eq!(plan.canvas(), huge);
    assert!(!plan.canvas_is_exact());
    assert!(contains_the_original(&plan, huge));
}
