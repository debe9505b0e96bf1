//! Wishes in pixels: margins to ratios, and a canvas to margins.

use crate::{Anchor, Expansion, Margins, Origin, Ratio, Ratios, Reason, Side, Size, prediction::Axis, ratio};

/// The grid that ratios of pixels are put on, in millionths.
#[derive(Clone, Copy)]
enum Grid {
    TenThousandths = 100,
    Millionths = 1,
}

/// The ratios for margins in pixels.
///
/// Each is the smallest ten-thousandth, or where that misses the pixel the smallest millionth, that is not below the true
/// quotient. Where rounding up would break the area rule although the pixels keep it, the ratios are rounded down. `None` where a
/// margin is too large, or the area.
pub(crate) const fn ratios_of_margins(source: Size, margins: Margins) -> Option<Ratios> {
    if reject_side(source, margins).is_some() || exceeds_area(source, margins) {
        return None;
    }
    let ratios = round_up_shortly(source, margins);
    if Expansion::from_ratios(ratios).is_ok() {
        return Some(ratios);
    }
    let ratios = round_up_finely(source, margins);
    if Expansion::from_ratios(ratios).is_ok() {
        return Some(ratios);
    }
    Some(round_down_finely(source, margins))
}

/// Why no ratios make these margins.
pub(crate) const fn reject_margins(source: Size, margins: Margins) -> Reason {
    match reject_side(source, margins) {
        Some(reason) => reason,
        None => Reason::AreaExceeded { needed_millionths: needed_millionths(source, margins) },
    }
}

/// The margins that make a canvas of `size`.
pub(crate) const fn margins_of_canvas(
    source: Size,
    size: Size,
    origin: Option<Origin>,
    anchor: Anchor,
) -> Result<Margins, Reason> {
    if size.width() < source.width() || size.height() < source.height() {
        return Err(Reason::WouldCrop);
    }
    let (columns, rows) = (size.width() - source.width(), size.height() - source.height());
    let origin = match origin {
        Some(origin) if origin.x > columns || origin.y > rows => return Err(Reason::OriginOutside),
        Some(origin) => origin,
        None => Origin::new(anchor.x().share(columns), anchor.y().share(rows)),
    };
    Ok(Margins::new(origin.y, rows - origin.y, origin.x, columns - origin.x))
}

/// The legal canvas nearest to a wished one: large enough for the original, which is moved inside, then evenly shrunk.
pub(crate) const fn nearest_canvas(
    source: Size,
    size: Size,
    origin: Option<Origin>,
    anchor: Anchor,
) -> (Size, Option<Origin>) {
    let (size, origin) = uncropped(source, size, origin);
    match margins_of_canvas(source, size, origin, anchor) {
        Ok(margins) if exceeds_area(source, margins) => {
            let margins = shrink_margins(source, margins);
            let origin = if origin.is_some() { Some(margins.origin()) } else { None };
            (margins.around(source), origin)
        }
        _ => (size, origin),
    }
}

/// A canvas made large enough for the original, which is moved inside.
pub(crate) const fn uncropped(source: Size, size: Size, origin: Option<Origin>) -> (Size, Option<Origin>) {
    let size = size.union(source);
    let origin = match origin {
        Some(Origin { x, y }) => {
            let (columns, rows) = (size.width() - source.width(), size.height() - source.height());
            Some(Origin::new(if x < columns { x } else { columns }, if y < rows { y } else { rows }))
        }
        None => None,
    };
    (size, origin)
}

/// All four margins times the greatest factor below one that satisfies the area rule.
pub(crate) const fn shrink_margins(source: Size, margins: Margins) -> Margins {
    let mut factor = 0_u64;
    let mut bit = 1 << FACTOR_BITS;
    while bit > 1 {
        bit >>= 1;
        if !exceeds_area(source, scale_margins(margins, factor | bit)) {
            factor |= bit;
        }
    }
    scale_margins(margins, factor)
}

/// Shrinking factors are searched in steps of 2^-32, finer than a pixel of the largest margin.
const FACTOR_BITS: u32 = 32;

const fn scale_margins(margins: Margins, factor: u64) -> Margins {
    Margins::new(
        scale(margins.up, factor),
        scale(margins.down, factor),
        scale(margins.left, factor),
        scale(margins.right, factor),
    )
}

const fn scale(value: u32, factor: u64) -> u32 {
    ((value as u64 * factor) >> FACTOR_BITS) as u32
}

const fn reject_side(source: Size, margins: Margins) -> Option<Reason> {
    let sides = [
        (Side::Up, margins.up, source.height()),
        (Side::Down, margins.down, source.height()),
        (Side::Left, margins.left, source.width()),
        (Side::Right, margins.right, source.width()),
    ];
    let mut rest: &[(Side, u32, u32)] = &sides;
    while let [(side, margin, length), tail @ ..] = rest {
        let limit = length.saturating_mul(2);
        if *margin > limit {
            return Some(Reason::MarginTooLarge { side: *side, margin: *margin, limit });
        }
        rest = tail;
    }
    None
}

const fn canvas_area(source: Size, margins: Margins) -> u128 {
    let width = source.width() as u64 + margins.left as u64 + margins.right as u64;
    let height = source.height() as u64 + margins.up as u64 + margins.down as u64;
    width as u128 * height as u128
}

const fn exceeds_area(source: Size, margins: Margins) -> bool {
    canvas_area(source, margins) > source.area() as u128 * 3
}

const fn needed_millionths(source: Size, margins: Margins) -> u64 {
    let millionths = (canvas_area(source, margins) * 1_000_000).div_ceil(source.area() as u128);
    if millionths < u64::MAX as u128 { millionths as u64 } else { u64::MAX }
}

/// The least ratios not below the margins, each axis on the coarser grid where that meets its pixels exactly.
const fn round_up_shortly(source: Size, margins: Margins) -> Ratios {
    let (up, down) = round_axis_up(source.height(), margins.up, margins.down);
    let (left, right) = round_axis_up(source.width(), margins.left, margins.right);
    Ratios { up, down, left, right }
}

const fn round_axis_up(side: u32, before: u32, after: u32) -> (Ratio, Ratio) {
    let coarse = Grid::TenThousandths;
    let (coarse_before, coarse_after) = (round_up(side, before, coarse), round_up(side, after, coarse));
    let axis = Axis::predict(side, coarse_before, coarse_after);
    if axis.is_exact && axis.before == before && axis.after == after {
        return (coarse_before, coarse_after);
    }
    let fine = Grid::Millionths;
    (round_up(side, before, fine), round_up(side, after, fine))
}

/// The least ratios not below the margins.
const fn round_up_finely(source: Size, margins: Margins) -> Ratios {
    let (width, height) = (source.width(), source.height());
    Ratios {
        up: round_up(height, margins.up, Grid::Millionths),
        down: round_up(height, margins.down, Grid::Millionths),
        left: round_up(width, margins.left, Grid::Millionths),
        right: round_up(width, margins.right, Grid::Millionths),
    }
}

/// The greatest ratios not above the margins.
const fn round_down_finely(source: Size, margins: Margins) -> Ratios {
    let (width, height) = (source.width(), source.height());
    Ratios {
        up: round_down(height, margins.up),
        down: round_down(height, margins.down),
        left: round_down(width, margins.left),
        right: round_down(width, margins.right),
    }
}

const fn round_up(side: u32, pixels: u32, grid: Grid) -> Ratio {
    let step = grid as u64;
    let steps = (pixels as u64 * (ratio::ONE as u64 / step)).div_ceil(side as u64);
    Ratio::saturating_from_millionths(steps * step)
}

const fn round_down(side: u32, pixels: u32) -> Ratio {
    Ratio::saturating_from_millionths(pixels as u64 * ratio::ONE as u64 / side as u64)
}
