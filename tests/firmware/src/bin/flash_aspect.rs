//! Plans one expansion that makes a shape, the only wish of a device with one panel.

#![no_std]
#![no_main]

use core::hint::black_box;

use cortex_m_rt::entry;
use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
use panic_halt as _;

const PANEL: Aspect = match Aspect::new(800, 480) {
    Ok(aspect) => aspect,
    Err(_) => Aspect::SQUARE,
};

#[entry]
fn main() -> ! {
    loop {
        if let Ok(source) = Size::new(black_box(1200), black_box(800)) {
            _ = black_box(plan(source, &Wish::aspect(PANEL), Anchor::Center));
        }
    }
}
