//! Reads size, shape and anchor from text, plans the fewest expansions, and prints them or why there are none.

#![no_std]
#![no_main]

use core::{
    fmt::{self, Write},
    hint::black_box,
};

use cortex_m_rt::entry;
use kling_geometry::{Anchor, Aspect, Size, Wish, plan_steps};
use panic_halt as _;

/// Stands for a screen or a serial line.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

#[entry]
fn main() -> ! {
    loop {
        _ = black_box(answer(black_box("1200x800"), black_box("16:9"), black_box("center")));
    }
}

fn answer(size: &str, aspect: &str, anchor: &str) -> fmt::Result {
    let parsed = (size.parse::<Size>(), aspect.parse::<Aspect>(), anchor.parse::<Anchor>());
    let (Ok(size), Ok(aspect), Ok(anchor)) = parsed else { return Err(fmt::Error) };
    match plan_steps(size, &Wish::aspect(aspect), anchor) {
        Ok(steps) => steps
            .as_slice()
            .iter()
            .try_for_each(|step| writeln!(Nowhere, "{} {}", step.plan().expansion().ratios(), step.plan().canvas())),
        Err(unreachable) => writeln!(Nowhere, "{unreachable}"),
    }
}
