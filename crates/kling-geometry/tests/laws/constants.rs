//! Law 7, the part the compiler proves: every `const fn` runs in a constant, where a panic or an overflow would fail the build, and
//! gives there what it gives at run time.

use kling_geometry::{
    Anchor, AnchorError, Area, AreaExceeded, AreaMultiple, Aspect, AspectError, DecimalError, DecimalErrorKind,
    Expansion, Fraction, Impossible, Margins, Origin, Plan, Prediction, Ratio, Ratios, Reason, Rounding, Size,
    SizeError, Step, Steps, Unreachable, Wish,
    limits::{self, Bound, InputError},
    plan, plan_steps,
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

const PLANS: [Result<Plan, Impossible>; 9] = [
    plan(PHOTO, &Wish::ratios(ratio("0.1"), ratio("0.1"), ratio("0.5"), ratio("0.5")), Anchor::Center),
    plan(PHOTO, &Wish::margins(Margins::new(0, 0, 200, 0)), Anchor::Center),
    plan(PHOTO, &Wish::canvas(size(1_920, 1_080)), Anchor::Bottom),
    plan(PHOTO, &Wish::canvas_at(size(1_920, 1_080), Origin::new(0, 0)), Anchor::Center),
    plan(PHOTO, &Wish::aspect(WIDE), Anchor::TopLeft),
    plan(PHOTO, &Wish::aspect_with_area(WIDE, AreaMultiple::LIMIT), Anchor::Top),
    plan(PHOTO, &Wish::largest_aspect(WIDE), Anchor::Right),
    plan(HUGE, &Wish::area(AreaMultiple::LIMIT), Anchor::Center),
    plan(HUGE, &Wish::largest(), Anchor::BottomRight),
];
const REFUSED: [Result<Plan, Impossible>; 5] = [
    plan(size(300, 750), &Wish::aspect(WIDE), Anchor::Center),
    plan(PHOTO, &Wish::aspect_with_area(WIDE, AreaMultiple::ONE), Anchor::Center),
    plan(PHOTO, &Wish::ratios(Ratio::MAX, Ratio::ZERO, Ratio::MAX, Ratio::ZERO), Anchor::Center),
    plan(size(1, 1), &Wish::canvas(HUGE), Anchor::Center),
    plan(HUGE, &Wish::canvas(size(1, 1)), Anchor::Center),
];

#[test]
fn plans_made_in_constants_are_those_made_at_run_time() {
    let run_time = |constant: &Result<Plan, Impossible>, source, wish, anchor| {
        assert_eq!(*constant, plan(source, &wish, anchor));
    };
    assert!(PLANS.iter().all(Result::is_ok) && REFUSED.iter().all(Result::is_err));
    run_time(&PLANS[2], PHOTO, Wish::canvas(size(1_920, 1_080)), Anchor::Bottom);
    run_time(&PLANS[6], PHOTO, Wish::largest_aspect(WIDE), Anchor::Right);
    run_time(&REFUSED[0], size(300, 750), Wish::aspect(WIDE), Anchor::Center);
}

const BOTTOM: Plan = match PLANS[2] {
    Ok(plan) => plan,
    Err(_) => panic!("refused"),
};
const EXPANSION: Expansion = BOTTOM.expansion();
const SIDES: [Ratio; 4] = [EXPANSION.up(), EXPANSION.down(), EXPANSION.left(), EXPANSION.right()];
const RATIOS: Ratios = EXPANSION.ratios();
const AREA: [AreaMultiple; 2] = [EXPANSION.area_multiple(), BOTTOM.area_multiple()];
const SLACK_TRILLIONTHS: u64 = EXPANSION.slack_trillionths();
const PREDICTIONS: [Prediction; 2] = [EXPANSION.predict(PHOTO), BOTTOM.prediction()];
const SOURCE: Size = BOTTOM.source();
const CANVAS: [Size; 2] = [PREDICTIONS[0].canvas(), BOTTOM.canvas()];
const ORIGIN: [Origin; 2] = [PREDICTIONS[0].origin(), BOTTOM.origin()];
const IS_EXACT: [bool; 2] = [PREDICTIONS[0].is_exact(), BOTTOM.canvas_is_exact()];

#[test]
fn a_plan_is_read_in_constants() {
    let ratios = Ratios { up: ratio("0.35"), down: Ratio::ZERO, left: ratio("0.3"), right: ratio("0.3") };
    assert_eq!(RATIOS, ratios);
    assert_eq!(SIDES, [ratios.up, ratios.down, ratios.left, ratios.right]);
    assert_eq!(AREA.map(AreaMultiple::trillionths), [2_160_000_000_000; 2]);
    assert_eq!(SLACK_TRILLIONTHS, 840_000_000_000);
    assert_eq!(PREDICTIONS[0], PREDICTIONS[1]);
    assert_eq!((SOURCE, CANVAS), (PHOTO, [size(1_920, 1_080); 2]));
    assert_eq!((ORIGIN, IS_EXACT), ([Origin { x: 360, y: 280 }; 2], [true; 2]));
}

const REFUSAL: Impossible = match REFUSED[0] {
    Ok(_) => panic!("planned"),
    Err(impossible) => impossible,
};
const TOLD: (Size, &Wish, Reason, &Wish) = (REFUSAL.source(), REFUSAL.wish(), REFUSAL.reason(), REFUSAL.nearest());

#[test]
fn a_refusal_is_read_in_constants() {
    let reason = Reason::AspectOutOfReach { needed_millionths: 4_444_445 };
    let extreme = Aspect::new(6, 5).expect("no number is zero");
    assert_eq!(TOLD, (size(300, 750), &Wish::aspect(WIDE), reason, &Wish::aspect(extreme)));
}

const NINEFOLD: Steps = match plan_steps(PHOTO, &Wish::canvas(size(3_600, 2_400)), Anchor::Bottom) {
    Ok(steps) => steps,
    Err(_) => panic!("nine times the area are two steps"),
};
const STEPS: &[Step] = NINEFOLD.as_slice();
const FIRST: (&Plan, Origin) = match STEPS {
    [first, _] => (first.plan(), first.origin()),
    _ => panic!("two steps"),
};
const WHOLE: (u32, u32, Size, Size, Origin) =
    (NINEFOLD.count(), NINEFOLD.images(4), NINEFOLD.source(), NINEFOLD.canvas(), NINEFOLD.origin());
const UNREACHABLE: Unreachable =
    match plan_steps(PHOTO, &Wish::aspect_with_area(WIDE, AreaMultiple::ONE), Anchor::Center) {
        Ok(_) => panic!("16:9 needs more"),
        Err(unreachable) => unreachable,
    };
const REACHABLE: Option<&Wish> = UNREACHABLE.nearest();

#[test]
fn steps_are_planned_and_read_in_constants() {
    assert_eq!(plan_steps(PHOTO, &Wish::canvas(size(3_600, 2_400)), Anchor::Bottom), Ok(NINEFOLD));
    assert_eq!(WHOLE, (2, 5, PHOTO, size(3_600, 2_400), Origin { x: 1_200, y: 1_600 }));
    assert_eq!((FIRST.0.source(), FIRST.0.origin()), (PHOTO, FIRST.1));
    assert_eq!(REACHABLE, Some(&Wish::aspect(WIDE)));
}

const EXPANSIONS: [Result<Expansion, AreaExceeded>; 3] = [
    Expansion::new(Ratio::ZERO, Ratio::MAX, Ratio::ZERO, Ratio::ZERO),
    Expansion::from_ratios(RATIOS),
    Expansion::new(Ratio::MAX, Ratio::MAX, Ratio::MAX, Ratio::MAX),
];
const EXCESS: u64 = match EXPANSIONS[2] {
    Ok(_) => panic!("legal"),
    Err(excess) => excess.trillionths(),
};

#[test]
fn expansions_are_made_in_constants() {
    assert!(EXPANSIONS[0].is_ok_and(|expansion| expansion.area_multiple() == AreaMultiple::LIMIT));
    assert_eq!(EXPANSIONS[1], Ok(EXPANSION));
    assert_eq!(EXCESS, 25_000_000_000_000);
    assert_eq!(Expansion::NONE.area_multiple(), AreaMultiple::ONE);
}

const READ: [Result<Ratio, DecimalError>; 2] = [Ratio::parse("0.1495"), Ratio::from_millionths(2_000_001)];
const ROUNDED: [Result<Ratio, DecimalError>; 3] = [
    Ratio::from_f64(1.0 / 3.0, Rounding::Down),
    Ratio::from_f64(1.0 / 3.0, Rounding::Nearest),
    Ratio::from_f64(1.0 / 3.0, Rounding::Up),
];
const FLOATS: [f64; 2] = [Ratio::MAX.to_f64(), AreaMultiple::LIMIT.to_f64()];
const AREAS: [Result<AreaMultiple, DecimalError>; 2] =
    [AreaMultiple::parse("2.5"), AreaMultiple::from_trillionths(999_999_999_999)];
const KIND: DecimalErrorKind = match AREAS[1] {
    Ok(_) => panic!("below 1"),
    Err(error) => error.kind(),
};
const QUARTER: Fraction = match Fraction::from_millionths(250_000) {
    Ok(fraction) => fraction,
    Err(_) => panic!("above 1"),
};
const SHARES: [Fraction; 3] = [Anchor::TopLeft.x(), Anchor::Bottom.y(), Anchor::At { x: QUARTER, y: QUARTER }.x()];

#[test]
fn numbers_are_made_in_constants() {
    let millionths = |ratio: Result<Ratio, DecimalError>| ratio.map(Ratio::millionths).ok();
    assert_eq!(READ.map(millionths), [Some(149_500), None]);
    assert_eq!(ROUNDED.map(millionths), [Some(333_333), Some(333_333), Some(333_334)]);
    assert_eq!(FLOATS, [2.0, 3.0]);
    assert_eq!(AREAS[0].map(AreaMultiple::trillionths), Ok(2_500_000_000_000));
    assert_eq!(KIND, DecimalErrorKind::OutOfRange);
    assert_eq!(SHARES.map(Fraction::millionths), [0, 1_000_000, 250_000]);
}

const TEXTS: (Result<Size, SizeError>, Result<Aspect, AspectError>, Result<Fraction, DecimalError>) =
    (Size::parse("1200x800"), Aspect::parse("16:9"), Fraction::parse("0.25"));
const ANCHORS: [Result<Anchor, AnchorError>; 3] =
    [Anchor::parse("bottom-right"), Anchor::parse("0.25,0.25"), Anchor::parse("middle")];

#[test]
fn texts_are_read_in_constants() {
    assert_eq!(TEXTS, (Ok(PHOTO), Ok(WIDE), Ok(QUARTER)));
    assert_eq!(ANCHORS, [Ok(Anchor::BottomRight), Ok(Anchor::At { x: QUARTER, y: QUARTER }), Err(AnchorError)]);
}

const SIZES: ([u32; 2], u64, Size) = ([PHOTO.width(), PHOTO.height()], HUGE.area(), PHOTO.transposed());
const SHAPES: ([u32; 2], Aspect, Aspect) = ([WIDE.width(), WIDE.height()], WIDE.transposed(), Aspect::of(PHOTO));
const EMPTY: (Result<Size, SizeError>, Result<Aspect, AspectError>) = (Size::new(0, 1), Aspect::new(0, 0));
const AREA_OF_SHAPES: [Wish; 2] =
    [Wish::largest_aspect(Aspect::SQUARE), Wish::Aspect { aspect: Aspect::SQUARE, area: Area::Largest }];

#[test]
fn sizes_and_shapes_are_made_in_constants() {
    assert_eq!(SIZES, ([1_200, 800], 18_446_744_065_119_617_025, size(800, 1_200)));
    assert_eq!(SHAPES.0, [16, 9]);
    assert_eq!([SHAPES.1, SHAPES.2].map(|aspect| [aspect.width(), aspect.height()]), [[9, 16], [3, 2]]);
    assert_eq!(EMPTY, (Err(SizeError::Empty), Err(AspectError::Empty)));
    assert_eq!(AREA_OF_SHAPES[0], AREA_OF_SHAPES[1]);
}

const CHECKED: [Result<(), InputError>; 6] = [
    limits::check_input_size(PHOTO),
    limits::check_input_bytes(10_000_000),
    limits::check_count(9),
    limits::check_prompt_chars(2_500),
    limits::check_page_number(1_000),
    limits::check_page_size(500),
];
const BROKEN: &Bound = match limits::check_count(10) {
    Ok(()) => panic!("too many"),
    Err(error) => error.bound(),
};

#[test]
fn bounds_are_checked_in_constants() {
    assert_eq!(CHECKED, [Ok(()); 6]);
    assert_eq!(BROKEN.name, "number of images");
}
