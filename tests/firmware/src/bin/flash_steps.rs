//! Plans the fewest expansions, of any wish.

#![no_std]
#![no_main]

use core::hint::black_box;

use cortex_m_rt::entry;
use kling_geometry::{Anchor, Size, Wish, plan_steps};
use panic_halt as _;

#[entry]
fn main() -> ! {
    loop {
        if let Ok(source) = Size::new(black_box(1200), black_box(800)) {
            _ = black_box(plan_steps(source, &black_box(Wish::largest()), black_box(Anchor::Center)));
        }
    }
}
