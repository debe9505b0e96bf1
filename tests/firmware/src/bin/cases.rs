//! Answers every question of `kling-geometry-cases` on this processor, a line each.

#![no_std]
#![no_main]

use core::fmt::{self, Write};

use cortex_m_rt::entry;
use cortex_m_semihosting::debug::{self, EXIT_FAILURE, EXIT_SUCCESS};
use kling_firmware::Console;
use kling_geometry_cases::cases;
use panic_semihosting as _;

#[entry]
fn main() -> ! {
    let status = if print_answers().is_ok() { EXIT_SUCCESS } else { EXIT_FAILURE };
    loop {
        debug::exit(status);
    }
}

fn print_answers() -> fmt::Result {
    let mut console = Console::open()?;
    for case in cases() {
        writeln!(console, "{case}")?;
    }
    console.flush()
}
