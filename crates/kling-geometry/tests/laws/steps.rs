//! What holds for plans of several steps.

use kling_geometry::{
    Anchor, Area, AreaMultiple, Aspect, Margins, Origin, Size, Steps, Unreachable, Wish, limits, plan, plan_steps,
};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_case, any_size, input_size, wish_of};

const MAX_SIDE: u32 = 65_535;

/// A canvas that contains the picture, more or less far beyond one expansion.
fn large_canvas(source: Size) -> impl Strategy<Value = Size> {
    let side = |from: u32| prop_oneof![from..=from * 4, from..=MAX_SIDE];
    (side(source.width()), side(source.height()))
        .prop_map(|(width, height)| Size::new(width, height).expect("not zero"))
}

fn large_case() -> impl Strategy<Value = (Size, Wish, Anchor)> {
    let multiple = || {
        (1_000_000_000_000..=200_000_000_000_000_u64)
            .prop_map(|trillionths| AreaMultiple::from_trillionths(trillionths).expect("in range"))
    };
    let aspect = || (1..=30_u32, 1..=30_u32).prop_map(|(width, height)| Aspect::new(width, height).expect("not zero"));
    let area = move || prop_oneof![Just(Area::Least), Just(Area::Largest), multiple().prop_map(Area::Multiple)];
    input_size().prop_flat_map(move |source| {
        let wish = prop_oneof![
            large_canvas(source).prop_map(Wish::canvas),
            large_canvas(source).prop_flat_map(move |canvas| {
                let (columns, rows) = (canvas.width() - source.width(), canvas.height() - source.height());
                (0..=columns, 0..=rows).prop_map(move |(x, y)| Wish::canvas_at(canvas, Origin { x, y }))
            }),
            multiple().prop_map(Wish::Area),
            (aspect(), area()).prop_map(|(aspect, area)| Wish::Aspect { aspect, area }),
            wish_of(source),
        ];
        (Just(source), wish, any_anchor())
    })
}

fn pictures(steps: &Steps) -> Vec<Size> {
    [steps.source()].into_iter().chain(steps.as_slice().iter().map(|step| step.plan().canvas())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn every_step_begins_with_a_legal_input_and_keeps_the_rule((source, wish, anchor) in large_case()) {
        let Ok(steps) = plan_steps(source, &wish, anchor) else { return Ok(()) };
        let pictures = pictures(&steps);
        prop_assert_eq!(pictures[0], source);
        prop_assert_eq!(pictures.len(), steps.as_slice().len() + 1);
        for (step, picture) in steps.as_slice().iter().zip(&pictures) {
            prop_assert_eq!(step.plan().source(), *picture);
            prop_assert!(limits::check_input_size(*picture).is_ok(), "{picture} on the way to {}", steps.canvas());
            prop_assert!(step.plan().area_multiple() <= AreaMultiple::LIMIT);
            if steps.count() > 1 {
                prop_assert!(step.plan().canvas().area() <= 3 * picture.area());
            }
        }
        // Fewer cannot do, and one more than the area needs always does.
        let area_needs = (1..).find(|n| steps.canvas().area() <= source.area() * 3_u64.pow(*n)).unwrap_or(u32::MAX);
        prop_assert!(steps.count() == 1 || steps.count() == area_needs || steps.count() == area_needs + 1);
        prop_assert_eq!(steps.images(4), steps.count() + 3);
    }

    #[test]
    fn the_original_is_where_the_origins_add_up_to((source, wish, anchor) in large_case()) {
        let Ok(steps) = plan_steps(source, &wish, anchor) else { return Ok(()) };
        let mut sum = Origin::default();
        for step in steps.as_slice() {
            sum = Origin::new(sum.x + step.plan().origin().x, sum.y + step.plan().origin().y);
            prop_assert_eq!(step.origin(), sum);
            let canvas = step.plan().canvas();
            prop_assert!(sum.x + source.width() <= canvas.width() && sum.y + source.height() <= canvas.height());
        }
        prop_assert_eq!(steps.origin(), sum);
    }

    #[test]
    fn a_wish_in_pixels_is_reached_to_the_pixel(
        (source, canvas, anchor) in input_size().prop_flat_map(|size| (Just(size), large_canvas(size), any_anchor())),
    ) {
        let Ok(steps) = plan_steps(source, &Wish::canvas(canvas), anchor) else { return Ok(()) };
        prop_assert_eq!(steps.canvas(), canvas);
        let (origin, whole) = (steps.origin(), canvas);
        let at_place = plan_steps(source, &Wish::canvas_at(canvas, origin), anchor);
        prop_assert_eq!(at_place, Ok(steps));
        let margins = Margins::new(
            origin.y,
            whole.height() - source.height() - origin.y,
            origin.x,
            whole.width() - source.width() - origin.x,
        );
        prop_assert_eq!(plan_steps(source, &Wish::margins(margins), anchor), Ok(steps));
    }

    #[test]
    fn the_anchor_holds_at_each_step(
        (source, canvas, anchor) in input_size().prop_flat_map(|size| (Just(size), large_canvas(size), any_anchor())),
    ) {
        let Ok(steps) = plan_steps(source, &Wish::canvas(canvas), anchor) else { return Ok(()) };
        for step in steps.as_slice() {
            let (frame, origin) = (step.plan().canvas(), step.origin());
            for (margin, growth, share) in [
                (origin.x, frame.width() - source.width(), anchor.x()),
                (origin.y, frame.height() - source.height(), anchor.y()),
            ] {
                let millionths = u64::from(growth) * u64::from(share.millionths());
                let away = (u64::from(margin) * 1_000_000).abs_diff(millionths);
                // Half a pixel of the share itself, and half a pixel for the last canvas, in proportion.
                prop_assert!(away <= 1_000_000, "{margin} of {growth} at {share}");
            }
        }
    }

    #[test]
    fn growth_is_split_evenly_where_there_is_room(
        (source, canvas) in input_size().prop_flat_map(|size| (Just(size), large_canvas(size))),
    ) {
        let Ok(steps) = plan_steps(source, &Wish::canvas(canvas), Anchor::Center) else { return Ok(()) };
        // At the edge of what the steps reach there is no choice; nor is there where the last shape is no legal input.
        let has_room = canvas.area() * 100 < source.area() * 3_u64.pow(steps.count()) * 90;
        if !has_room || limits::check_input_size(canvas).is_err() {
            return Ok(());
        }
        let growths = steps.as_slice().iter().map(|step| {
            step.plan().canvas().area() as f64 / step.plan().source().area() as f64
        });
        let (least, most) = growths.fold((f64::MAX, 0.0_f64), |(least, most), growth| (least.min(growth), most.max(growth)));
        prop_assert!(most / least < 1.02, "from {least} to {most}");
    }

    #[test]
    fn where_one_expansion_does_it_is_the_plan((source, wish, anchor) in any_case()) {
        match (plan(source, &wish, anchor), plan_steps(source, &wish, anchor)) {
            (Ok(plan), Ok(steps)) => {
                prop_assert_eq!(steps.count(), 1);
                prop_assert_eq!(steps.as_slice()[0].plan(), &plan);
            }
            (Ok(_), Err(error)) => prop_assert!(matches!(error, Unreachable::Input(_)), "{error}"),
            (Err(_), _) => {}
        }
    }

    #[test]
    fn what_an_error_offers_can_be_done(
        (source, wish, anchor) in prop_oneof![
            large_case(),
            any_case(),
            (input_size(), any_size(), any_anchor()).prop_map(|(source, canvas, anchor)| (source, Wish::canvas(canvas), anchor)),
        ],
    ) {
        let Err(error) = plan_steps(source, &wish, anchor) else { return Ok(()) };
        match error.nearest() {
            None => prop_assert!(limits::check_input_size(source).is_err()),
            Some(nearest) => prop_assert!(plan_steps(source, nearest, anchor).is_ok(), "{error}"),
        }
    }

    #[test]
    fn turning_the_picture_turns_the_steps(
        (source, canvas) in input_size().prop_flat_map(|size| (Just(size), large_canvas(size))),
    ) {
        let steps = |source: Size, canvas: Size| plan_steps(source, &Wish::canvas(canvas), Anchor::Center);
        let turned = steps(source.transposed(), canvas.transposed());
        match (steps(source, canvas), turned) {
            (Ok(steps), Ok(turned)) => prop_assert_eq!(steps.count(), turned.count()),
            (steps, turned) => prop_assert_eq!(steps.is_ok(), turned.is_ok()),
        }
    }
}

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn canvases(source: Size, wish: Wish) -> Vec<String> {
    let steps = plan_steps(source, &wish, Anchor::Center).expect("reachable");
    steps.as_slice().iter().map(|step| step.plan().canvas().to_string()).collect()
}

#[test]
fn a_shape_wider_than_any_input_is_reached_from_the_widest_input() {
    let aspect = |width, height| Aspect::new(width, height).expect("not zero");
    assert_eq!(canvases(size(1_000, 1_000), Wish::aspect(aspect(15, 2))), ["2500x1000", "7500x1000"]);
    // 7.5 times 801 is half a pixel more than three times the widest input of that height.
    assert_eq!(canvases(size(801, 801), Wish::aspect(aspect(15, 2))), ["2005x802", "6015x802"]);
    assert_eq!(canvases(size(801, 801), Wish::aspect(aspect(2, 15))), ["802x2005", "802x6015"]);
}

#[test]
fn whole_pixels_can_take_one_step_more() {
    assert_eq!(canvases(size(307, 307), Wish::canvas(size(921, 921))).len(), 3);
    assert_eq!(canvases(size(307, 307), Wish::canvas(size(921, 920))).len(), 2);
}

#[test]
fn the_frame_grows_along_a_straight_line_to_the_last_pixel() {
    for (source, last) in [(size(332, 375), size(1_177, 2_853)), (size(369, 358), size(2_778, 1_280))] {
        let steps = plan_steps(source, &Wish::canvas(last), Anchor::Center).expect("reachable");
        let (width, height) = (last.width() - source.width(), last.height() - source.height());
        let first = steps.as_slice()[0].plan().canvas();
        // Both sides have gone the same part of their way, rounded down to the pixel.
        let (columns, rows) = (first.width() - source.width(), first.height() - source.height());
        let [(columns, rows), (width, height)] =
            [(columns, rows), (width, height)].map(|(x, y)| (i64::from(x), i64::from(y)));
        let aside = columns * height - rows * width;
        assert!(steps.count() > 2 && -height < aside && aside < width, "{source} to {last}: {first}");
    }
}

#[test]
fn at_the_edge_the_canvas_nearest_to_the_even_split_is_taken() {
    for (source, last) in [(size(1_000, 1_000), size(3_000, 3_000)), (size(600, 400), size(1_800, 1_200))] {
        let steps = plan_steps(source, &Wish::canvas(last), Anchor::Center).expect("nine times the area");
        let taken = steps.as_slice()[0].plan().canvas();
        // Exactly three times the area leaves no other canvases.
        let even = (3.0 * f64::from(source.width()) * f64::from(source.width())).sqrt();
        let away = |width: u32| (f64::from(width) - even).abs();
        let legal = (source.width()..=last.width()).filter_map(|width| {
            let height = u32::try_from(3 * source.area() / u64::from(width)).ok()?;
            let canvas = Size::new(width, height).ok()?;
            let fits = height >= source.height() && height <= last.height() && canvas.area() == 3 * source.area();
            (fits && limits::check_input_size(canvas).is_ok()).then_some(canvas)
        });
        let nearest = legal.min_by(|one, other| away(one.width()).total_cmp(&away(other.width()))).expect("some");
        assert_eq!(taken, nearest, "{source} to {last}");
    }
}

#[test]
fn the_largest_of_a_shape_uses_up_the_fewest_steps_to_it() {
    let (source, wide) = (size(1_000, 1_000), Aspect::new(4, 1).expect("not zero"));
    let steps = plan_steps(source, &Wish::largest_aspect(wide), Anchor::Center).expect("reachable");
    assert_eq!(steps.count(), 2);
    let area = steps.canvas().area();
    assert!(area > 8_990_000 && area <= 9_000_000, "{area}");
    assert_eq!(steps.canvas().width() / steps.canvas().height(), 4);
}

#[test]
fn the_largest_of_a_shape_ends_at_the_longest_side() {
    for (shape, largest) in [((7, 2), size(65_535, 18_724)), ((2, 7), size(18_724, 65_535))] {
        let shape = Aspect::new(shape.0, shape.1).expect("not zero");
        let steps = plan_steps(size(12_000, 12_000), &Wish::largest_aspect(shape), Anchor::Center).expect("reachable");
        assert_eq!(steps.canvas(), largest);
    }
}

#[test]
fn the_longest_road_is_from_the_smallest_input_to_the_largest_canvas() {
    let steps =
        plan_steps(size(300, 300), &Wish::canvas(size(MAX_SIDE, MAX_SIDE)), Anchor::TopLeft).expect("reachable");
    assert_eq!(steps.count(), 10);
    assert_eq!(steps.origin(), Origin::default());
}

#[test]
fn a_picture_of_any_size_would_be_cropped_and_is_not() {
    for side in [1_000, 65_535, 65_536, 100_000] {
        let smaller = Wish::canvas(size(900, 900));
        let refused = plan_steps(size(side, side), &smaller, Anchor::Center).expect_err("it would be cropped");
        assert!(matches!(refused, Unreachable::Impossible(_)), "{side}: {refused}");
    }
}

#[test]
fn a_shape_too_extreme_in_one_number_only_is_too_extreme() {
    let shape = |(width, height)| Aspect::new(width, height).expect("not zero");
    // The widest is 15:2: these share one of its numbers.
    for (wished, nearest) in [((15, 1), (15, 2)), ((17, 2), (15, 2)), ((1, 15), (2, 15)), ((2, 17), (2, 15))] {
        let error =
            plan_steps(size(1_200, 800), &Wish::aspect(shape(wished)), Anchor::Center).expect_err("too extreme");
        assert_eq!(error.nearest(), Some(&Wish::aspect(shape(nearest))), "{wished:?}");
    }
}

#[test]
fn what_cannot_be_reached_says_why_and_what_can() {
    let refusal = |source, wish| plan_steps(source, &wish, Anchor::Center).expect_err("out of reach").to_string();
    assert_eq!(
        refusal(size(1_200, 800), Wish::canvas(size(9_000, 1_000))),
        "a canvas of 9000x1000, from 1200x800: no number of steps reaches that; shapes can be from 2:15 to 15:2; the nearest \
         possible is a canvas of 7500x1000",
    );
    assert_eq!(
        refusal(size(1_200, 800), Wish::area("40000".parse().expect("a multiple"))),
        "40000x the area, from 1200x800: a side would be longer than 65535 px, the most a JPEG can have; the nearest possible \
         is a canvas of 65535x43690",
    );
    assert_eq!(
        refusal(size(1_200, 800), Wish::aspect_with_area(Aspect::new(16, 9).expect("not zero"), AreaMultiple::MAX)),
        "16:9 with 1000000x the area, from 1200x800: a side would be longer than 65535 px, the most a JPEG can have; the \
         nearest possible is a canvas of 65535x36863",
    );
    assert_eq!(
        refusal(size(1_200, 800), Wish::canvas(size(1_100, 9_000))),
        "a canvas of 1100x9000 is smaller than the original of 1200x800, and an expansion never crops; the nearest possible \
         is a canvas of 1200x9000",
    );
    assert_eq!(
        refusal(
            size(1_000, 1_000),
            Wish::aspect_with_area(Aspect::new(5, 1).expect("not zero"), "4".parse().expect("a multiple"))
        ),
        "5:1 with 4x the area of 1000x1000 is too little: the shape needs 5x; ask for 5:1 with the least area",
    );
    assert_eq!(refusal(size(299, 400), Wish::largest()), "image side is 299 pixels; at least 300 is allowed",);
}
