//! What shapes and areas that take several steps come to in pixels, and what is offered where no number of steps reaches them.

use kling_geometry::{
    Anchor, AreaMultiple, Aspect, Margins, Origin, Ratio, Size, Steps, Unreachable, Wish, limits, plan, plan_steps,
};

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn aspect(width: u32, height: u32) -> Aspect {
    Aspect::new(width, height).expect("no number is zero")
}

/// Pictures with all shapes of small numbers that take several steps.
fn shapes_beyond_one_step() -> impl Iterator<Item = (Size, Aspect)> {
    let sources =
        [size(300, 300), size(349, 301), size(301, 700), size(643, 300), size(1_000, 600), size(2_423, 2_351)];
    let shapes = || (1..=24).flat_map(|width| (1..=24).map(move |height| aspect(width, height)));
    sources
        .into_iter()
        .flat_map(move |source| shapes().map(move |shape| (source, shape)))
        .filter(|(source, shape)| plan(*source, &Wish::aspect(*shape), Anchor::Center).is_err())
}

fn steps_to(source: Size, wish: Wish) -> Option<Steps> {
    plan_steps(source, &wish, Anchor::Center).ok()
}

/// One side as it is, the other to the nearest pixel.
fn least_canvas(source: Size, shape: Aspect) -> Size {
    let nearest = |side: u32, numerator: u32, denominator: u32| {
        let (product, denominator) = (u64::from(side) * u64::from(numerator), u64::from(denominator));
        ((2 * product + denominator) / (2 * denominator)) as u32
    };
    let (width, height) = (source.width(), source.height());
    let canvas = size(nearest(height, shape.width(), shape.height()), height);
    if canvas.width() >= width { canvas } else { size(width, nearest(width, shape.height(), shape.width())) }
}

#[test]
fn the_least_of_a_shape_keeps_one_side_and_meets_the_other_to_the_pixel() {
    let (mut kept, mut made_even) = (0, 0);
    for (source, shape) in shapes_beyond_one_step() {
        let canvas = least_canvas(source, shape);
        let roomier = least_canvas(size(source.width() + 1, source.height() + 1), shape);
        let steps = steps_to(source, Wish::aspect(shape));
        let reached = steps.map(|steps| steps.canvas());
        if let Some(direct) = steps_to(source, Wish::canvas(canvas)) {
            kept += 1;
            assert_eq!((reached, steps), (Some(canvas), Some(direct)), "{source} to {shape}");
        } else {
            // Only the most extreme shape can be a pixel short.
            made_even += u32::from(reached.is_some());
            assert_eq!(reached, steps_to(source, Wish::canvas(roomier)).map(|_| roomier), "{source} to {shape}");
            assert!(reached.is_none() || shape == aspect(15, 2) || shape == aspect(2, 15), "{source} to {shape}");
        }
    }
    assert!(kept > 500 && made_even > 2, "{kept} {made_even}");
}

#[test]
fn the_largest_of_a_shape_is_the_largest_that_the_fewest_steps_to_it_reach() {
    let mut shrunk = 0;
    for (source, shape) in shapes_beyond_one_step() {
        let Some(least) = steps_to(source, Wish::aspect(shape)) else { continue };
        let largest = steps_to(source, Wish::largest_aspect(shape)).expect("as large as the least at least");
        assert_eq!(largest.count(), least.count(), "{source} to {shape}");
        let mut area = source.area() * 3_u64.pow(least.count());
        let of_area = |area: u64| {
            let side = |one: u32, other: u32| (area * u64::from(one) / u64::from(other)).isqrt() as u32;
            size(side(shape.width(), shape.height()), side(shape.height(), shape.width()))
        };
        while of_area(area) != largest.canvas() {
            let canvas = of_area(area);
            assert!(canvas.area() > largest.canvas().area() || largest == least, "{source} to {shape}");
            if canvas.area() < least.canvas().area() {
                break;
            }
            let larger = steps_to(source, Wish::canvas(canvas));
            assert!(larger.is_none_or(|larger| larger.count() > least.count()), "{source} to {shape}: {canvas}");
            shrunk += 1;
            area = canvas.area() - 1;
        }
    }
    assert!(shrunk > 5, "{shrunk}");
}

#[test]
fn the_largest_of_a_shape_stops_at_the_longest_side_of_a_jpeg() {
    for (shape, is_wide) in [(aspect(4, 1), true), (aspect(1, 4), false)] {
        let canvas = steps_to(size(12_000, 12_000), Wish::largest_aspect(shape)).expect("reachable").canvas();
        let [longer, shorter] =
            if is_wide { [canvas.width(), canvas.height()] } else { [canvas.height(), canvas.width()] };
        assert!((65_534..=65_535).contains(&longer) && shorter == 16_383, "{canvas}");
    }
}

#[test]
fn an_area_is_met_by_both_sides_to_the_nearest_pixel() {
    let is_nearest = |side: u32, area: u128, numerator: u32, denominator: u32| {
        let four_times = 4 * area * u128::from(numerator);
        let square = |doubled: u32| u128::from(doubled).pow(2) * u128::from(denominator) * 1_000_000_000_000;
        square(2 * side - 1) <= four_times && four_times <= square(2 * side + 1)
    };
    let mut met = 0;
    for source in [size(300, 300), size(349, 301), size(301, 700), size(2_423, 2_351)] {
        for multiple in ["3.1", "4", "7.123456789012", "20", "81"] {
            let multiple: AreaMultiple = multiple.parse().expect("an area multiple");
            let area = u128::from(source.area()) * u128::from(multiple.trillionths());
            for shape in [aspect(1, 1), aspect(16, 9), aspect(5, 7), Aspect::of(source)] {
                let wishes = [Wish::aspect_with_area(shape, multiple), Wish::area(multiple)];
                for wish in if shape == Aspect::of(source) { &wishes[..] } else { &wishes[..1] } {
                    let Some(steps) = steps_to(source, *wish) else { continue };
                    let canvas = steps.canvas();
                    assert!(
                        is_nearest(canvas.width(), area, shape.width(), shape.height()),
                        "{source}, {wish}: {canvas}"
                    );
                    assert!(
                        is_nearest(canvas.height(), area, shape.height(), shape.width()),
                        "{source}, {wish}: {canvas}"
                    );
                    met += 1;
                }
            }
        }
    }
    assert!(met > 90, "{met}");
}

fn offered(source: Size, wish: Wish) -> Wish {
    let refused = plan_steps(source, &wish, Anchor::Center).expect_err("out of reach");
    assert!(matches!(refused, Unreachable::Shape { .. }), "{refused}");
    *refused.nearest().expect("the picture is an input")
}

#[test]
fn a_shape_too_extreme_is_offered_as_extreme_as_it_can_be() {
    let (square, tall) = (size(1_000, 1_000), size(300, 750));
    assert_eq!(offered(square, Wish::aspect(aspect(8, 1))), Wish::aspect(aspect(15, 2)));
    assert_eq!(offered(square, Wish::largest_aspect(aspect(1, 8))), Wish::aspect(aspect(2, 15)));
    assert_eq!(offered(square, Wish::canvas(size(1_000, 7_501))), Wish::canvas(size(1_000, 7_500)));
    assert_eq!(
        offered(square, Wish::canvas_at(size(9_000, 1_000), Origin::new(2_000, 0))),
        Wish::canvas_at(size(7_500, 1_000), Origin::new(1_625, 0)),
    );
    assert_eq!(offered(tall, Wish::margins(Margins::new(3_000, 0, 0, 0))), Wish::margins(Margins::new(1_500, 0, 0, 0)));
    let twice = Wish::ratios(Ratio::MAX, Ratio::MAX, Ratio::ZERO, Ratio::ZERO);
    assert_eq!(offered(tall, twice), Wish::margins(Margins::new(750, 750, 0, 0)));
}

#[test]
fn what_is_offered_for_a_shape_is_the_most_of_it() {
    for source in [size(1_000, 1_000), size(749, 300), size(300, 311)] {
        for canvas in (1_u32..40).map(|part| size(source.width() + 250 * part, source.height() + part % 5)) {
            let Err(refused) = plan_steps(source, &Wish::canvas(canvas), Anchor::Center) else { continue };
            let Some(Wish::Canvas { size: nearest, origin: None }) = refused.nearest() else { panic!("{refused}") };
            assert!(limits::check_input_size(*nearest).is_err());
            assert_eq!(nearest.height(), canvas.height());
            let wider = size(nearest.width() + 1, nearest.height());
            assert!(
                steps_to(source, Wish::canvas(*nearest)).is_some() && steps_to(source, Wish::canvas(wider)).is_none()
            );
        }
    }
}

#[test]
fn one_side_longer_than_a_jpeg_can_have_is_enough_to_refuse_a_canvas() {
    let source = size(20_000, 20_000);
    for (canvas, nearest) in [
        (size(65_536, 30_000), size(65_535, 30_000)),
        (size(30_000, 65_536), size(30_000, 65_535)),
        (size(u32::MAX, u32::MAX), size(65_535, 65_535)),
    ] {
        let refused = plan_steps(source, &Wish::canvas(canvas), Anchor::Center).expect_err("too long a side");
        assert!(matches!(refused, Unreachable::Side { .. }), "{refused}");
        assert_eq!(refused.nearest(), Some(&Wish::canvas(nearest)));
        assert_eq!(steps_to(source, Wish::canvas(nearest)).map(|steps| steps.canvas()), Some(nearest));
    }
    // One expansion has no such limit.
    let long = size(40_000, 40_000);
    assert_eq!(steps_to(long, Wish::canvas(size(80_000, 40_000))).map(|steps| steps.count()), Some(1));
}
