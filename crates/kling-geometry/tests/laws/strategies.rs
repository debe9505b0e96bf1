//! Arbitrary sizes, wishes and anchors, with the extremes well represented.

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Fraction, Margins, Origin, Ratio, Size, Wish};
use proptest::prelude::*;

fn any_side() -> impl Strategy<Value = u32> {
    prop_oneof![1..=20_u32, 300..=6_000_u32, 1..=u32::MAX, Just(u32::MAX), Just(u32::MAX / 3), Just(1)]
}

pub(crate) fn any_size() -> BoxedStrategy<Size> {
    (any_side(), any_side()).prop_map(|(width, height)| Size::new(width, height).expect("sides are at least 1")).boxed()
}

/// A size that the API takes as input.
pub(crate) fn input_size() -> impl Strategy<Value = Size> {
    (300..=6_000_u32, 400..=2_500_u32).prop_map(|(width, thousandths)| {
        let height = u64::from(width) * 1_000 / u64::from(thousandths);
        Size::new(width, height.max(300) as u32).expect("sides are at least 300")
    })
}

pub(crate) fn any_aspect() -> impl Strategy<Value = Aspect> {
    let number = || prop_oneof![1..=21_u32, any_side()];
    (number(), number()).prop_map(|(width, height)| Aspect::new(width, height).expect("numbers are at least 1"))
}

pub(crate) fn any_multiple() -> impl Strategy<Value = AreaMultiple> {
    prop_oneof![
        Just(AreaMultiple::ONE),
        Just(AreaMultiple::LIMIT),
        (1_000_000_000_000..=3_000_000_000_000_u64)
            .prop_map(|trillionths| AreaMultiple::from_trillionths(trillionths).expect("from 1 to 3")),
        (2_999_000_000_000..=3_000_000_000_000_u64)
            .prop_map(|trillionths| AreaMultiple::from_trillionths(trillionths).expect("from 1 to 3")),
    ]
}

pub(crate) fn any_ratio() -> impl Strategy<Value = Ratio> {
    let round = (0..=40_u32).prop_map(|twentieths| twentieths * 50_000);
    prop_oneof![0..=2_000_000_u32, 0..=700_000_u32, round, Just(0), Just(2_000_000)]
        .prop_map(|millionths| Ratio::from_millionths(millionths).expect("from 0 to 2"))
}

pub(crate) fn any_anchor() -> BoxedStrategy<Anchor> {
    let eighths = || (0..=8_u32).prop_map(|eighths| eighths * 125_000);
    let fraction = || {
        prop_oneof![0..=1_000_000_u32, eighths()].prop_map(|part| Fraction::from_millionths(part).expect("from 0 to 1"))
    };
    prop_oneof![
        Just(Anchor::TopLeft),
        Just(Anchor::Top),
        Just(Anchor::TopRight),
        Just(Anchor::Left),
        Just(Anchor::Center),
        Just(Anchor::Right),
        Just(Anchor::BottomLeft),
        Just(Anchor::Bottom),
        Just(Anchor::BottomRight),
        (fraction(), fraction()).prop_map(|(x, y)| Anchor::At { x, y }),
    ]
    .boxed()
}

pub(crate) fn any_area() -> impl Strategy<Value = Area> {
    prop_oneof![Just(Area::Least), Just(Area::Largest), any_multiple().prop_map(Area::Multiple)]
}

/// Margins up to a little more than legal, for a picture of this size.
pub(crate) fn margins_around(source: Size) -> impl Strategy<Value = Margins> {
    let margin = |side: u32| {
        let limit = side.saturating_mul(2).saturating_add(2);
        prop_oneof![Just(0), 0..=side, 0..=limit, 0..=side / 4 + 1, any::<u32>()]
    };
    let (width, height) = (source.width(), source.height());
    (margin(height), margin(height), margin(width), margin(width)).prop_map(|(up, down, left, right)| Margins {
        up,
        down,
        left,
        right,
    })
}

/// Margins within three times the area, often just within.
pub(crate) fn legal_margins(source: Size) -> impl Strategy<Value = Margins> {
    let (width, height) = (source.width(), source.height());
    let share = || prop_oneof![Just(0), Just(1_000), 0..=1_000_u64];
    (0..=2 * width, share(), share(), share()).prop_map(move |(columns, part_of_rows, part_left, part_up)| {
        let part = |whole: u32, thousandths: u64| (u64::from(whole) * thousandths / 1_000) as u32;
        let most_rows = 3 * source.area() / u64::from(width + columns) - u64::from(height);
        let rows = part(most_rows as u32, part_of_rows);
        let (left, up) = (part(columns, part_left), part(rows, part_up));
        Margins { up, down: rows - up, left, right: columns - left }
    })
}

fn canvas_around(source: Size) -> BoxedStrategy<Wish> {
    let grown = move |margins: Margins| {
        let width = source.width().saturating_add(margins.left).saturating_add(margins.right);
        let height = source.height().saturating_add(margins.up).saturating_add(margins.down);
        Size::new(width, height).expect("sides are at least 1")
    };
    prop_oneof![
        margins_around(source).prop_map(move |margins| Wish::canvas(grown(margins))),
        margins_around(source)
            .prop_map(move |margins| { Wish::canvas_at(grown(margins), Origin { x: margins.left, y: margins.up }) }),
        any_size().prop_map(Wish::canvas),
        (any_size(), any::<u32>(), any::<u32>()).prop_map(|(size, x, y)| Wish::canvas_at(size, Origin { x, y })),
    ]
    .boxed()
}

/// A wish whose ratios the plan chooses.
pub(crate) fn chosen_wish() -> BoxedStrategy<Wish> {
    prop_oneof![
        (any_aspect(), any_area()).prop_map(|(aspect, area)| Wish::Aspect { aspect, area }),
        Just(Wish::Largest),
        any_multiple().prop_map(Wish::Area),
    ]
    .boxed()
}

/// Any wish at all for a picture of this size.
pub(crate) fn wish_of(source: Size) -> BoxedStrategy<Wish> {
    prop_oneof![
        (any_ratio(), any_ratio(), any_ratio(), any_ratio())
            .prop_map(|(up, down, left, right)| Wish::ratios(up, down, left, right)),
        margins_around(source).prop_map(Wish::Margins),
        canvas_around(source),
        chosen_wish(),
        (shape_near(source), any_area()).prop_map(|(aspect, area)| Wish::Aspect { aspect, area }),
    ]
    .boxed()
}

/// A shape that three times the area reaches, or nearly.
pub(crate) fn shape_near(source: Size) -> impl Strategy<Value = Aspect> {
    (1..=100_u32, 1..=100_u32).prop_map(move |(wider, taller)| {
        let width = u64::from(source.width()) * u64::from(wider);
        let height = u64::from(source.height()) * u64::from(taller);
        let shift = (width.max(height) >> 32).checked_ilog2().map_or(0, |bits| bits + 1);
        let number = |value: u64| (value >> shift).max(1) as u32;
        Aspect::new(number(width), number(height)).expect("numbers are at least 1")
    })
}

/// A picture, a wish for it and an anchor.
pub(crate) fn any_case() -> BoxedStrategy<(Size, Wish, Anchor)> {
    prop_oneof![any_size(), input_size()].prop_flat_map(|source| (Just(source), wish_of(source), any_anchor())).boxed()
}
