//! How large results are. The vendor names grades and shapes, not pixels: this is the emulator's one table of them.

use kling_models::Resolution;

/// Sides are multiples of this: the colours of a video have half its resolution.
const STEP: f64 = 2.0;

/// The longest side of a video that is as large as an input.
const LONGEST_SIDE: u32 = 4096;

/// Width and height of a shape such as `16:9`; `None` for any other text.
pub(crate) fn shape(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(':')?;
    let sides = (width.parse().ok()?, height.parse().ok()?);
    (sides.0 > 0 && sides.1 > 0).then_some(sides)
}

/// A picture of a grade and a shape: as many pixels as a square of 1024, 2048 or 4096.
pub(crate) fn picture(resolution: Option<Resolution>, shape: (u32, u32)) -> (u32, u32) {
    let side = match resolution {
        Some(Resolution::K4) => 4096.0,
        Some(Resolution::K2) => 2048.0,
        _ => 1024.0,
    };
    let width_over_height = f64::from(shape.0) / f64::from(shape.1);
    let stepped = |side: f64| ((side / STEP).round().max(1.0) * STEP) as u32;
    (stepped(side * width_over_height.sqrt()), stepped(side / width_over_height.sqrt()))
}

/// A video of a grade and a shape: its shorter side has 720, 1080 or 2160 pixels.
pub(crate) fn video(resolution: Option<Resolution>, shape: (u32, u32)) -> (u32, u32) {
    let short: u32 = match resolution {
        Some(Resolution::Video4k) => 2160,
        Some(Resolution::P1080) => 1080,
        _ => 720,
    };
    let (width, height) = (f64::from(shape.0), f64::from(shape.1));
    let long = (f64::from(short) * width.max(height) / width.min(height) / 2.0).round() as u32 * 2;
    if width >= height { (long, short) } else { (short, long) }
}

/// The size of an input, as a video can have it: both sides even, and none too long.
pub(crate) fn even((width, height): (u32, u32)) -> (u32, u32) {
    let even = |side: u32| side.clamp(2, LONGEST_SIDE) / 2 * 2;
    (even(width), even(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_and_shapes_are_pixels() {
        assert_eq!(picture(Some(Resolution::K1), (1, 1)), (1024, 1024));
        assert_eq!(picture(Some(Resolution::K2), (16, 9)), (2730, 1536));
        assert_eq!(video(Some(Resolution::P720), (16, 9)), (1280, 720));
        assert_eq!(video(Some(Resolution::P1080), (9, 16)), (1080, 1920));
        assert_eq!(video(Some(Resolution::Video4k), (16, 9)), (3840, 2160));
        assert_eq!(video(None, (301, 300)), (722, 720));
        assert_eq!(even((341, 9001)), (340, 4096));
        assert_eq!((shape("16:9"), shape("auto"), shape("0:1")), (Some((16, 9)), None, None));
    }
}
