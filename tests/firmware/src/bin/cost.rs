//! Calls whose instructions and stack `cost.py` measures: each calls the geometry once, and its symbol says how. Nothing here
//! calls them.

#![no_std]
#![no_main]

use core::{
    fmt::{self, Write},
    hint::black_box,
};

use cortex_m_rt::entry;
use kling_geometry::{
    Anchor, AreaMultiple, Aspect, Expansion, Impossible, Margins, Plan, Ratio, Ratios, Rounding, Size, Steps,
    Unreachable, Wish, limits, plan, plan_steps,
};
use panic_halt as _;

macro_rules! calls {
    ($($name:ident, $symbol:literal: $call:expr;)*) => {
        $(
            // SAFETY: nothing else has a symbol with a space in it.
            #[unsafe(export_name = $symbol)]
            extern "C" fn $name() {
                _ = black_box($call);
            }
        )*

        #[entry]
        fn main() -> ! {
            loop {
                // What is looked at is linked.
                black_box([$($name as *const ()),*]);
            }
        }
    };
}

calls! {
    nothing, "call 01 nothing": ();
    check_size, "call 02 check the size of an input": limits::check_input_size(photo());
    check_ratios, "call 03 check four ratios": Expansion::from_ratios(ratios());
    plan_ratios, "call 04 plan: four ratios": plan_photo(Wish::Ratios(ratios()));
    plan_margins, "call 05 plan: margins": plan_photo(Wish::margins(Margins::new(31, 17, 130, 70)));
    plan_canvas, "call 06 plan: a canvas of 1920x1080": plan_photo(Wish::canvas(size(1920, 1080)));
    plan_least, "call 07 plan: 16:9 with the least area": plan_photo(Wish::aspect(WIDE));
    plan_double, "call 08 plan: 16:9 with 2x the area": plan_photo(Wish::aspect_with_area(WIDE, multiple("2")));
    plan_wide, "call 09 plan: 16:9 as large as possible": plan_photo(Wish::largest_aspect(WIDE));
    plan_largest, "call 10 plan: the largest canvas": plan_photo(Wish::largest());
    refuse_shape, "call 11 plan: 5:1, refused": plan_photo(Wish::aspect(aspect(5, 1)));
    refuse_canvas, "call 12 plan: a canvas of 4000x4000, refused": plan_photo(Wish::canvas(size(4000, 4000)));
    one_step, "call 13 steps: 16:9 with the least area, 1 step": plan_photo_in_steps(Wish::aspect(WIDE));
    two_steps, "call 14 steps: a canvas of 3840x2160, 2 steps": plan_photo_in_steps(Wish::canvas(size(3840, 2160)));
    four_steps, "call 15 steps: a canvas of 8000x8000, 4 steps": plan_photo_in_steps(Wish::canvas(size(8000, 8000)));
    wide_steps, "call 16 steps: 5:1 as large as possible, 2 steps": plan_photo_in_steps(Wish::largest_aspect(aspect(5, 1)));
    most_steps, "call 17 steps: 300x300 to 65535x65535, 10 steps":
        plan_steps(black_box(size(300, 300)), &black_box(Wish::canvas(size(65_535, 65_535))), black_box(Anchor::Center));
    edge_steps, "call 18 steps: 307x307 to 921x921, 3 steps because 2 just miss":
        plan_steps(black_box(size(307, 307)), &black_box(Wish::canvas(size(921, 921))), black_box(Anchor::Center));
    read_ratio, "call 19 read 0.1495": Ratio::parse(black_box("0.1495"));
    read_size, "call 20 read 1200x800": black_box("1200x800").parse::<Size>();
    take_float, "call 21 a ratio from an f64": Ratio::from_f64(black_box(1.0 / 3.0), black_box(Rounding::Nearest));
    write_ratio, "call 22 write 0.1495": write!(Nowhere, "{}", black_box(RATIO));
}

/// Takes text to nowhere, so that only making it is counted.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

const WIDE: Aspect = aspect(16, 9);
const RATIO: Ratio = match Ratio::parse("0.1495") {
    Ok(ratio) => ratio,
    Err(_) => panic!("not a ratio"),
};

fn photo() -> Size {
    black_box(const { size(1200, 800) })
}

fn ratios() -> Ratios {
    black_box(Ratios { up: RATIO, down: RATIO, left: RATIO, right: RATIO })
}

/// All wishes share one planner, as they do in a program that takes any wish.
#[inline(never)]
fn plan_photo(wish: Wish) -> Result<Plan, Impossible> {
    plan(photo(), &black_box(wish), black_box(Anchor::Center))
}

#[inline(never)]
fn plan_photo_in_steps(wish: Wish) -> Result<Steps, Unreachable> {
    plan_steps(photo(), &black_box(wish), black_box(Anchor::Center))
}

const fn size(width: u32, height: u32) -> Size {
    match Size::new(width, height) {
        Ok(size) => size,
        Err(_) => panic!("a side is zero"),
    }
}

const fn aspect(width: u32, height: u32) -> Aspect {
    match Aspect::new(width, height) {
        Ok(aspect) => aspect,
        Err(_) => panic!("a number is zero"),
    }
}

const fn multiple(text: &str) -> AreaMultiple {
    match AreaMultiple::parse(text) {
        Ok(multiple) => multiple,
        Err(_) => panic!("not an area multiple"),
    }
}
