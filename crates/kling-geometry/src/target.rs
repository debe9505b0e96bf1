//! What a wish that one expansion does not reach comes to in pixels.

use crate::{
    Anchor, Area, AreaMultiple, Aspect, Margins, Reason, Size, Wish,
    growth::Stretch,
    pixels,
    prediction::Axis,
    route::{self, MAX_SIDE},
};

/// The margins around a picture that make a wish come true; or why there are none, and the nearest wish that has some.
///
/// A shape is met to the nearest pixel, an area with both sides rounded to the nearest pixel, and ratios by the pixels they are
/// predicted to make. `source` is a legal input with sides of at most [`MAX_SIDE`].
pub(crate) const fn margins_of_wish(source: Size, wish: &Wish, anchor: Anchor) -> Result<Margins, (Reason, Wish)> {
    let (canvas, origin) = match *wish {
        Wish::Ratios(ratios) => {
            let horizontal = Axis::predict(source.width(), ratios.left, ratios.right);
            let vertical = Axis::predict(source.height(), ratios.up, ratios.down);
            return Ok(Margins::new(vertical.before, vertical.after, horizontal.before, horizontal.after));
        }
        Wish::Margins(margins) => return Ok(margins),
        Wish::Canvas { size, origin } => (size, origin),
        Wish::Aspect { aspect, area: Area::Least } => (least_canvas(source, aspect), None),
        Wish::Aspect { aspect, area: Area::Multiple(multiple) } => {
            let (asked, least) = (canvas_at(source, aspect, multiple), least_canvas(source, aspect));
            if !asked.contains(source) && route::is_planned(least) {
                let needed_millionths = Stretch::to_aspect(source, aspect).least_area_millionths();
                let reason = Reason::AspectNeedsMoreArea { needed_millionths, asked: multiple };
                return Err((reason, Wish::aspect(aspect)));
            }
            (asked.union(least), None)
        }
        Wish::Aspect { aspect, area: Area::Largest } => (largest_canvas(source, aspect), None),
        Wish::Area(multiple) => (canvas_at(source, Aspect::of(source), multiple), None),
        Wish::Largest => (canvas_at(source, Aspect::of(source), AreaMultiple::LIMIT), None),
    };
    match pixels::margins_of_canvas(source, canvas, origin, anchor) {
        Ok(margins) => Ok(margins),
        Err(reason) => {
            let (size, origin) = pixels::uncropped(source, canvas, origin);
            let wish = Wish::Canvas { size, origin };
            match pixels::margins_of_canvas(source, size, origin, anchor) {
                Ok(margins) => Err((reason, nearest_wish(source, &wish, margins))),
                Err(reason) => Err((reason, wish)),
            }
        }
    }
}

/// The nearest to a wish with these margins that can be reached, where they make a side too long or a shape too extreme.
pub(crate) const fn nearest_wish(source: Size, wish: &Wish, margins: Margins) -> Wish {
    let canvas = route::largest_reachable_in(margins.around(source));
    match *wish {
        Wish::Ratios(_) | Wish::Margins(_) => Wish::Margins(margins.within(source, canvas)),
        Wish::Canvas { origin: Some(_), .. } => Wish::canvas_at(canvas, margins.within(source, canvas).origin()),
        Wish::Canvas { origin: None, .. } => Wish::canvas(canvas),
        Wish::Aspect { aspect, .. } => nearest_shape(source, aspect, canvas),
        Wish::Area(_) | Wish::Largest => nearest_shape(source, Aspect::of(source), canvas),
    }
}

/// The most extreme shape where the wished one is beyond it, otherwise the largest canvas of that shape; where neither can be
/// reached, another canvas.
const fn nearest_shape(source: Size, aspect: Aspect, otherwise: Size) -> Wish {
    let shape = route::nearest_reachable_shape(aspect);
    let is_too_extreme = shape.width() != aspect.width() || shape.height() != aspect.height();
    if is_too_extreme && route::is_planned(least_canvas(source, shape)) {
        return Wish::aspect(shape);
    }
    let largest = shape_within(u64::MAX, shape);
    Wish::canvas(if largest.contains(source) && route::is_reachable(largest) { largest } else { otherwise })
}

/// The canvas of a shape with the least area.
///
/// At the most extreme shape that can be reached, an odd side is half a pixel too short for the last step: then it is made even.
const fn least_canvas(source: Size, aspect: Aspect) -> Size {
    let canvas = shape_around(source, aspect);
    let roomier = shape_around(source.saturating_grow(1, 1), aspect);
    if !route::is_reachable(canvas) && route::is_reachable(roomier) { roomier } else { canvas }
}

/// The least canvas of a shape around a picture: one side stays, the other is rounded to the nearest pixel.
const fn shape_around(source: Size, aspect: Aspect) -> Size {
    const fn grown(side: u32, numerator: u32, denominator: u32) -> u32 {
        let doubled = 2 * side as u64 * numerator as u64;
        let nearest = (doubled + denominator as u64) / (2 * denominator as u64);
        if nearest < u32::MAX as u64 { nearest as u32 } else { u32::MAX }
    }
    let (width, height) = (source.width(), source.height());
    if Stretch::to_aspect(source, aspect).is_wider() {
        Size::saturating_new(grown(height, aspect.width(), aspect.height()), height)
    } else {
        Size::saturating_new(width, grown(width, aspect.height(), aspect.width()))
    }
}

/// The canvas of a shape that is as large as the fewest steps to that shape can make it.
const fn largest_canvas(source: Size, aspect: Aspect) -> Size {
    let least = least_canvas(source, aspect);
    if !route::is_planned(least) {
        return least;
    }
    let steps = route::fewest_steps(source, least);
    let mut canvas = shape_within(route::grown_most(source.area(), steps), aspect);
    while canvas.contains(least) {
        if route::is_reachable(canvas) && route::is_reached(source, canvas, steps) {
            return canvas;
        }
        canvas = shape_within(canvas.area() - 1, aspect);
    }
    least
}

/// The largest canvas of a shape with at most this area and no side above [`MAX_SIDE`], rounded down to pixels.
const fn shape_within(area: u64, aspect: Aspect) -> Size {
    let (width, height) = (aspect.width(), aspect.height());
    let canvas = Size::saturating_new(
        floor_sqrt(area as u128 * width as u128, height as u128),
        floor_sqrt(area as u128 * height as u128, width as u128),
    );
    if !route::has_long_side(canvas) {
        canvas
    } else if width > height {
        Size::saturating_new(MAX_SIDE, (MAX_SIDE as u64 * height as u64 / width as u64) as u32)
    } else {
        Size::saturating_new((MAX_SIDE as u64 * width as u64 / height as u64) as u32, MAX_SIDE)
    }
}

/// The canvas of a shape at an area, to the nearest pixel. Sides above [`MAX_SIDE`] are no longer told apart.
const fn canvas_at(source: Size, aspect: Aspect, multiple: AreaMultiple) -> Size {
    let (width, height) = (aspect.width() as u128, aspect.height() as u128);
    let one = AreaMultiple::ONE.trillionths() as u128;
    let quadruple = 4 * source.area() as u128 * multiple.trillionths() as u128;
    // Half of the root of four times as much, rounded up, is the nearest to the root.
    Size::saturating_new(
        floor_sqrt(quadruple * width, one * height).div_ceil(2),
        floor_sqrt(quadruple * height, one * width).div_ceil(2),
    )
}

/// The greatest number below 2^18 whose square is not above `numerator / denominator`.
const fn floor_sqrt(numerator: u128, denominator: u128) -> u32 {
    let mut root: u64 = 0;
    let mut bit = 1 << 18;
    while bit > 1 {
        bit >>= 1;
        let candidate = root | bit;
        if (candidate * candidate) as u128 * denominator <= numerator {
            root = candidate;
        }
    }
    root as u32
}
