//! Growth that keeps or reaches a shape: the wishes whose ratios are chosen here rather than given.
//!
//! Everything is reckoned for an original in the middle and on the grid of ten-thousandths, the precision the vendor
//! prints. The anchor then shares each axis between its two ends, so it does not change the canvas, except where its shares
//! of a canvas of exactly three times the area do not add up in doubles.

use crate::{Anchor, AreaExceeded, AreaMultiple, Aspect, Expansion, Fraction, Ratio, Size};

/// One, in ten-thousandths.
const GRID: u32 = 10_000;
const MILLIONTHS_PER_STEP: u64 = 100;

/// How the factors by which height and width grow stand to each other: as `vertical` to `horizontal`.
#[derive(Clone, Copy)]
pub(crate) struct Stretch {
    vertical: u64,
    horizontal: u64,
}

impl Stretch {
    pub(crate) const NONE: Self = Self { vertical: 1, horizontal: 1 };

    /// What turns the shape of `source` into `aspect`.
    pub(crate) const fn to_aspect(source: Size, aspect: Aspect) -> Self {
        Self {
            vertical: source.width() as u64 * aspect.height() as u64,
            horizontal: source.height() as u64 * aspect.width() as u64,
        }
    }

    pub(crate) const fn is_wider(self) -> bool {
        self.horizontal > self.vertical
    }

    /// The least area multiple that reaches the stretch, in millionths, rounded up.
    pub(crate) const fn least_area_millionths(self) -> u64 {
        let (more, less) =
            if self.is_wider() { (self.horizontal, self.vertical) } else { (self.vertical, self.horizontal) };
        // Neither is zero, but only this shows it to the compiler.
        let less = if less > 0 { less } else { 1 };
        let millionths = (more as u128 * 1_000_000).div_ceil(less as u128);
        if millionths < u64::MAX as u128 { millionths as u64 } else { u64::MAX }
    }

    /// The stretch with the least area, for one that fits in three times the area: one axis grows, the other stays.
    pub(crate) const fn least(self, anchor: Anchor) -> Expansion {
        let Self { vertical, horizontal } = self;
        Growth::nearest(floor_quotient(vertical, horizontal), floor_quotient(horizontal, vertical))
            .legal_expansion(self, anchor)
    }

    /// Whether neither axis has to shrink at `multiple` by more than rounding hides.
    pub(crate) const fn fits_in(self, multiple: AreaMultiple) -> bool {
        let (vertical, horizontal) = self.factors_at(multiple);
        vertical + 1 >= GRID && horizontal + 1 >= GRID
    }

    /// The stretch at an area multiple that it fits in.
    pub(crate) const fn at(self, multiple: AreaMultiple, anchor: Anchor) -> Expansion {
        let (vertical, horizontal) = self.factors_at(multiple);
        Growth::nearest(vertical, horizontal).legal_expansion(self, anchor)
    }

    /// By how much height and width grow at an area multiple, in ten-thousandths, truncated.
    const fn factors_at(self, multiple: AreaMultiple) -> (u32, u32) {
        let Self { vertical, horizontal } = self;
        (floor_sqrt(multiple, vertical, horizontal), floor_sqrt(multiple, horizontal, vertical))
    }
}

/// Growth at each end of an axis, in ten-thousandths of its side, with the original in the middle.
#[derive(Clone, Copy)]
struct Growth {
    vertical: u32,
    horizontal: u32,
}

impl Growth {
    /// What factors (in ten-thousandths, truncated) have above one, halved to the nearest step; at least zero.
    ///
    /// For an original in the middle these are the digits that the vendor's helper prints.
    const fn nearest(vertical: u32, horizontal: u32) -> Self {
        Self {
            vertical: (vertical + 1).saturating_sub(GRID) / 2,
            horizontal: (horizontal + 1).saturating_sub(GRID) / 2,
        }
    }

    /// The expansion by this growth or, where that breaks the area rule, by the greatest growth before it that does not,
    /// for a service that reckons in decimals and for one that reckons in doubles.
    const fn legal_expansion(mut self, stretch: Stretch, anchor: Anchor) -> Expansion {
        loop {
            match self.expansion(anchor) {
                Ok(expansion) if !expansion.exceeds_limit_in_doubles() => return expansion,
                _ => self = self.lowered(stretch),
            }
        }
    }

    /// The factor, in ten-thousandths, from which an axis is rounded to `steps`.
    const fn threshold(steps: u32) -> u128 {
        (GRID + 2 * steps - 1) as u128
    }

    /// The rounded growth just before this one, as the area multiple falls and the stretch stays.
    ///
    /// While the area falls each axis crosses one rounding threshold after the other. The step back is over the
    /// threshold at the greater area; two at the same area are crossed together. This keeps each ratio
    /// monotone in the area multiple.
    const fn lowered(self, stretch: Stretch) -> Self {
        let vertical = Self::threshold(self.vertical) * stretch.horizontal as u128;
        let horizontal = Self::threshold(self.horizontal) * stretch.vertical as u128;
        Self {
            vertical: self.vertical.saturating_sub((vertical >= horizontal || self.horizontal == 0) as u32),
            horizontal: self.horizontal.saturating_sub((horizontal >= vertical || self.vertical == 0) as u32),
        }
    }

    const fn expansion(self, anchor: Anchor) -> Result<Expansion, AreaExceeded> {
        let (up, down) = share(2 * self.vertical, anchor.y());
        let (left, right) = share(2 * self.horizontal, anchor.x());
        Expansion::new(up, down, left, right)
    }
}

const fn share(steps: u32, fraction: Fraction) -> (Ratio, Ratio) {
    let before = fraction.share(steps);
    (ratio_of_steps(before), ratio_of_steps(steps - before))
}

const fn ratio_of_steps(steps: u32) -> Ratio {
    Ratio::saturating_from_millionths(steps as u64 * MILLIONTHS_PER_STEP)
}

/// Factors are searched below this power of two: more than three times `GRID`, beyond which nothing is legal.
const FACTOR_BITS: u32 = 15;

/// The greatest factor, in ten-thousandths, that is not above `numerator / denominator`.
const fn floor_quotient(numerator: u64, denominator: u64) -> u32 {
    let limit = numerator as u128 * GRID as u128;
    let mut factor = 0;
    let mut bit = 1 << FACTOR_BITS;
    while bit > 1 {
        bit >>= 1;
        if (factor | bit) as u128 * denominator as u128 <= limit {
            factor |= bit;
        }
    }
    factor
}

/// The greatest factor, in ten-thousandths, whose square is not above `multiple * numerator / denominator`.
const fn floor_sqrt(multiple: AreaMultiple, numerator: u64, denominator: u64) -> u32 {
    const TRILLIONTHS_PER_SQUARE_STEP: u128 = 1_000_000_000_000 / (GRID as u128 * GRID as u128);
    let limit = multiple.trillionths() as u128 * numerator as u128;
    let unit = denominator as u128 * TRILLIONTHS_PER_SQUARE_STEP;
    let mut factor: u32 = 0;
    let mut bit = 1 << FACTOR_BITS;
    while bit > 1 {
        bit >>= 1;
        let candidate = factor | bit;
        if (candidate * candidate) as u128 * unit <= limit {
            factor = candidate;
        }
    }
    factor
}
