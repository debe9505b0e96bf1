//! The area rule as a service would check it that reckons in `f64`: the same roundings, in integers.

use crate::{Expansion, Ratio, limits, ratio};

/// Ratios and sums are counted in units of 2^-80. The last bit of a ratio of a millionth, as an `f64`, is 2^-72; the bits below say
/// which way it is rounded.
const UNIT_BITS: u32 = 80;
/// The last bit of an `f64` from 1 to 2. A sum, 1 or more, is a multiple of it.
const SUM_BITS: u32 = f64::MANTISSA_DIGITS - 1;
const ONE: u128 = 1 << UNIT_BITS;

impl Expansion {
    /// Whether `1 + up + down` times `1 + left + right`, computed in `f64`, comes out above 3 in some order of addition.
    ///
    /// Only a product of exactly 3 can. A product below 3 is below it by a trillionth or more, because it is a whole number of
    /// them, and the roundings of four ratios, four additions and one multiplication move it by less than 10^-14.
    pub(crate) const fn exceeds_limit_in_doubles(&self) -> bool {
        if self.slack_trillionths() > 0 {
            return false;
        }
        let vertical = greatest_sum(self.up(), self.down()) >> (UNIT_BITS - SUM_BITS);
        let horizontal = greatest_sum(self.left(), self.right()) >> (UNIT_BITS - SUM_BITS);
        round(vertical * horizontal) > ((limits::MAX_AREA_MULTIPLE as u128) << (2 * SUM_BITS))
    }
}

/// The greatest of `(1 + before) + after`, `(1 + after) + before` and `1 + (before + after)`.
const fn greatest_sum(before: Ratio, after: Ratio) -> u128 {
    let (before, after) = (double(before), double(after));
    let left_first = round(round(ONE + before) + after);
    let right_first = round(round(ONE + after) + before);
    let one_last = round(ONE + round(before + after));
    max(left_first, max(right_first, one_last))
}

/// The `f64` nearest to a ratio.
const fn double(ratio: Ratio) -> u128 {
    const HALF_BITS: u32 = UNIT_BITS / 2;
    let one = ratio::ONE as u64;
    // A long division in two digits: that of 128 bits is slow.
    let high = (ratio.millionths() as u64) << HALF_BITS;
    let low = (high % one) << HALF_BITS;
    round(((high / one) as u128) << HALF_BITS | (low / one) as u128 | !low.is_multiple_of(one) as u128)
}

/// The nearest number with as many significant bits as an `f64` has; of two, the even one.
const fn round(value: u128) -> u128 {
    let bits = u128::BITS - value.leading_zeros();
    let last: u128 = 1 << bits.saturating_sub(f64::MANTISSA_DIGITS);
    let rest = value & (last - 1);
    let below = value - rest;
    let is_odd = below & last > 0;
    if rest * 2 > last || (rest * 2 == last && is_odd) { below + last } else { below }
}

const fn max(one: u128, other: u128) -> u128 {
    if one > other { one } else { other }
}
