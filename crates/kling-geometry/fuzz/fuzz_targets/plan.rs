//! Every picture, wish and anchor: the laws that hold for one plan alone.
#![no_main]

use kling_geometry::{
    Anchor, Area, AreaMultiple, Expansion, Impossible, Margins, Origin, Plan, Ratio, Size, Wish, plan,
};
use kling_geometry_fuzz::Case;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|case: Case| {
    let planned = plan(case.source, &case.wish, case.anchor);
    match &planned {
        Ok(plan) => check_plan(case, plan),
        Err(impossible) => check_refusal(case, impossible),
    }
    check_completeness(case, planned.is_ok());
    check_transposition(case, planned);
    assert!(!case.wish.to_string().is_empty());
    assert_eq!(case.anchor.to_string().parse(), Ok(case.anchor));
});

fn check_plan(Case { source, wish, .. }: Case, plan: &Plan) {
    let expansion = plan.expansion();
    assert_eq!(plan.source(), source);
    assert_eq!(plan.prediction(), expansion.predict(source));
    check_rule(&expansion);
    assert_eq!(plan.area_multiple(), expansion.area_multiple());

    let (canvas, origin) = (plan.canvas(), plan.origin());
    assert!(u64::from(origin.x) + u64::from(source.width()) <= u64::from(canvas.width()));
    assert!(u64::from(origin.y) + u64::from(source.height()) <= u64::from(canvas.height()));
    let without_one = u128::from(canvas.width() - 1) * u128::from(canvas.height() - 1);
    assert!(without_one <= 3 * u128::from(source.area()));

    match wish {
        Wish::Ratios(ratios) => assert_eq!(expansion.ratios(), ratios),
        Wish::Margins(margins) if is_met_to_the_pixel(source) => {
            assert_eq!(Some(canvas), canvas_around(source, margins));
            assert_eq!(origin, Origin::new(margins.left, margins.up));
        }
        Wish::Canvas { size, origin: wished } if is_met_to_the_pixel(source) => {
            assert_eq!(canvas, size);
            assert!(wished.is_none_or(|wished| wished == origin));
        }
        Wish::Aspect { .. } | Wish::Area(_) | Wish::Largest => assert!(greatest_product_in_doubles(&expansion) <= 3.0),
        _ => {}
    }
}

/// The area rule in integers wide enough for anything.
fn check_rule(expansion: &Expansion) {
    let sides = [expansion.up(), expansion.down(), expansion.left(), expansion.right()];
    assert!(sides.into_iter().all(|ratio| ratio <= Ratio::MAX));
    let [up, down, left, right] = sides.map(|ratio| u128::from(ratio.millionths()));
    let product = (1_000_000 + up + down) * (1_000_000 + left + right);
    assert!(product <= 3_000_000_000_000);
    assert_eq!(u128::from(expansion.area_multiple().trillionths()), product);
    assert_eq!(u128::from(expansion.slack_trillionths()), 3_000_000_000_000 - product);
}

/// The greatest product in `f64` that any order of addition gives.
fn greatest_product_in_doubles(expansion: &Expansion) -> f64 {
    let axis = |before: Ratio, after: Ratio| {
        let (before, after) = (before.to_f64(), after.to_f64());
        ((1.0 + before) + after).max((1.0 + after) + before).max(1.0 + (before + after))
    };
    axis(expansion.up(), expansion.down()) * axis(expansion.left(), expansion.right())
}

fn check_refusal(Case { source, wish, anchor }: Case, impossible: &Impossible) {
    assert_eq!((impossible.source(), *impossible.wish()), (source, wish));
    assert!(impossible.to_string().len() > 20 && !format!("{:?}", impossible.reason()).is_empty());
    let nearest = plan(source, impossible.nearest(), anchor).expect("the nearest wish is possible");
    check_plan(Case { source, wish: *impossible.nearest(), anchor }, &nearest);
}

/// A wish in ratios or pixels is planned exactly when it crops nothing and is within three times the area.
fn check_completeness(Case { source, wish, .. }: Case, is_planned: bool) {
    let is_legal = match wish {
        Wish::Ratios(ratios) => Expansion::try_from(ratios).is_ok(),
        Wish::Margins(Margins { up, down, left, right }) => {
            let axis = |side: u32, before: u32, after: u32| u128::from(side) + u128::from(before) + u128::from(after);
            let canvas = axis(source.width(), left, right) * axis(source.height(), up, down);
            canvas <= 3 * u128::from(source.area())
        }
        Wish::Canvas { size, origin } => {
            let room = (size.width().checked_sub(source.width()), size.height().checked_sub(source.height()));
            let (Some(columns), Some(rows)) = room else { return assert!(!is_planned) };
            let is_inside = origin.is_none_or(|origin| origin.x <= columns && origin.y <= rows);
            is_inside && u128::from(size.area()) <= 3 * u128::from(source.area())
        }
        Wish::Area(multiple) => multiple <= AreaMultiple::LIMIT,
        Wish::Largest => true,
        _ => return,
    };
    assert_eq!(is_planned, is_legal);
}

fn check_transposition(Case { source, wish, anchor }: Case, straight: Result<Plan, Impossible>) {
    let turned_anchor = Anchor::At { x: anchor.y(), y: anchor.x() };
    let turned = plan(source.transposed(), &transpose(wish), turned_anchor);
    match (straight, turned) {
        (Ok(straight), Ok(turned)) => {
            assert_eq!(turned.canvas(), straight.canvas().transposed());
            assert_eq!((turned.origin().x, turned.origin().y), (straight.origin().y, straight.origin().x));
            assert_eq!(turned.canvas_is_exact(), straight.canvas_is_exact());
            assert_eq!(turned.area_multiple(), straight.area_multiple());
        }
        (Err(straight), Err(turned)) => assert_eq!(*turned.nearest(), transpose(*straight.nearest())),
        (straight, turned) => panic!("{straight:?} but {turned:?}"),
    }
}

fn transpose(wish: Wish) -> Wish {
    match wish {
        Wish::Ratios(ratios) => Wish::ratios(ratios.left, ratios.right, ratios.up, ratios.down),
        Wish::Margins(Margins { up, down, left, right }) => Wish::margins(Margins::new(left, right, up, down)),
        Wish::Canvas { size, origin: None } => Wish::canvas(size.transposed()),
        Wish::Canvas { size, origin: Some(Origin { x, y }) } => Wish::canvas_at(size.transposed(), Origin::new(y, x)),
        Wish::Aspect { aspect, area: Area::Least } => Wish::aspect(aspect.transposed()),
        Wish::Aspect { aspect, area: Area::Multiple(multiple) } => {
            Wish::aspect_with_area(aspect.transposed(), multiple)
        }
        Wish::Aspect { aspect, area: Area::Largest } => Wish::largest_aspect(aspect.transposed()),
        Wish::Largest => Wish::largest(),
        Wish::Area(multiple) => Wish::area(multiple),
        _ => panic!("nobody said how to transpose {wish}"),
    }
}

/// The sides up to which ratios of a millionth meet every pixel.
fn is_met_to_the_pixel(source: Size) -> bool {
    source.width().max(source.height()) <= 250_000
}

fn canvas_around(source: Size, Margins { up, down, left, right }: Margins) -> Option<Size> {
    Size::new(source.width() + left + right, source.height() + up + down).ok()
}
