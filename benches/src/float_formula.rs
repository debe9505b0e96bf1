use kling_geometry::{Aspect, Size};

/// The usual formula in floats: up and down, left and right of a canvas of a shape with `area_multiple` times the area, rounded
/// to four decimals.
///
/// It computes what the vendor's helper computes and no more. It does not notice a negative ratio, nor an area that
/// rounding took beyond the limit, and it says nothing of pixels.
#[must_use]
pub fn float_formula(source: Size, aspect: Aspect, area_multiple: f64) -> [f64; 2] {
    let (width, height) = (f64::from(source.width()), f64::from(source.height()));
    let width_over_height = f64::from(aspect.width()) / f64::from(aspect.height());
    let target_height = libm::sqrt(area_multiple * width * height / width_over_height);
    let target_width = target_height * width_over_height;
    [(target_height - height) / 2.0 / height, (target_width - width) / 2.0 / width].map(four_decimals)
}

/// The formula with what a caller needs besides: its ratios checked against the rule, the canvas and the place of the original.
#[must_use]
pub fn float_plan(source: Size, aspect: Aspect, area_multiple: f64) -> Option<FloatPlan> {
    let [vertical, horizontal] = float_formula(source, aspect, area_multiple);
    let area = (1.0 + vertical + vertical) * (1.0 + horizontal + horizontal);
    if vertical < 0.0 || horizontal < 0.0 || area > 3.0 {
        return None;
    }
    let y = libm::round(vertical * f64::from(source.height())) as u32;
    let x = libm::round(horizontal * f64::from(source.width())) as u32;
    let canvas = [source.width() + 2 * x, source.height() + 2 * y];
    Some(FloatPlan { ratios: [vertical, vertical, horizontal, horizontal], canvas, origin: [x, y] })
}

/// What [`float_plan`] finds.
#[derive(Clone, Copy, Debug)]
pub struct FloatPlan {
    /// Up, down, left, right.
    pub ratios: [f64; 4],
    /// Width and height in pixels.
    pub canvas: [u32; 2],
    /// Where the original lies, in pixels from the left and from the top.
    pub origin: [u32; 2],
}

fn four_decimals(ratio: f64) -> f64 {
    libm::round(ratio * 10_000.0) / 10_000.0
}
