//! Law 2, by brute force over the whole grid of ratios on small pictures.

use std::collections::HashSet;

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Expansion, Ratio, Reason, Size, Wish, plan};

use crate::doubles::greatest_product;

/// Steps of a ratio in one.
const GRID: u128 = 10_000;
/// The greatest growth at one end that can be legal when both ends grow alike.
const MAX_STEPS: u128 = 10_000;

fn small_cases(limit: u32) -> impl Iterator<Item = (Size, Aspect)> {
    let mut seen = HashSet::new();
    let numbers = move || 1..=limit;
    numbers()
        .flat_map(move |width| numbers().map(move |height| (width, height)))
        .flat_map(move |source| numbers().map(move |width| (source, width)))
        .flat_map(move |(source, width)| numbers().map(move |height| (source, (width, height))))
        .map(|((width, height), (wide, high))| {
            let source = Size::new(width, height).expect("sides are at least 1");
            (source, Aspect::new(wide, high).expect("numbers are at least 1"))
        })
        .filter(move |(source, aspect)| seen.insert((Aspect::of(*source), *aspect)))
}

/// By what height and width must grow, squared, as a fraction: (numerator, denominator).
fn squared_factors(source: Size, aspect: Aspect, trillionths: u128) -> [(u128, u128); 2] {
    let vertical = u128::from(source.width()) * u128::from(aspect.height());
    let horizontal = u128::from(source.height()) * u128::from(aspect.width());
    let one = 1_000_000_000_000;
    [(trillionths * vertical, one * horizontal), (trillionths * horizontal, one * vertical)]
}

/// Every growth at each end that is within half a step of the factor, found by trying all of them.
fn steps_near((numerator, denominator): (u128, u128)) -> Vec<u128> {
    (0..=MAX_STEPS)
        .filter(|steps| {
            let below = GRID + 2 * steps - 1;
            let above = GRID + 2 * steps + 1;
            let square = numerator * GRID * GRID;
            below * below * denominator <= square && square <= above * above * denominator
        })
        .collect()
}

/// In decimals, and for a service that reckons in `f64`.
fn is_legal(vertical: u128, horizontal: u128) -> bool {
    let ratio = |steps: u128| Ratio::from_millionths(steps as u32 * 100).expect("at most 1");
    let (vertical, horizontal) = (ratio(vertical), ratio(horizontal));
    Expansion::new(vertical, vertical, horizontal, horizontal).is_ok_and(|legal| greatest_product(&legal) <= 3.0)
}

#[test]
fn a_shape_with_least_area_is_planned_whenever_a_legal_expansion_reaches_it() {
    for (source, aspect) in small_cases(8) {
        let stretch = |a: u32, b: u32| (u128::from(a) * u128::from(b)).pow(2);
        let vertical = (stretch(source.width(), aspect.height()), stretch(source.height(), aspect.width()));
        let (grows_down, factor) =
            if vertical.0 >= vertical.1 { (true, vertical) } else { (false, (vertical.1, vertical.0)) };
        let reaching: Vec<u128> = steps_near(factor).into_iter().filter(|steps| is_legal(*steps, 0)).collect();
        let planned = plan(source, &Wish::aspect(aspect), Anchor::Center);
        let Ok(planned) = planned else {
            assert!(reaching.is_empty(), "{source} to {aspect}: {planned:?}, but {reaching:?} reaches it");
            continue;
        };
        let expansion = planned.expansion();
        let (grown, kept) =
            if grows_down { (expansion.up(), expansion.left()) } else { (expansion.left(), expansion.up()) };
        assert_eq!(kept.millionths(), 0, "{source} to {aspect}");
        assert!(reaching.contains(&(u128::from(grown.millionths()) / 100)), "{source} to {aspect}: {grown}");
    }
}

#[test]
fn a_shape_at_an_area_is_planned_whenever_a_legal_expansion_reaches_it() {
    let mut lowered = 0;
    for multiple in ["1", "1.3", "2", "2.9999", "3"] {
        let multiple: AreaMultiple = multiple.parse().expect("a legal multiple");
        for (source, aspect) in small_cases(6) {
            let factors = squared_factors(source, aspect, multiple.trillionths().into());
            let [vertical, horizontal] = factors.map(steps_near);
            let reaching: HashSet<(u128, u128)> = vertical
                .iter()
                .flat_map(|down| horizontal.iter().map(move |across| (*down, *across)))
                .filter(|(down, across)| is_legal(*down, *across))
                .collect();
            let wish = Wish::Aspect { aspect, area: Area::Multiple(multiple) };
            let planned = plan(source, &wish, Anchor::Center).map(|plan| plan.expansion());
            let Ok(expansion) = planned else {
                assert!(reaching.is_empty(), "{source}, {wish}: {planned:?}, but {reaching:?} reaches it");
                continue;
            };
            let steps =
                (u128::from(expansion.up().millionths()) / 100, u128::from(expansion.left().millionths()) / 100);
            if reaching.is_empty() {
                lowered += 1;
                let distance = |near: &[u128], steps: u128| near.iter().map(|near| near.abs_diff(steps)).min();
                assert!(distance(&vertical, steps.0) <= Some(2) && distance(&horizontal, steps.1) <= Some(2));
            } else {
                assert!(reaching.contains(&steps), "{source}, {wish}: {steps:?}, not one of {reaching:?}");
            }
        }
    }
    assert!(lowered > 50, "only {lowered} plans had their area lowered");
}

#[test]
fn an_impossible_shape_names_the_most_extreme_legal_one() {
    let mut refused = 0;
    for (source, aspect) in small_cases(12) {
        let Err(impossible) = plan(source, &Wish::largest_aspect(aspect), Anchor::Center) else {
            continue;
        };
        refused += 1;
        assert!(matches!(impossible.reason(), Reason::AspectOutOfReach { .. }));
        let Wish::Aspect { aspect: nearest, area: Area::Least } = *impossible.nearest() else {
            panic!("{impossible}");
        };
        let plan = plan(source, impossible.nearest(), Anchor::Center).expect("the nearest wish is possible");
        assert_eq!(plan.area_multiple(), AreaMultiple::LIMIT, "{source}: {nearest} does not use the whole area");
        assert!(plan.canvas_is_exact() || source.width() % 2 == 1 || source.height() % 2 == 1);
    }
    assert!(refused > 1_000, "only {refused} shapes were refused");
}

/// Where a side would have to shrink by less than rounding shows, it stays: then the area that is needed is a little above three.
#[test]
fn a_shape_is_planned_with_least_area_exactly_where_it_is_planned_with_the_largest() {
    let square = Size::new(10_000, 10_000).expect("sides are not zero");
    let mut beyond_three = 0;
    for number in 29_980..=30_020_u32 {
        // Three times the area makes the shorter side this many ten-thousandths of what it was, if not more.
        let stays = 9_999 * 9_999 * u64::from(number) <= 30_000 * 10_000 * 10_000;
        beyond_three += u32::from(stays && number > 30_000);
        for (width, height) in [(number, 10_000), (10_000, number)] {
            let aspect = Aspect::new(width, height).expect("numbers are not zero");
            let [least, largest] = [Wish::aspect(aspect), Wish::largest_aspect(aspect)]
                .map(|wish| plan(square, &wish, Anchor::Center).map(|plan| plan.expansion()));
            assert_eq!((least.is_ok(), largest.is_ok()), (stays, stays), "{aspect}");
            if let (Ok(least), true) = (least, number >= 30_000) {
                assert_eq!(Ok(least), largest, "{aspect}");
                assert_eq!(least.area_multiple(), AreaMultiple::LIMIT, "{aspect}");
            }
        }
    }
    assert_eq!(beyond_three, 6);
}

#[test]
fn a_shape_in_reach_at_more_than_three_times_the_area_is_refused_for_the_area() {
    let square = Size::new(1_000, 1_000).expect("sides are not zero");
    for (shape, text) in [((16, 9), "3.000000000001"), ((1, 1), "4"), ((1, 3), "9"), ((3, 1), "1000000")] {
        let aspect = Aspect::new(shape.0, shape.1).expect("numbers are not zero");
        let multiple: AreaMultiple = text.parse().expect("an area multiple");
        let wish = Wish::aspect_with_area(aspect, multiple);
        let impossible = plan(square, &wish, Anchor::Center).expect_err("three times is the limit");
        let needed_millionths = multiple.trillionths().div_ceil(1_000_000);
        assert_eq!(impossible.reason(), Reason::AreaExceeded { needed_millionths }, "{wish}");
        assert_eq!(*impossible.nearest(), Wish::largest_aspect(aspect), "{wish}");
    }
}
