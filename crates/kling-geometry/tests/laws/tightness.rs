//! Law 3: as large as possible is that.

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Plan, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_multiple, any_size, input_size, shape_near};

/// The area with one ten-thousandth more on every side, in trillionths.
fn area_with_one_step_more(plan: &Plan) -> u64 {
    let expansion = plan.expansion();
    let vertical = 1_000_200 + u64::from(expansion.up().millionths()) + u64::from(expansion.down().millionths());
    let horizontal = 1_000_200 + u64::from(expansion.left().millionths()) + u64::from(expansion.right().millionths());
    vertical * horizontal
}

/// The least area that reaches a shape, in trillionths, rounded up.
fn needed_trillionths(source: Size, aspect: Aspect) -> u128 {
    let vertical = u128::from(source.width()) * u128::from(aspect.height());
    let horizontal = u128::from(source.height()) * u128::from(aspect.width());
    (vertical.max(horizontal) * 1_000_000_000_000).div_ceil(vertical.min(horizontal))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn one_step_more_on_every_side_of_the_largest_breaks_the_rule(source in any_size(), anchor in any_anchor()) {
        let plan = plan(source, &Wish::Largest, anchor).expect("growth in the shape of the original is legal");
        prop_assert!(area_with_one_step_more(&plan) > AreaMultiple::LIMIT.trillionths());
    }

    /// Exactly three times the area is left alone only where it is more in doubles.
    #[test]
    fn one_step_more_on_every_side_of_the_largest_of_a_shape_leads_to_three_or_beyond(
        (source, aspect) in input_size().prop_flat_map(|source| (Just(source), shape_near(source))),
        anchor in any_anchor(),
    ) {
        if let Ok(plan) = plan(source, &Wish::largest_aspect(aspect), anchor) {
            prop_assert!(area_with_one_step_more(&plan) >= AreaMultiple::LIMIT.trillionths(), "{plan:?}");
        }
    }

    #[test]
    fn the_least_area_of_a_shape_is_below_every_other_area_of_it(
        (source, aspect) in input_size().prop_flat_map(|source| (Just(source), shape_near(source))),
        multiple in any_multiple(),
    ) {
        if needed_trillionths(source, aspect) <= u128::from(multiple.trillionths()) {
            let wish = Wish::Aspect { aspect, area: Area::Multiple(multiple) };
            let larger = plan(source, &wish, Anchor::Center).expect("the shape needs no more than this area");
            let least = plan(source, &Wish::aspect(aspect), Anchor::Center).expect("less area is legal too");
            prop_assert!(least.expansion().up() <= larger.expansion().up());
            prop_assert!(least.expansion().left() <= larger.expansion().left());
        }
    }

    #[test]
    fn growth_without_a_shape_keeps_the_shape(
        source in any_size(),
        multiple in any_multiple(),
        anchor in any_anchor(),
    ) {
        let expansion = plan(source, &Wish::Area(multiple), anchor).expect("growth is legal").expansion();
        let vertical = expansion.up().millionths() + expansion.down().millionths();
        let horizontal = expansion.left().millionths() + expansion.right().millionths();
        prop_assert_eq!(vertical, horizontal);
        let error = expansion.area_multiple().trillionths().abs_diff(multiple.trillionths());
        prop_assert!(error <= 360_000_000, "off by {error} trillionths");
    }
}
