//! A program that does nothing: what the others have more in flash is the geometry.

#![no_std]
#![no_main]

use core::hint::black_box;

use cortex_m_rt::entry;
use panic_halt as _;

#[entry]
fn main() -> ! {
    loop {
        black_box(());
    }
}
