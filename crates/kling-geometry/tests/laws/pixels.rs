//! Wishes in pixels: which are exact, which are predicted, and that none is missed.

use kling_geometry::{Anchor, Aspect, Expansion, Margins, Origin, Ratio, Reason, Side, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_case, any_ratio, any_size, input_size, legal_margins, margins_around};

fn smallest_not_below(pixels: u32, side: u32) -> Ratio {
    let millionths = (u64::from(pixels) * 1_000_000).div_ceil(u64::from(side));
    Ratio::from_millionths(millionths as u32).expect("at most twice the side")
}

fn greatest_not_above(pixels: u32, side: u32) -> Ratio {
    let millionths = u64::from(pixels) * 1_000_000 / u64::from(side);
    Ratio::from_millionths(millionths as u32).expect("at most twice the side")
}

/// The expansion with the least ratios that are not below the margins.
fn least_expansion(source: Size, margins: Margins) -> Option<Expansion> {
    let Margins { up, down, left, right } = margins;
    let (width, height) = (source.width(), source.height());
    Expansion::new(
        smallest_not_below(up, height),
        smallest_not_below(down, height),
        smallest_not_below(left, width),
        smallest_not_below(right, width),
    )
    .ok()
}

fn is_within_three_times(source: Size, margins: Margins) -> bool {
    let side = |length: u32, before: u32, after: u32| u128::from(length) + u128::from(before) + u128::from(after);
    let width = side(source.width(), margins.left, margins.right);
    let height = side(source.height(), margins.up, margins.down);
    width * height <= 3 * u128::from(source.area())
}

/// Every way of turning ratios into a canvas: margins truncated or rounded, whole sides truncated or rounded.
fn readings(side: u32, before: Ratio, after: Ratio) -> [u64; 4] {
    let (side, one) = (u64::from(side), 1_000_000);
    let margin = |ratio: Ratio, add: u64| (side * u64::from(ratio.millionths()) + add) / one;
    let whole = side * (one + u64::from(before.millionths()) + u64::from(after.millionths()));
    let half = one / 2;
    [
        side + margin(before, 0) + margin(after, 0),
        side + margin(before, half) + margin(after, half),
        whole / one,
        (whole + half) / one,
    ]
}

fn check_prediction(expansion: &Expansion, source: Size) {
    let prediction = expansion.predict(source);
    let canvas = prediction.canvas();
    let widths = readings(source.width(), expansion.left(), expansion.right());
    let heights = readings(source.height(), expansion.up(), expansion.down());
    let (width, height) = (u64::from(canvas.width()), u64::from(canvas.height()));
    assert_eq!(
        prediction.is_exact(),
        widths == [width; 4] && heights == [height; 4],
        "{source} by {}",
        expansion.ratios()
    );
    let [_, rounded_width, ..] = widths;
    let [_, rounded_height, ..] = heights;
    let most = u64::from(u32::MAX);
    assert_eq!((width, height), (rounded_width.min(most), rounded_height.min(most)));
}

/// The first side with a margin of more than twice its length, or else the exact area, rounded up.
fn check_reason(source: Size, Margins { up, down, left, right }: Margins, reason: Reason) {
    let (width, height) = (source.width(), source.height());
    let sides =
        [(Side::Up, up, height), (Side::Down, down, height), (Side::Left, left, width), (Side::Right, right, width)];
    let too_large = sides.into_iter().find(|(_, margin, length)| u64::from(*margin) > 2 * u64::from(*length));
    let expected = match too_large {
        Some((side, margin, length)) => Reason::MarginTooLarge { side, margin, limit: 2 * length },
        None => {
            let axis =
                |length: u32, before: u32, after: u32| u128::from(length) + u128::from(before) + u128::from(after);
            let millionths = 1_000_000 * axis(width, left, right) * axis(height, up, down);
            let needed_millionths = millionths.div_ceil(u128::from(source.area())) as u64;
            Reason::AreaExceeded { needed_millionths }
        }
    };
    assert_eq!(reason, expected);
}

#[test]
fn an_area_beyond_any_number_is_told_as_the_largest_number() {
    let huge = Size::new(u32::MAX, u32::MAX).expect("sides are not zero");
    let dot = Size::new(1, 1).expect("sides are not zero");
    let impossible = plan(dot, &Wish::canvas_at(huge, Origin::new(1, 1)), Anchor::Center).expect_err("too large");
    assert!(matches!(impossible.reason(), Reason::MarginTooLarge { side: Side::Down, .. }), "{impossible}");
    let aspect = Wish::aspect(Aspect::of(Size::new(u32::MAX, 1).expect("sides are not zero")));
    let tall = Size::new(1, u32::MAX).expect("sides are not zero");
    let impossible = plan(tall, &aspect, Anchor::Center).expect_err("out of reach");
    assert_eq!(impossible.reason(), Reason::AspectOutOfReach { needed_millionths: u64::MAX });
}

fn check_margins(source: Size, margins: Margins) {
    let planned = plan(source, &Wish::Margins(margins), Anchor::Center);
    assert_eq!(planned.is_ok(), is_within_three_times(source, margins), "{source} by {margins}: {planned:?}");
    let plan = match planned {
        Ok(plan) => plan,
        Err(impossible) => return check_reason(source, margins, impossible.reason()),
    };
    let width = source.width() + margins.left + margins.right;
    let height = source.height() + margins.up + margins.down;
    assert_eq!((plan.canvas().width(), plan.canvas().height()), (width, height), "{source} by {margins}");
    assert_eq!(plan.origin(), Origin { x: margins.left, y: margins.up });
    assert_eq!(plan.canvas_is_exact(), least_expansion(source, margins).is_some(), "{source} by {margins}");
    if !plan.canvas_is_exact() {
        let expansion = plan.expansion();
        assert_eq!(expansion.up(), greatest_not_above(margins.up, source.height()), "{source} by {margins}");
        assert_eq!(expansion.down(), greatest_not_above(margins.down, source.height()), "{source} by {margins}");
        assert_eq!(expansion.left(), greatest_not_above(margins.left, source.width()), "{source} by {margins}");
        assert_eq!(expansion.right(), greatest_not_above(margins.right, source.width()), "{source} by {margins}");
    }
}

#[test]
fn a_canvas_is_exact_where_every_reading_gives_it_to_the_half_pixel() {
    let ratios = || (0..=20).map(|tenths| Ratio::from_millionths(tenths * 100_000).expect("at most 2"));
    for side in 1..=12 {
        let source = Size::new(side, 13 - side).expect("sides are at least 1");
        for (before, after) in ratios().flat_map(|before| ratios().map(move |after| (before, after))) {
            for (up, down, left, right) in
                [(before, after, Ratio::ZERO, Ratio::ZERO), (Ratio::ZERO, Ratio::ZERO, before, after)]
            {
                let Ok(expansion) = Expansion::new(up, down, left, right) else { continue };
                check_prediction(&expansion, source);
            }
        }
    }
}

#[test]
fn margins_of_small_pictures_are_planned_exactly_whenever_that_is_legal() {
    for width in 1..=7 {
        for height in 1..=7 {
            let source = Size::new(width, height).expect("sides are at least 1");
            for up in 0..=2 * height + 1 {
                for down in [0, 1, height] {
                    for left in 0..=2 * width + 1 {
                        for right in [0, 1, width] {
                            check_margins(source, Margins { up, down, left, right });
                        }
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn margins_are_met_to_the_pixel_and_are_exact_whenever_that_is_legal(
        (source, legal, any) in (1..=250_000_u32, 1..=250_000_u32)
            .prop_map(|(width, height)| Size::new(width, height).expect("sides are at least 1"))
            .prop_flat_map(|source| (Just(source), legal_margins(source), margins_around(source)))
    ) {
        check_margins(source, legal);
        check_margins(source, any);
    }

    #[test]
    fn a_canvas_of_exactly_three_times_the_area_is_met_to_the_pixel(
        (width, height) in (1..=5_000_u32, 1..=5_000_u32),
        (across, down) in (0..=10_000_u32, 0..=10_000_u32),
    ) {
        let source = Size::new(width, height).expect("sides are at least 1");
        let (across, down) = (across % (2 * width + 1), down % (2 * height + 1));
        check_margins(source, Margins { up: 0, down: 2 * height, left: 0, right: 0 });
        check_margins(source, Margins { up: 0, down: 0, left: across, right: 2 * width - across });
        check_margins(source, Margins { up: down, down: 2 * height - down, left: 0, right: 0 });
    }

    #[test]
    fn a_canvas_is_exact_where_every_reading_gives_it(
        source in any_size(),
        (up, down, left, right) in (any_ratio(), any_ratio(), any_ratio(), any_ratio()),
    ) {
        let Ok(expansion) = Expansion::new(up, down, left, right) else { return Ok(()) };
        check_prediction(&expansion, source);
    }

    #[test]
    fn a_canvas_without_one_row_and_one_column_is_within_three_times_the_area((source, wish, anchor) in any_case()) {
        if let Ok(plan) = plan(source, &wish, anchor) {
            let (width, height) = (u64::from(plan.canvas().width()), u64::from(plan.canvas().height()));
            prop_assert!(u128::from((width - 1) * (height - 1)) <= 3 * u128::from(source.area()), "{plan:?}");
        }
    }

    #[test]
    fn a_canvas_is_met_to_the_pixel_wherever_its_original_lies(
        (source, margins) in input_size().prop_flat_map(|source| (Just(source), legal_margins(source))),
        anchor in any_anchor(),
    ) {
        let size = Size::new(source.width() + margins.left + margins.right, source.height() + margins.up + margins.down)
            .expect("sides are at least 1");
        let origin = Origin { x: margins.left, y: margins.up };
        let placed = plan(source, &Wish::canvas_at(size, origin), anchor).expect("it is within three times the area");
        prop_assert_eq!((placed.canvas(), placed.origin()), (size, origin));
        let anchored = plan(source, &Wish::canvas(size), anchor).expect("it is within three times the area");
        prop_assert_eq!(anchored.canvas(), size);
    }

    #[test]
    fn ratios_of_pixels_have_four_decimals_on_sides_up_to_2500(
        (width, height) in (1..=2_500_u32, 1..=2_500_u32),
        (left, right) in (0..=2_500_u32, 0..=2_500_u32),
    ) {
        let source = Size::new(width, height).expect("sides are at least 1");
        let (left, right) = (left % (width + 1), right % (width / 2 + 1));
        let plan = plan(source, &Wish::margins(Margins { left, right, ..Margins::default() }), Anchor::Center)
            .expect("at most two and a half times the area");
        prop_assert_eq!(plan.expansion().left().millionths() % 100, 0);
        prop_assert_eq!(plan.expansion().right().millionths() % 100, 0);
        prop_assert!(plan.canvas_is_exact());
    }
}

#[test]
fn one_pixel_above_three_times_the_area_is_too_many() {
    // On sides this long, ratios in millionths could be rounded down by more than that.
    for (source, canvas) in [((3_977, 2_983), (4_007, 8_882)), ((3_975, 2_982), (4_052, 8_776))] {
        let [source, canvas] = [source, canvas].map(|(width, height)| Size::new(width, height).expect("not zero"));
        assert!(canvas.area() - 3 * source.area() <= 2);
        for (source, canvas) in [(source, canvas), (source.transposed(), canvas.transposed())] {
            let error = plan(source, &Wish::canvas(canvas), Anchor::TopLeft).expect_err("too large");
            assert_eq!(error.reason(), Reason::AreaExceeded { needed_millionths: 3_000_001 }, "{source} to {canvas}");
        }
    }
}

#[test]
fn ratios_are_rounded_down_only_where_rounding_up_breaks_the_rule() {
    let source = Size::new(700, 700).expect("sides are not zero");
    let margins = Margins { up: 0, down: 700, left: 173, right: 177 };
    assert!(is_within_three_times(source, margins) && least_expansion(source, margins).is_none());
    let plan = plan(source, &Wish::Margins(margins), Anchor::Center).expect("exactly three times the area");
    assert_eq!(plan.canvas(), Size::new(1_050, 1_400).expect("sides are not zero"));
    assert!(!plan.canvas_is_exact());
}

/// Rounded to pixels, a legal canvas can be a little more than three times the area: then it is no wish.
#[test]
fn a_predicted_canvas_need_not_be_a_possible_wish() {
    let size = |width, height| Size::new(width, height).expect("sides are not zero");
    let (source, wide) = (size(2_423, 2_351), Aspect::new(16, 9).expect("numbers are not zero"));
    let largest = plan(source, &Wish::largest_aspect(wide), Anchor::Center).expect("in reach");
    assert_eq!(largest.canvas(), size(5_511, 3_101));
    assert!(largest.canvas().area() > 3 * source.area());
    let again = plan(source, &Wish::canvas(largest.canvas()), Anchor::Center).expect_err("too many pixels");
    assert!(matches!(again.reason(), Reason::AreaExceeded { .. }));
}

#[test]
fn a_canvas_that_would_crop_is_refused() {
    let size = |width, height| Size::new(width, height).expect("sides are not zero");
    let source = size(1_000, 800);
    let narrow = plan(source, &Wish::canvas(size(999, 1_600)), Anchor::Center).expect_err("narrower");
    assert_eq!(narrow.reason(), Reason::WouldCrop);
    assert_eq!(*narrow.nearest(), Wish::canvas(size(1_000, 1_600)));
    let outside = Wish::canvas_at(size(1_200, 800), Origin { x: 201, y: 0 });
    let outside = plan(source, &outside, Anchor::Center).expect_err("one pixel sticks out");
    assert_eq!(outside.reason(), Reason::OriginOutside);
    assert_eq!(*outside.nearest(), Wish::canvas_at(size(1_200, 800), Origin { x: 200, y: 0 }));
    // An original that sticks out one way is left where it is the other way.
    for (origin, inside) in [((50, 101), (50, 100)), ((201, 40), (200, 40)), ((201, 101), (200, 100))] {
        let wish = Wish::canvas_at(size(1_200, 900), Origin::new(origin.0, origin.1));
        let outside = plan(source, &wish, Anchor::Center).expect_err("it sticks out");
        assert_eq!(*outside.nearest(), Wish::canvas_at(size(1_200, 900), Origin::new(inside.0, inside.1)));
    }
}

#[test]
fn the_odd_pixel_of_a_centred_canvas_goes_to_the_right_and_to_the_bottom() {
    let size = |width, height| Size::new(width, height).expect("sides are not zero");
    let plan = plan(size(10, 10), &Wish::canvas(size(13, 15)), Anchor::Center).expect("less than three times the area");
    assert_eq!(plan.origin(), Origin { x: 1, y: 2 });
}
