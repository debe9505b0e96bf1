//! Growth that keeps or reaches a shape: the wishes whose ratios are chosen here rather than given.
//!
//! Everything is reckoned for an original in the middle and on the grid of ten-thousandths, the precision the vendor
//! prints. The anchor then shares each axis between its two ends, so it does not change the canvas, except where its shares
//! of a canvas of exactly three times the area do not add up in doubles.

use crate::{Anchor, AreaMultiple, Aspect, Expansion, Fraction, Ratio, Ratios, Size, root::reciprocal_sqrt};

/// One, in ten-thousandths.
const GRID: u32 = 10_000;
const HALF: u32 = GRID / 2;
const MILLIONTHS_PER_STEP: u32 = 100;
/// What a factor has after its ten-thousandths, where it is estimated.
const FRACTION_BITS: u32 = 8;

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

    /// The growth with the least area: one axis grows, the other stays. `None` where three times the area is too little.
    pub(crate) const fn least(self) -> Option<Growth> {
        if !self.fits_in(AreaMultiple::LIMIT) {
            return None;
        }
        if self.is_wider() {
            Growth::from_halves(HALF, half(floor_quotient(self.horizontal, self.vertical)))
        } else {
            Growth::from_halves(half(floor_quotient(self.vertical, self.horizontal)), HALF)
        }
    }

    /// Whether neither axis has to shrink at `multiple` by more than rounding hides.
    pub(crate) const fn fits_in(self, multiple: AreaMultiple) -> bool {
        let Self { vertical, horizontal } = self;
        is_reached(GRID - 1, multiple, vertical, horizontal) && is_reached(GRID - 1, multiple, horizontal, vertical)
    }

    /// The growth at an area multiple, or `None` where that is above three or the stretch does not [fit](Self::fits_in) in it.
    #[inline]
    pub(crate) const fn at(self, multiple: AreaMultiple) -> Option<Growth> {
        if multiple.trillionths() > AreaMultiple::LIMIT.trillionths() {
            return None;
        }
        let Some((vertical, horizontal)) = self.factors_below(multiple) else { return None };
        let (mut halves, more) = (half_estimates(vertical, horizontal), half_estimates(vertical + 1, horizontal + 1));
        if halves.0 != more.0 || halves.1 != more.1 {
            halves = self.step_up(halves, multiple);
        }
        Growth::from_halves(halves.0, halves.1)
    }

    /// Halves of the factors, to the nearest ten-thousandth, from the same or one less.
    #[cold]
    const fn step_up(self, (vertical, horizontal): (u32, u32), multiple: AreaMultiple) -> (u32, u32) {
        (
            vertical + is_reached(2 * vertical + 1, multiple, self.vertical, self.horizontal) as u32,
            horizontal + is_reached(2 * horizontal + 1, multiple, self.horizontal, self.vertical) as u32,
        )
    }

    /// By how much height and width grow at an area multiple of at most three, in units of 2^-8 ten-thousandths, truncated; or one less.
    /// `None` where one grows more than four times as much as the other, which no such multiple reaches.
    ///
    /// Both come from one root, because `sqrt(v / h)` is `v / sqrt(v * h)`. Every cut makes the factors smaller, all together by less
    /// than a part in 2^24, while a factor is at most 30,003 or 2^23 of these units.
    #[inline]
    const fn factors_below(self, multiple: AreaMultiple) -> Option<(u64, u64)> {
        let (vertical, horizontal, product) = self.numbers_and_product();
        if vertical > 4 * horizontal || horizontal > 4 * vertical {
            return None;
        }
        let spare = product.leading_zeros() & !1;
        let root = reciprocal_sqrt(((product << spare) >> 32) as u32) as u128;
        let (vertical, horizontal) = (vertical << (spare / 2), horizontal << (spare / 2));
        let growth = sqrt_below(multiple);
        // Of 2^-30 in the root, 2^-32 in the product and 2^-16 in the growth.
        const SHIFT: u32 = 30 + 32 + 16 - FRACTION_BITS;
        Some((
            (((vertical * growth) as u128 * root) >> SHIFT) as u64,
            (((horizontal * growth) as u128 * root) >> SHIFT) as u64,
        ))
    }

    /// Both numbers, cut to 31 bits where they have more than 32, and a product not below the true one.
    #[inline]
    const fn numbers_and_product(self) -> (u64, u64, u64) {
        let Self { vertical, horizontal } = self;
        let spare = (vertical | horizontal).leading_zeros();
        if spare >= 32 {
            return (vertical, horizontal, vertical * horizontal);
        }
        core::hint::cold_path();
        let (vertical, horizontal) = (vertical >> (33 - spare), horizontal >> (33 - spare));
        (vertical, horizontal, (vertical + 1) * (horizontal + 1))
    }
}

/// The root of an area multiple of at most three, in units of 2^-16 ten-thousandths, or less by up to a part in 2^25.
#[inline]
const fn sqrt_below(multiple: AreaMultiple) -> u64 {
    const OF_LIMIT: u64 = scaled_sqrt(AreaMultiple::LIMIT);
    if multiple.trillionths() == AreaMultiple::LIMIT.trillionths() { OF_LIMIT } else { scaled_sqrt(multiple) }
}

const fn scaled_sqrt(multiple: AreaMultiple) -> u64 {
    let square = multiple.trillionths() / TRILLIONTHS_PER_SQUARE_STEP;
    let spare = (square as u32).leading_zeros() & !1;
    (square * reciprocal_sqrt((square as u32) << spare)) >> (30 - spare / 2)
}

/// Growth at each end of an axis, in ten-thousandths of its side, with the original in the middle.
#[derive(Clone, Copy)]
pub(crate) struct Growth {
    vertical: u32,
    horizontal: u32,
}

impl Growth {
    /// What halves of factors (in ten-thousandths) have above a half; `None` where an axis has less.
    ///
    /// For an original in the middle and halves to the nearest, these are the digits that the vendor's helper prints.
    #[inline]
    const fn from_halves(vertical: u32, horizontal: u32) -> Option<Self> {
        if vertical < HALF || horizontal < HALF {
            return None;
        }
        Some(Self { vertical: vertical - HALF, horizontal: horizontal - HALF })
    }

    /// The expansion by this growth or, where that breaks the area rule, by the greatest growth before it that does not,
    /// for a service that reckons in decimals and for one that reckons in doubles.
    #[inline]
    pub(crate) const fn legal_expansion(self, stretch: Stretch, anchor: Anchor) -> Expansion {
        // About half of all growth is too much, and no processor guesses which: so the first step back has no branch.
        let growth = self.lowered_if(self.square_steps() > LIMIT_SQUARE_STEPS, stretch);
        let growth =
            if growth.square_steps() < LIMIT_SQUARE_STEPS { growth } else { growth.lowered_to_limit(stretch, anchor) };
        growth.expansion(anchor)
    }

    /// The first of this growth and the steps back from it that satisfies the area rule.
    #[cold]
    const fn lowered_to_limit(mut self, stretch: Stretch, anchor: Anchor) -> Self {
        while self.square_steps() > LIMIT_SQUARE_STEPS || self.expansion(anchor).exceeds_limit_in_doubles() {
            self = self.lowered_if(true, stretch);
        }
        self
    }

    /// The area multiple, in squares of a ten-thousandth.
    const fn square_steps(self) -> u64 {
        (GRID + 2 * self.vertical) as u64 * (GRID + 2 * self.horizontal) as u64
    }

    /// The factor, in ten-thousandths, from which an axis is rounded to `steps`; zero for no steps, to which there is no step back.
    const fn threshold(steps: u32) -> u64 {
        if steps > 0 { (GRID + 2 * steps - 1) as u64 } else { 0 }
    }

    /// The rounded growth just before this one, as the area multiple falls and the stretch stays; or this one.
    ///
    /// While the area falls each axis crosses one rounding threshold after the other. The step back is over the
    /// threshold at the greater area; two at the same area are crossed together. This keeps each ratio
    /// monotone in the area multiple.
    #[inline]
    const fn lowered_if(self, is_lowered: bool, stretch: Stretch) -> Self {
        let vertical = Self::threshold(self.vertical) as u128 * stretch.horizontal as u128;
        let horizontal = Self::threshold(self.horizontal) as u128 * stretch.vertical as u128;
        Self {
            vertical: self.vertical - (is_lowered & (vertical >= horizontal)) as u32,
            horizontal: self.horizontal - (is_lowered & (horizontal >= vertical)) as u32,
        }
    }

    const fn expansion(self, anchor: Anchor) -> Expansion {
        let (up, down) = share(2 * self.vertical, anchor.y());
        let (left, right) = share(2 * self.horizontal, anchor.x());
        Expansion::of_legal_ratios(Ratios { up, down, left, right })
    }
}

/// Half of a factor, to the nearest; both in ten-thousandths, the factor truncated.
const fn half(factor: u32) -> u32 {
    factor.div_ceil(2)
}

/// The halves of two factors that are estimated.
const fn half_estimates(vertical: u64, horizontal: u64) -> (u32, u32) {
    const ONE: u64 = 1 << FRACTION_BITS;
    (((vertical + ONE) / (2 * ONE)) as u32, ((horizontal + ONE) / (2 * ONE)) as u32)
}

const fn share(steps: u32, fraction: Fraction) -> (Ratio, Ratio) {
    let before = fraction.share(steps);
    (ratio_of_steps(before), ratio_of_steps(steps - before))
}

const fn ratio_of_steps(steps: u32) -> Ratio {
    Ratio::of_legal_expansion(steps * MILLIONTHS_PER_STEP)
}

const TRILLIONTHS_PER_SQUARE_STEP: u64 = 1_000_000_000_000 / (GRID as u64 * GRID as u64);
const LIMIT_SQUARE_STEPS: u64 = AreaMultiple::LIMIT.trillionths() / TRILLIONTHS_PER_SQUARE_STEP;

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
