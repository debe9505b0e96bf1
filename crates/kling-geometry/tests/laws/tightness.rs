//! Law 3: as large as possible is that.

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Margins, Plan, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_multiple, any_ratio, any_size, input_size, margins_around, shape_near};

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

    #[test]
    fn margins_too_large_are_offered_evenly_shrunk_and_no_more_than_they_must(
        (source, asked) in any_size().prop_flat_map(|source| (Just(source), margins_around(source))),
    ) {
        let Err(impossible) = plan(source, &Wish::margins(asked), Anchor::Center) else { return Ok(()) };
        let Wish::Margins(offered) = *impossible.nearest() else { panic!("{impossible}") };
        let sides = |margins: Margins| [margins.up, margins.down, margins.left, margins.right].map(u128::from);
        let pairs = || sides(offered).into_iter().zip(sides(asked));
        prop_assert!(pairs().all(|(offered, asked)| offered < asked || asked == 0), "{impossible}");
        for (one, asked_one) in pairs() {
            for (other, asked_other) in pairs() {
                prop_assert!(one * asked_other <= (other + 1) * asked_one, "{impossible}");
            }
        }
        // A pixel more on every side that was asked for is too much.
        let [up, down, left, right] = sides(offered);
        let [more_up, more_down, more_left, more_right] = sides(asked).map(|asked| u128::from(asked > 0));
        let width = u128::from(source.width()) + left + right + more_left + more_right;
        let height = u128::from(source.height()) + up + down + more_up + more_down;
        prop_assert!(width * height > 3 * u128::from(source.area()), "{impossible}");
    }

    #[test]
    fn ratios_too_large_are_offered_evenly_shrunk_and_no_more_than_they_must(
        (up, down, left, right) in (any_ratio(), any_ratio(), any_ratio(), any_ratio()),
    ) {
        let source = Size::new(1_000, 1_000).expect("sides are not zero");
        let Err(impossible) = plan(source, &Wish::ratios(up, down, left, right), Anchor::Center) else { return Ok(()) };
        let Wish::Ratios(offered) = *impossible.nearest() else { panic!("{impossible}") };
        let steps = [offered.up, offered.down, offered.left, offered.right].map(|ratio| u64::from(ratio.millionths()) / 100);
        let asked = [up, down, left, right].map(|ratio| u64::from(ratio.millionths()));
        for (one, asked_one) in steps.into_iter().zip(asked) {
            prop_assert!(one * 100 <= asked_one);
            for (other, asked_other) in steps.into_iter().zip(asked) {
                prop_assert!(one * asked_other <= (other + 1) * asked_one, "{impossible}");
            }
        }
        // A ten-thousandth more on every side that was asked for leads to three times or beyond.
        let more = asked.map(|asked| u64::from(asked > 0));
        let axis = |one: usize, other: usize| 10_000 + steps[one] + steps[other] + more[one] + more[other];
        prop_assert!(axis(0, 1) * axis(2, 3) >= 300_000_000, "{impossible}");
    }
}
