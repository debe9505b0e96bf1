//! Growth that keeps or reaches a shape: the wishes whose ratios are chosen here rather than given.
//!
//! Everything is reckoned for an original in the middle and on the grid of ten-thousandths, the precision the vendor
//! prints. The anchor then shares each axis between its two ends, so it does not change the canvas, except where its shares
//! of a canvas of exactly three times the area do not add up in doubles.

use crate::{Anchor, AreaExceeded, AreaMultiple, Aspect, Expansion, Fraction, Ratio, Size, root::reciprocal_sqrt};

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
        let growth = if self.is_wider() {
            Growth::nearest(GRID, floor_quotient(self.horizontal, self.vertical))
        } else {
            Growth::nearest(floor_quotient(self.vertical, self.horizontal), GRID)
        };
        growth.legal_expansion(self, anchor)
    }

    /// Whether neither axis has to shrink at `multiple` by more than rounding hides.
    pub(crate) const fn fits_in(self, multiple: AreaMultiple) -> bool {
        let Self { vertical, horizontal } = self;
        is_reached(GRID - 1, multiple, vertical, horizontal) && is_reached(GRID - 1, multiple, horizontal, vertical)
    }

    /// The stretch at an area multiple that it fits in, at most three.
    pub(crate) const fn at(self, multiple: AreaMultiple, anchor: Anchor) -> Expansion {
        let (vertical, horizontal) = self.factors_at(multiple);
        Growth::nearest(vertical, horizontal).legal_expansion(self, anchor)
    }

    /// By how much height and width grow at an area multiple that the stretch fits in, in ten-thousandths, truncated.
    const fn factors_at(self, multiple: AreaMultiple) -> (u32, u32) {
        let Self { vertical, horizontal } = self;
        let (less_vertical, less_horizontal) = self.factors_below(multiple);
        (
            step_up(less_vertical, multiple, vertical, horizontal),
            step_up(less_horizontal, multiple, horizontal, vertical),
        )
    }

    /// The same, or one less.
    ///
    /// Both come from one root, because `sqrt(m * v / h)` is `v * m / sqrt(m * v * h)`. The numbers are cut to 32 bits, of which the
    /// smaller keeps 30, for neither is more than about three times the other. Every cut makes the factors smaller, all together
    /// by less than a part in four million, while a factor is at most 30,003.
    const fn factors_below(self, multiple: AreaMultiple) -> (u32, u32) {
        let spare = (self.vertical | self.horizontal).leading_zeros();
        let (vertical, horizontal) = ((self.vertical << spare) >> 32, (self.horizontal << spare) >> 32);
        let square = multiple.trillionths() / TRILLIONTHS_PER_SQUARE_STEP;
        // Not below the true product: what is cut off both numbers adds less than three.
        let product = (((vertical * horizontal) >> 32) + 3) * (square + 1);
        let spare = product.leading_zeros() & !1;
        let scale = (square * reciprocal_sqrt(((product << spare) >> 32) as u32)) >> 28;
        let shift = 50 - spare / 2;
        (((vertical * scale) >> shift) as u32, ((horizontal * scale) >> shift) as u32)
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
            if !self.exceeds_limit()
                && let Ok(expansion) = self.expansion(anchor)
                && !expansion.exceeds_limit_in_doubles()
            {
                return expansion;
            }
            self = self.lowered(stretch);
        }
    }

    const fn exceeds_limit(self) -> bool {
        let (vertical, horizontal) = ((GRID + 2 * self.vertical) as u64, (GRID + 2 * self.horizontal) as u64);
        vertical * horizontal * TRILLIONTHS_PER_SQUARE_STEP > AreaMultiple::LIMIT.trillionths()
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

const TRILLIONTHS_PER_SQUARE_STEP: u64 = 1_000_000_000_000 / (GRID as u64 * GRID as u64);

/// Whether the square of a factor, in ten-thousandths, is not above `multiple * numerator / denominator`.
const fn is_reached(factor: u32, multiple: AreaMultiple, numerator: u64, denominator: u64) -> bool {
    let square = factor as u64 * factor as u64 * TRILLIONTHS_PER_SQUARE_STEP;
    square as u128 * denominator as u128 <= multiple.trillionths() as u128 * numerator as u128
}

/// The greatest factor, in ten-thousandths, that is not above `numerator / denominator`, a quotient from one to about three.
const fn floor_quotient(numerator: u64, denominator: u64) -> u32 {
    let spare = numerator.leading_zeros();
    // Cut to 32 and 30 bits, so that the quotient is too little by less than a part in 2^28: the factor, or one less.
    let (dividend, divisor) = ((numerator << spare) >> 32, ((denominator << spare) >> 32) + 1);
    let factor = (dividend * GRID as u64 / divisor) as u32;
    factor + ((factor + 1) as u128 * denominator as u128 <= numerator as u128 * GRID as u128) as u32
}

const fn step_up(factor: u32, multiple: AreaMultiple, numerator: u64, denominator: u64) -> u32 {
    if is_reached(factor + 1, multiple, numerator, denominator) {
        core::hint::cold_path();
        return factor + 1;
    }
    factor
}
