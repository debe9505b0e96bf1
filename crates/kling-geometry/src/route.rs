//! The canvases between a picture and a canvas that one expansion does not reach.
//!
//! They all lie in the box between the picture and the last canvas, and are legal inputs, as the picture is. No side is above
//! [`MAX_SIDE`].
//!
//! Were sides real numbers, `n` expansions would do for every reachable canvas of at most `3^n` times the area. Whole pixels can take
//! the last bit of room from that: from 307x307 to 921x921 two do not do, because no legal canvas has exactly three times 307 * 307
//! pixels. So an even split is tried first and, where it fails, every canvas is.

use crate::{Aspect, Size, limits};

/// The longest side of a canvas of several steps, in pixels: the most that a JPEG can have.
pub(crate) const MAX_SIDE: u32 = 65_535;

/// The most steps there can be.
///
/// The area grows by less than `3^10` from the smallest legal picture to the largest canvas. Whole pixels can take one step more.
pub(crate) const MAX_STEPS: usize = 11;

/// The widest shape that can be reached: what the last step makes of the widest legal input. The tallest is as tall.
pub(crate) const WIDEST: Aspect = {
    const HEIGHT: u32 = 10;
    match Aspect::new(limits::widest_input(HEIGHT as u64) as u32 * limits::MAX_AREA_MULTIPLE as u32, HEIGHT) {
        Ok(aspect) => aspect,
        Err(_) => panic!("neither number is zero"),
    }
};

const _: () = {
    let largest = MAX_SIDE as u64 * MAX_SIDE as u64;
    let smallest = limits::MIN_IMAGE_SIDE as u64 * limits::MIN_IMAGE_SIDE as u64;
    assert!(largest <= grown_most(smallest, MAX_STEPS as u32 - 1));
};

/// Whether a side is longer than several steps are planned for.
pub(crate) const fn has_long_side(canvas: Size) -> bool {
    canvas.width() > MAX_SIDE || canvas.height() > MAX_SIDE
}

/// Whether any number of steps reaches a canvas: whether the last one does, from the largest legal canvas within.
pub(crate) const fn is_reachable(to: Size) -> bool {
    to.area() <= grown_most(largest_input_in(to).area(), 1)
}

/// A shape, or the most extreme one that can be reached where it is beyond that.
pub(crate) const fn nearest_reachable_shape(shape: Aspect) -> Aspect {
    if is_wider(shape, WIDEST) {
        WIDEST
    } else if is_wider(WIDEST.transposed(), shape) {
        WIDEST.transposed()
    } else {
        shape
    }
}

const fn is_wider(one: Aspect, other: Aspect) -> bool {
    one.width() as u64 * other.height() as u64 > other.width() as u64 * one.height() as u64
}

/// Whether several steps to the canvas are planned.
pub(crate) const fn is_planned(canvas: Size) -> bool {
    !has_long_side(canvas) && is_reachable(canvas)
}

/// The largest reachable canvas within another: cut to [`MAX_SIDE`] and then, if its shape is too extreme, at its longer side.
pub(crate) const fn largest_reachable_in(canvas: Size) -> Size {
    let (width, height) =
        (least(canvas.width() as u64, MAX_SIDE as u64), least(canvas.height() as u64, MAX_SIDE as u64));
    let most = grown_most(largest_input_in(Size::saturating_new(width as u32, height as u32)).area(), 1);
    let (width, height) =
        if width > height { (least(width, most / height), height) } else { (width, least(height, most / width)) };
    Size::saturating_new(width as u32, height as u32)
}

/// The fewest steps from a legal picture to a reachable canvas around it.
pub(crate) const fn fewest_steps(from: Size, to: Size) -> u32 {
    let mut steps = 1;
    while steps < MAX_STEPS as u32 && !is_reached(from, to, steps) {
        steps += 1;
    }
    steps
}

/// Whether `steps` expansions reach a canvas around a legal picture.
pub(crate) const fn is_reached(from: Size, to: Size, steps: u32) -> bool {
    if steps <= 1 { to.area() <= grown_most(from.area(), 1) } else { next_canvas(from, to, steps).is_some() }
}

/// The canvas after the first of `steps` expansions, two or more.
///
/// Each step multiplies the area by the same factor, as near as whole pixels come. The corners of the frame go straight to their
/// last places; or, where the last canvas is no legal shape, straight to those of the largest legal canvas within, and the last
/// step begins there at the latest.
pub(crate) const fn next_canvas(from: Size, to: Size, steps: u32) -> Option<Size> {
    if to.area() > grown_most(from.area(), steps) {
        return None;
    }
    if is_input(to) {
        return first_canvas(from, to, steps);
    }
    match last_canvas(from, to, steps) {
        Some(last) if steps > 2 => first_canvas(from, last, steps - 1),
        last => last,
    }
}

/// The canvas after the first of several steps to a legal canvas.
const fn first_canvas(from: Size, to: Size, steps: u32) -> Option<Size> {
    let even = on_the_way(from, to, grown(from.area(), even_factor(from, to, steps), 1));
    if is_reached(even, to, steps - 1) {
        return Some(even);
    }
    let needed = to.area().div_ceil(greatest(grown_most(1, steps - 1), 1));
    let mut inputs = Inputs::near(even, from, to, needed, grown_most(from.area(), 1));
    while let Some(canvas) = inputs.next() {
        if is_reached(canvas, to, steps - 1) {
            return Some(canvas);
        }
    }
    None
}

/// The canvas before the last of several steps to a canvas that is no legal input.
const fn last_canvas(from: Size, to: Size, steps: u32) -> Option<Size> {
    let even = on_the_way(from, largest_input_in(to), grown(from.area(), even_factor(from, to, steps), steps - 1));
    if is_reached(even, to, 1) && is_reached(from, even, steps - 1) {
        return Some(even);
    }
    let needed = to.area().div_ceil(grown_most(1, 1));
    let mut inputs = Inputs::near(even, from, to, needed, most_area_after(from, to, steps - 1));
    while let Some(canvas) = inputs.next() {
        if is_reached(from, canvas, steps - 1) {
            return Some(canvas);
        }
    }
    None
}

/// No legal canvas between two has a greater area after so many steps: each makes at most three times the greatest before.
const fn most_area_after(from: Size, to: Size, steps: u32) -> u64 {
    let mut area = from.area();
    let mut step = 0;
    while step < steps {
        area = largest_input_area(from, to, grown_most(area, 1));
        step += 1;
    }
    area
}

/// The greatest area, of at most so much, that a legal canvas between two has.
const fn largest_input_area(from: Size, to: Size, most_area: u64) -> u64 {
    let column = Column { from, to, least_area: 0, most_area };
    let mut largest = 0;
    let mut width = from.width() as u64;
    while width <= to.width() as u64 {
        if column.tallest(width) >= column.shortest(width) {
            largest = greatest(largest, width * column.tallest(width));
        }
        width += 1;
    }
    largest
}

/// The most that `steps` expansions make of an area.
pub(crate) const fn grown_most(area: u64, steps: u32) -> u64 {
    area * limits::MAX_AREA_MULTIPLE.pow(steps)
}

/// Factors of growth are counted in units of 2^-20, which is less than a pixel at any side.
const FACTOR_BITS: u32 = 20;

/// The least factor that makes one area of another in `steps`; below four.
const fn even_factor(from: Size, to: Size, steps: u32) -> u64 {
    let mut below = 0;
    let mut bit = 1 << (FACTOR_BITS + 1);
    while bit > 0 {
        if grown(from.area(), below | bit, steps) < to.area() {
            below |= bit;
        }
        bit >>= 1;
    }
    below + 1
}

const fn grown(mut area: u64, factor: u64, steps: u32) -> u64 {
    let mut step = 0;
    while step < steps {
        area = area.saturating_mul(factor) >> FACTOR_BITS;
        step += 1;
    }
    area
}

/// The canvas of at most this area where the corners of the frame go straight to those of a legal canvas.
const fn on_the_way(from: Size, to: Size, area: u64) -> Size {
    let mut place = 0;
    let mut bit = 1 << MAX_SIDE.ilog2();
    while bit > 0 {
        if at_place(from, to, place | bit).area() <= area {
            place |= bit;
        }
        bit >>= 1;
    }
    largest_input_in(at_place(from, to, place))
}

/// The frame when its corners have gone `place` of `MAX_SIDE` parts of their way.
const fn at_place(from: Size, to: Size, place: u32) -> Size {
    const fn side(from: u32, to: u32, place: u32) -> u32 {
        from + ((to - from) as u64 * place as u64 / MAX_SIDE as u64) as u32
    }
    Size::saturating_new(side(from.width(), to.width(), place), side(from.height(), to.height(), place))
}

const fn is_input(canvas: Size) -> bool {
    limits::check_input_size(canvas).is_ok()
}

/// The largest legal shape within a canvas.
const fn largest_input_in(canvas: Size) -> Size {
    let (width, height) = (canvas.width() as u64, canvas.height() as u64);
    let (widest, tallest) = (limits::widest_input(height), limits::tallest_input(width));
    Size::saturating_new(least(width, widest) as u32, least(height, tallest) as u32)
}

/// Which legal inputs between two canvases have an area between two bounds, at each width.
#[derive(Clone, Copy)]
struct Column {
    from: Size,
    to: Size,
    least_area: u64,
    most_area: u64,
}

impl Column {
    const fn tallest(&self, width: u64) -> u64 {
        least(least(self.to.height() as u64, limits::tallest_input(width)), self.most_area / greatest(width, 1))
    }

    const fn shortest(&self, width: u64) -> u64 {
        let least_area_needs = self.least_area.div_ceil(greatest(width, 1));
        greatest(greatest(self.from.height() as u64, limits::shortest_input(width)), least_area_needs)
    }
}

/// All of these inputs, from the width of one canvas outwards to both sides, and of one width from tall to short.
struct Inputs {
    column: Column,
    middle: u64,
    /// How far the present width is from the middle.
    distance: u64,
    is_narrower: bool,
    /// The height of the next one, if it is still within the bounds.
    height: u64,
}

impl Inputs {
    const fn near(canvas: Size, from: Size, to: Size, least_area: u64, most_area: u64) -> Self {
        let column = Column { from, to, least_area, most_area };
        let middle = canvas.width() as u64;
        Self { column, middle, distance: 0, is_narrower: false, height: column.tallest(middle) }
    }

    const fn next(&mut self) -> Option<Size> {
        loop {
            let width = self.width();
            if self.height >= self.column.shortest(width) && self.is_between(width) {
                let canvas = Size::saturating_new(width as u32, self.height as u32);
                self.height -= 1;
                return Some(canvas);
            }
            if !self.go_outwards() {
                return None;
            }
        }
    }

    const fn width(&self) -> u64 {
        if self.is_narrower { self.middle.saturating_sub(self.distance) } else { self.middle + self.distance }
    }

    const fn is_between(&self, width: u64) -> bool {
        width >= self.column.from.width() as u64 && width <= self.column.to.width() as u64
    }

    /// On to the next width: as far to the other side, then farther. False where both sides are passed.
    const fn go_outwards(&mut self) -> bool {
        if self.is_narrower || self.distance == 0 {
            self.distance += 1;
            self.is_narrower = false;
        } else {
            self.is_narrower = true;
        }
        self.height = self.column.tallest(self.width());
        self.is_between(self.middle + self.distance) || self.is_between(self.middle.saturating_sub(self.distance))
    }
}

const fn least(one: u64, other: u64) -> u64 {
    if one < other { one } else { other }
}

const fn greatest(one: u64, other: u64) -> u64 {
    if one > other { one } else { other }
}
