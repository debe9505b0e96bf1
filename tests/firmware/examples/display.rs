//! A picture frame with a panel of electronic paper has photos of every shape. It asks the API to paint what is missing around each, so
//! that the photo fills the panel and nothing of it is cut off.
//!
//! The geometry needs no allocator and no floating-point unit. How the requests are sent is left to the network of the device.

#![no_std]
#![no_main]

use core::fmt::{self, Write};

use cortex_m_rt::entry;
use cortex_m_semihosting::debug::{self, EXIT_FAILURE, EXIT_SUCCESS};
use kling_firmware::Console;
use kling_geometry::{Anchor, Aspect, Plan, Size, Wish, plan_steps};
use panic_semihosting as _;

const PANEL: Size = size(800, 480);

/// The photos as people see them.
const PHOTOS: [Size; 4] = [size(2000, 900), size(900, 900), size(1080, 2340), size(240, 320)];

/// Fails when the program is compiled, not when it runs.
const fn size(width: u32, height: u32) -> Size {
    match Size::new(width, height) {
        Ok(size) => size,
        Err(_) => panic!("a side is zero"),
    }
}

#[entry]
fn main() -> ! {
    let status = if show_photos().is_ok() { EXIT_SUCCESS } else { EXIT_FAILURE };
    loop {
        debug::exit(status);
    }
}

fn show_photos() -> fmt::Result {
    let mut console = Console::open()?;
    for photo in PHOTOS {
        ask_for_frame(&mut console, photo, PANEL)?;
    }
    console.flush()
}

/// Writes the requests that make a photo fill the panel, each of which takes the picture that the one before made.
fn ask_for_frame(out: &mut impl Write, photo: Size, panel: Size) -> fmt::Result {
    writeln!(out, "A photo of {photo} on a panel of {panel}:")?;
    // People stand on the ground: what is missing in height is painted above them.
    let steps = match plan_steps(photo, &Wish::aspect(Aspect::of(panel)), Anchor::Bottom) {
        Ok(steps) => steps,
        Err(unreachable) => return writeln!(out, "  It stays as it is: {unreachable}\n"),
    };
    for step in steps.as_slice() {
        write_request(out, step.plan())?;
        writeln!(out, "  makes {} of {}", step.plan().canvas(), step.plan().source())?;
    }
    let canvas = steps.canvas();
    writeln!(out, "  The panel shows {canvas} at {}/{} of its size.\n", panel.width(), canvas.width())
}

/// Writes the request for one expansion, but for the picture, which goes there in Base64.
fn write_request(out: &mut impl Write, plan: &Plan) -> fmt::Result {
    let expansion = plan.expansion();
    writeln!(out, "  POST /v1/images/editing/expand")?;
    writeln!(out, "  {{")?;
    writeln!(out, r#"    "image": "...","#)?;
    writeln!(out, r#"    "up_expansion_ratio": {},"#, expansion.up())?;
    writeln!(out, r#"    "down_expansion_ratio": {},"#, expansion.down())?;
    writeln!(out, r#"    "left_expansion_ratio": {},"#, expansion.left())?;
    writeln!(out, r#"    "right_expansion_ratio": {},"#, expansion.right())?;
    writeln!(out, r#"    "n": 1"#)?;
    writeln!(out, "  }}")
}
