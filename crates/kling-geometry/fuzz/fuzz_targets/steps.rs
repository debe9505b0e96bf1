//! Every picture, wish and anchor: the laws that hold for one plan of several steps alone.
#![no_main]

use kling_geometry::{Anchor, AreaMultiple, Margins, Origin, Size, Steps, Unreachable, Wish, limits, plan, plan_steps};
use kling_geometry_fuzz::{Case, FarCase};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|case: FarCase| {
    let FarCase(case @ Case { source, wish, anchor }) = case;
    let planned = plan_steps(source, &wish, anchor);
    match &planned {
        Ok(steps) => check_steps(case, steps),
        Err(unreachable) => check_refusal(case, unreachable),
    }
    if let (Ok(plan), Ok(steps)) = (plan(source, &wish, anchor), &planned) {
        assert_eq!((steps.count(), *steps.as_slice()[0].plan()), (1, plan));
    }
});

fn check_steps(Case { source, wish, .. }: Case, steps: &Steps) {
    assert_eq!((steps.source(), steps.count() as usize), (source, steps.as_slice().len()));
    assert_eq!((steps.images(1), steps.images(9)), (steps.count(), steps.count() + 8));
    let mut picture = source;
    let mut origin = Origin::default();
    for step in steps.as_slice() {
        let plan = step.plan();
        assert_eq!(plan.source(), picture);
        assert!(limits::check_input_size(picture).is_ok());
        check_rule(steps, plan.canvas(), picture);
        assert!(plan.area_multiple() <= AreaMultiple::LIMIT);
        origin = Origin::new(origin.x + plan.origin().x, origin.y + plan.origin().y);
        assert_eq!(step.origin(), origin);
        picture = plan.canvas();
        let end = (u64::from(origin.x) + u64::from(source.width()), u64::from(origin.y) + u64::from(source.height()));
        assert!(end.0 <= u64::from(picture.width()) && end.1 <= u64::from(picture.height()));
    }
    assert_eq!((steps.canvas(), steps.origin()), (picture, origin));
    if steps.count() > 1 {
        assert!(picture.width().max(picture.height()) <= 65_535);
        check_fewest(source, steps);
        check_reached(source, wish, steps);
    }
}

/// One step is legal by its ratios; several are legal in pixels too.
fn check_rule(steps: &Steps, canvas: Size, picture: Size) {
    assert!(steps.count() == 1 || canvas.area() <= 3 * picture.area());
}

/// The area needs so many steps, and whole pixels take one more at most.
fn check_fewest(source: Size, steps: &Steps) {
    let needed = (1..).find(|count| steps.canvas().area() <= source.area() * 3_u64.pow(*count)).expect("below 3^11");
    assert!(steps.count() == needed || steps.count() == needed + 1, "{steps:?}");
}

fn check_reached(source: Size, wish: Wish, steps: &Steps) {
    let (canvas, origin) = (steps.canvas(), steps.origin());
    match wish {
        Wish::Canvas { size, origin: wished } => {
            assert_eq!(canvas, size);
            assert!(wished.is_none_or(|wished| wished == origin));
            let turned = wished.map(|Origin { x, y }| Origin { x: y, y: x });
            let turned = Wish::Canvas { size: size.transposed(), origin: turned };
            let turned = plan_steps(source.transposed(), &turned, Anchor::Center).expect("turned it is reached too");
            assert_eq!(turned.count(), steps.count());
        }
        Wish::Margins(Margins { up, down, left, right }) => {
            assert_eq!(Size::new(source.width() + left + right, source.height() + up + down), Ok(canvas));
            assert_eq!(origin, Origin::new(left, up));
        }
        Wish::Aspect { aspect, .. } => {
            // The shape to the nearest pixel, or two where a side had to be made even.
            let (width, height) = (u64::from(canvas.width()), u64::from(canvas.height()));
            let (wide, high) = (u64::from(aspect.width()), u64::from(aspect.height()));
            assert!((width * high).abs_diff(height * wide) <= 2 * wide.max(high), "{canvas} is not {aspect}");
        }
        _ => {}
    }
}

fn check_refusal(Case { source, wish, anchor }: Case, unreachable: &Unreachable) {
    assert!(unreachable.to_string().len() > 20);
    assert!(plan(source, &wish, anchor).is_err() || limits::check_input_size(source).is_err());
    let Some(nearest) = unreachable.nearest() else {
        assert_eq!(limits::check_input_size(source).map_err(Unreachable::Input), Err(*unreachable));
        return;
    };
    let steps = plan_steps(source, nearest, anchor).expect("the nearest wish is possible");
    check_steps(Case { source, wish: *nearest, anchor }, &steps);
}
