//! Law 5: transposition, mirroring, scale, and monotony in the area.

use kling_geometry::{
    Anchor, Area, AreaMultiple, Aspect, Expansion, Fraction, Margins, Origin, Plan, Ratios, Size, Wish, plan,
};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_case, any_multiple, any_size, chosen_wish, input_size, shape_near};

fn transpose(wish: Wish) -> Wish {
    match wish {
        Wish::Ratios(Ratios { up, down, left, right }) => Wish::ratios(left, right, up, down),
        Wish::Margins(Margins { up, down, left, right }) => Wish::margins(Margins::new(left, right, up, down)),
        Wish::Canvas { size, origin } => {
            Wish::Canvas { size: size.transposed(), origin: origin.map(|Origin { x, y }| Origin { x: y, y: x }) }
        }
        Wish::Aspect { aspect, area } => Wish::Aspect { aspect: aspect.transposed(), area },
        Wish::Largest | Wish::Area(_) => wish,
        _ => panic!("nobody said how to transpose {wish}"),
    }
}

/// Exchanges left and right. `None` for an original that sticks out of the canvas, which has no mirror image.
fn mirror(wish: Wish, source: Size) -> Option<Wish> {
    Some(match wish {
        Wish::Ratios(Ratios { up, down, left, right }) => Wish::ratios(up, down, right, left),
        Wish::Margins(Margins { up, down, left, right }) => Wish::margins(Margins::new(up, down, right, left)),
        Wish::Canvas { size, origin: Some(Origin { x, y }) } => {
            let x = size.width().checked_sub(source.width())?.checked_sub(x)?;
            Wish::canvas_at(size, Origin { x, y })
        }
        Wish::Canvas { origin: None, .. } | Wish::Aspect { .. } | Wish::Largest | Wish::Area(_) => wish,
        _ => panic!("nobody said how to mirror {wish}"),
    })
}

fn complement(fraction: Fraction) -> Fraction {
    Fraction::from_millionths(1_000_000 - fraction.millionths()).expect("from 0 to 1")
}

fn sides(expansion: Expansion) -> [u32; 4] {
    [expansion.up(), expansion.down(), expansion.left(), expansion.right()].map(|ratio| ratio.millionths())
}

/// An odd number of pixels cannot be shared alike.
fn has_an_odd_middle(source: Size, wish: &Wish, anchor: Anchor) -> bool {
    match wish {
        Wish::Canvas { size, origin: None } => {
            anchor.x() == Fraction::HALF && size.width().wrapping_sub(source.width()) % 2 == 1
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn transposing_the_wish_transposes_the_plan((source, wish, anchor) in any_case()) {
        let turned_anchor = Anchor::At { x: anchor.y(), y: anchor.x() };
        let straight = plan(source, &wish, anchor);
        let turned = plan(source.transposed(), &transpose(wish), turned_anchor);
        match (straight, turned) {
            (Ok(straight), Ok(turned)) => {
                let [up, down, left, right] = sides(straight.expansion());
                prop_assert_eq!(sides(turned.expansion()), [left, right, up, down]);
                prop_assert_eq!(turned.canvas(), straight.canvas().transposed());
            }
            (Err(straight), Err(turned)) => {
                prop_assert_eq!(transpose(*straight.nearest()), *turned.nearest());
            }
            (straight, turned) => prop_assert!(false, "{:?} but {:?}", straight, turned),
        }
    }

    #[test]
    fn mirroring_the_wish_mirrors_the_plan((source, wish, anchor) in any_case()) {
        let Some(mirrored_wish) = mirror(wish, source) else { return Ok(()) };
        prop_assume!(!has_an_odd_middle(source, &wish, anchor));
        let mirrored_anchor = Anchor::At { x: complement(anchor.x()), y: anchor.y() };
        let straight = plan(source, &wish, anchor).map(|plan| sides(plan.expansion()));
        let mirrored = plan(source, &mirrored_wish, mirrored_anchor).map(|plan| sides(plan.expansion()));
        let expected = straight.map(|[up, down, left, right]| [up, down, right, left]);
        prop_assert_eq!(mirrored.ok(), expected.ok());
    }

    #[test]
    fn the_anchor_shares_growth_and_changes_it_at_exactly_three_alone(
        source in any_size(),
        wish in chosen_wish(),
        anchor in any_anchor(),
    ) {
        let (centred, anchored) = (plan(source, &wish, Anchor::Center), plan(source, &wish, anchor));
        prop_assert_eq!(centred.is_ok(), anchored.is_ok());
        let (Ok(centred), Ok(anchored)) = (centred, anchored) else { return Ok(()) };
        let totals = |plan: &Plan| {
            let [up, down, left, right] = sides(plan.expansion());
            [up + down, left + right]
        };
        if centred.area_multiple().max(anchored.area_multiple()) < AreaMultiple::LIMIT {
            prop_assert_eq!(totals(&anchored), totals(&centred));
        } else {
            let pairs = totals(&anchored).into_iter().zip(totals(&centred));
            prop_assert!(pairs.into_iter().all(|(one, other)| one.abs_diff(other) <= 200), "{anchored:?} {centred:?}");
        }
        let [up, down, left, right] = sides(centred.expansion());
        prop_assert_eq!((up, left), (down, right));
    }

    #[test]
    fn scaling_the_picture_does_not_change_the_ratios(
        (width, height) in (1..=4_000_u32, 1..=4_000_u32),
        scale in 1..=1_000_000_u32,
        wish in chosen_wish(),
        anchor in any_anchor(),
    ) {
        let small = Size::new(width, height).expect("sides are at least 1");
        let large = Size::new(width * scale, height * scale);
        prop_assume!(width.checked_mul(scale).is_some() && height.checked_mul(scale).is_some());
        let large = large.expect("sides are at least 1");
        let small = plan(small, &wish, anchor).map(|plan| plan.expansion());
        let large = plan(large, &wish, anchor).map(|plan| plan.expansion());
        prop_assert_eq!(small.ok(), large.ok());
    }

    #[test]
    fn more_area_never_shrinks_a_side(
        (source, aspect) in input_size().prop_flat_map(|source| (Just(source), shape_near(source))),
        (one, other) in (any_multiple(), any_multiple()),
        anchor in any_anchor(),
    ) {
        let (less, more) = (one.min(other), one.max(other));
        let at = |multiple: AreaMultiple| {
            let wish = Wish::Aspect { aspect, area: Area::Multiple(multiple) };
            plan(source, &wish, anchor).map(|plan| sides(plan.expansion()))
        };
        if let Ok(smaller) = at(less) {
            let larger = at(more).expect("a shape reached with less area is reached with more");
            prop_assert!(smaller.iter().zip(&larger).all(|(small, large)| small <= large), "{smaller:?} {larger:?}");
        }
    }
}

/// Around 3 the rounded ratios are lowered to keep the rule: the place where monotony would break first.
#[test]
fn more_area_never_shrinks_a_side_close_to_the_limit() {
    for (width, height) in [(3, 2), (16, 9), (4, 3), (21, 9), (1, 1), (9, 16), (5, 4), (100, 37)] {
        let aspect = Aspect::new(width, height).expect("numbers are at least 1");
        for side in (300..700).step_by(7) {
            let source = Size::new(side, 500).expect("sides are at least 1");
            let mut previous = [0; 4];
            for trillionths in (2_998_000_000_000..=3_000_000_000_000).step_by(20_000_000) {
                let multiple = AreaMultiple::from_trillionths(trillionths).expect("at most 3");
                let wish = Wish::aspect_with_area(aspect, multiple);
                let Ok(plan) = plan(source, &wish, Anchor::Center) else { continue };
                let current = sides(plan.expansion());
                assert!(previous.iter().zip(&current).all(|(less, more)| less <= more), "{source} to {wish}");
                previous = current;
            }
        }
    }
}

/// Shapes whose two axes reach their rounding thresholds at the same area, just where both roundings break the rule.
#[test]
fn two_axes_rounded_up_at_the_same_area_are_lowered_together() {
    let mut lowered = 0;
    for vertical in (10_001..30_000_u32).step_by(2) {
        let horizontal = (300_000_000 / vertical - 1) | 1;
        let (at, above) = (vertical * horizontal, (vertical + 1) * (horizontal + 1));
        if horizontal <= 10_000 || at > 300_000_000 || above <= 300_000_000 {
            continue;
        }
        lowered += 1;
        let source = Size::new(vertical, horizontal).expect("sides are at least 1");
        let plan = plan(source, &Wish::largest_aspect(Aspect::SQUARE), Anchor::Center).expect("within three times");
        let half_growth = |threshold: u32| (threshold - 10_001) / 2 * 100;
        let [up, _, left, _] = sides(plan.expansion());
        assert_eq!((up, left), (half_growth(vertical), half_growth(horizontal)), "{source}");
    }
    assert!(lowered > 1_000, "only {lowered} shapes");
}
