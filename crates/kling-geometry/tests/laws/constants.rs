//! Law 7, the part the compiler proves: planning in constants, where a panic or an overflow would fail the build.

use kling_geometry::{
    Anchor, AreaMultiple, Aspect, Impossible, Margins, Origin, Plan, Ratio, Size, Wish, limits, plan,
};

const fn size(width: u32, height: u32) -> Size {
    match Size::new(width, height) {
        Ok(size) => size,
        Err(_) => panic!("a side is zero"),
    }
}

const fn ratio(text: &str) -> Ratio {
    match Ratio::parse(text) {
        Ok(ratio) => ratio,
        Err(_) => panic!("not a ratio"),
    }
}

const WIDE: Aspect = match Aspect::new(16, 9) {
    Ok(aspect) => aspect,
    Err(_) => panic!("a number is zero"),
};
const PHOTO: Size = size(1_200, 800);
const HUGE: Size = size(u32::MAX, u32::MAX);

const PLANS: [Result<Plan, Impossible>; 8] = [
    plan(PHOTO, &Wish::ratios(ratio("0.1"), ratio("0.1"), ratio("0.5"), ratio("0.5")), Anchor::Center),
    plan(PHOTO, &Wish::margins(Margins::new(0, 0, 200, 0)), Anchor::Center),
    plan(PHOTO, &Wish::canvas(size(1_920, 1_080)), Anchor::Bottom),
    plan(PHOTO, &Wish::canvas_at(size(1_920, 1_080), Origin::new(0, 0)), Anchor::Center),
    plan(PHOTO, &Wish::aspect(WIDE), Anchor::TopLeft),
    plan(PHOTO, &Wish::largest_aspect(WIDE), Anchor::Right),
    plan(HUGE, &Wish::area(AreaMultiple::MAX), Anchor::Center),
    plan(HUGE, &Wish::largest(), Anchor::BottomRight),
];
const REFUSED: [Result<Plan, Impossible>; 3] = [
    plan(size(300, 750), &Wish::aspect(WIDE), Anchor::Center),
    plan(size(1, 1), &Wish::canvas(HUGE), Anchor::Center),
    plan(HUGE, &Wish::canvas(size(1, 1)), Anchor::Center),
];
const CHECKED: bool = limits::check_input_size(PHOTO).is_ok() && limits::check_count(10).is_err();

#[test]
fn plans_made_in_constants_are_those_made_at_run_time() {
    let run_time = |constant: &Result<Plan, Impossible>, source, wish, anchor| {
        assert_eq!(*constant, plan(source, &wish, anchor));
    };
    assert!(PLANS.iter().all(Result::is_ok) && REFUSED.iter().all(Result::is_err));
    run_time(&PLANS[2], PHOTO, Wish::canvas(size(1_920, 1_080)), Anchor::Bottom);
    run_time(&PLANS[5], PHOTO, Wish::largest_aspect(WIDE), Anchor::Right);
    run_time(&REFUSED[0], size(300, 750), Wish::aspect(WIDE), Anchor::Center);
    const { assert!(CHECKED) };
}
