//! Calls every public function of `kling-geometry` with values that the compiler cannot know, and has no way to panic.
//!
//! It is only linked, never run: the panic handler calls a function that exists nowhere, so linking fails while the program has
//! a panic path. `run` checks that no public function is missing here, and that a deliberate panic does make linking fail.

#![no_std]
#![no_main]

use core::{
    fmt::{self, Write},
    hint::black_box,
    panic::PanicInfo,
};

use cortex_m_rt::entry;
use kling_geometry::{
    Anchor, AreaMultiple, Aspect, Expansion, Fraction, Margins, Origin, Plan, Prediction, Ratio, Ratios, Rounding,
    Size, Steps, Wish, limits, plan, plan_steps,
};

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        safe fn a_panic_path_is_left() -> !;
    }
    a_panic_path_is_left()
}

#[entry]
fn main() -> ! {
    #[cfg(feature = "deliberate-panic")]
    assert!(any::<u32>() != 0);

    loop {
        construct();
        read();
        check_bounds();
        expand();
        plan_wishes();
    }
}

/// A value that the compiler knows nothing of.
fn any<T: Default>() -> T {
    black_box(T::default())
}

fn any_text() -> &'static str {
    black_box("")
}

fn any_rounding() -> Rounding {
    black_box(Rounding::Nearest)
}

/// Calls and formatting that must not be optimised away.
fn keep<T>(value: T) {
    black_box(value);
}

/// Prints a value into nowhere.
fn print(value: impl fmt::Display) {
    struct Nowhere;

    impl Write for Nowhere {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            keep(text);
            if any() { Ok(()) } else { Err(fmt::Error) }
        }
    }

    keep(write!(Nowhere, "{value}"));
}

/// Prints what was made, or why it was not.
fn print_result<T: fmt::Display + Copy, E: fmt::Display>(result: Result<T, E>) -> Option<T> {
    match result {
        Ok(value) => {
            print(value);
            Some(value)
        }
        Err(error) => {
            print(error);
            None
        }
    }
}

fn any_ratio() -> Ratio {
    Ratio::from_millionths(any()).unwrap_or(Ratio::MAX)
}

fn any_fraction() -> Fraction {
    Fraction::from_millionths(any()).unwrap_or(Fraction::HALF)
}

fn any_multiple() -> AreaMultiple {
    AreaMultiple::from_trillionths(any()).unwrap_or(AreaMultiple::ONE)
}

fn any_size() -> Option<Size> {
    Size::new(any(), any()).ok()
}

fn any_aspect() -> Option<Aspect> {
    Aspect::new(any(), any()).ok()
}

fn any_origin() -> Origin {
    Origin::new(any(), any())
}

fn any_margins() -> Margins {
    Margins::new(any(), any(), any(), any())
}

fn any_anchor() -> Anchor {
    let at = Anchor::At { x: any_fraction(), y: any_fraction() };
    if any() { at } else { black_box(Anchor::Center) }
}

fn construct() {
    print_result(Ratio::from_millionths(any()));
    if let Some(ratio) = print_result(Ratio::from_f64(any(), any_rounding())) {
        keep((ratio.millionths(), ratio.to_f64()));
    }
    if let Some(fraction) = print_result(Fraction::from_millionths(any())) {
        keep(fraction.millionths());
    }
    if let Some(multiple) = print_result(AreaMultiple::from_trillionths(any())) {
        keep((multiple.trillionths(), multiple.to_f64()));
    }
    if let Some(size) = print_result(Size::new(any(), any())) {
        keep((size.width(), size.height(), size.area()));
        print(size.transposed());
        print(Aspect::of(size));
    }
    if let Some(aspect) = print_result(Aspect::new(any(), any())) {
        keep((aspect.width(), aspect.height()));
        print(aspect.transposed());
    }
    let anchor = any_anchor();
    print(anchor);
    print(anchor.x());
    print(anchor.y());
    print(any_margins());
    print(any_origin());
}

fn read() {
    print_result(any_text().parse::<Anchor>());
    print_result(any_text().parse::<AreaMultiple>());
    print_result(any_text().parse::<Aspect>());
    print_result(any_text().parse::<Fraction>());
    print_result(any_text().parse::<Ratio>());
    print_result(any_text().parse::<Size>());
    print_result(Anchor::parse(any_text()));
    print_result(AreaMultiple::parse(any_text()));
    print_result(Aspect::parse(any_text()));
    print_result(Fraction::parse(any_text()));
    print_result(Size::parse(any_text()));
    if let Err(error) = Ratio::parse(any_text()) {
        keep(error.kind());
    }
}

fn check_bounds() {
    if let Some(size) = any_size()
        && let Err(error) = limits::check_input_size(size)
    {
        keep(error.bound());
        print(error);
    }
    for result in [
        limits::check_input_bytes(any()),
        limits::check_count(any()),
        limits::check_prompt_chars(any()),
        limits::check_page_number(any()),
        limits::check_page_size(any()),
    ] {
        if let Err(error) = result {
            print(error);
        }
    }
}

fn expand() {
    let ratios = Ratios { up: any_ratio(), down: any_ratio(), left: any_ratio(), right: any_ratio() };
    print(ratios);
    keep(Expansion::new(any_ratio(), any_ratio(), any_ratio(), any_ratio()));
    keep(Expansion::try_from(ratios));
    match Expansion::from_ratios(ratios) {
        Ok(expansion) => {
            keep((expansion.up(), expansion.down(), expansion.left(), expansion.right()));
            keep((expansion.ratios(), Ratios::from(expansion)));
            keep((expansion.area_multiple(), expansion.slack_trillionths()));
            if let Some(size) = any_size() {
                keep_prediction(expansion.predict(size));
            }
        }
        Err(exceeded) => {
            keep(exceeded.trillionths());
            print(exceeded);
        }
    }
}

fn keep_prediction(prediction: Prediction) {
    keep((prediction.canvas(), prediction.origin(), prediction.is_exact()));
}

fn plan_wishes() {
    let (Some(source), Some(canvas), Some(aspect)) = (any_size(), any_size(), any_aspect()) else { return };
    let wishes = [
        Wish::ratios(any_ratio(), any_ratio(), any_ratio(), any_ratio()),
        Wish::margins(any_margins()),
        Wish::canvas(canvas),
        Wish::canvas_at(canvas, any_origin()),
        Wish::aspect(aspect),
        Wish::aspect_with_area(aspect, any_multiple()),
        Wish::largest_aspect(aspect),
        Wish::largest(),
        Wish::area(any_multiple()),
    ];
    for wish in &wishes {
        print(wish);
        match plan(source, wish, any_anchor()) {
            Ok(plan) => keep_plan(&plan),
            Err(impossible) => {
                keep((impossible.source(), impossible.wish(), impossible.reason(), impossible.nearest()));
                print(impossible);
            }
        }
        match plan_steps(source, wish, any_anchor()) {
            Ok(steps) => keep_steps(&steps),
            Err(unreachable) => {
                keep(unreachable.nearest());
                print(unreachable);
            }
        }
    }
}

fn keep_steps(steps: &Steps) {
    keep((steps.source(), steps.canvas(), steps.origin(), steps.count(), steps.images(any())));
    for step in steps.as_slice() {
        keep_plan(step.plan());
        keep(step.origin());
    }
}

fn keep_plan(plan: &Plan) {
    keep((plan.source(), plan.expansion(), plan.canvas(), plan.canvas_is_exact(), plan.origin(), plan.area_multiple()));
    keep_prediction(plan.prediction());
}
