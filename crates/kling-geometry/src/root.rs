//! A square root by multiplications alone, which every processor does quickly.

/// One, of what is counted in units of 2^-30.
const ONE: u64 = 1 << 30;

/// `1 / sqrt(x)` in units of 2^-30, where `x` is `number / 2^32` or a little more, at least a quarter: never too much, and too little by
/// less than a part in 2^26.
///
/// The straight line between two numbers of the table is within a part in 10,000 of the root. A step of Newton's method makes
/// `3/2 * e^2` of an error of `e`, and always from below, but for the two units that cutting off can add.
#[inline]
pub(crate) const fn reciprocal_sqrt(number: u32) -> u64 {
    let x = number as u64 + 1;
    let part = (number >> PART_BITS) as usize;
    let (left, right) = (ROOTS[part] as u64, ROOTS[part + 1] as u64);
    let root = left - (((left - right) * (number % PART) as u64) >> PART_BITS);
    let square = (root * root) >> 30;
    ((root * (3 * ONE - ((x * square) >> 32))) >> 31) - 2
}

const PART_BITS: u32 = 25;
const PART: u32 = 1 << PART_BITS;

/// The roots at the ends of each 128th. Those below a quarter are not asked for.
const ROOTS: [u32; 129] = {
    let mut roots = [2 * ONE as u32; 129];
    let mut part = 32;
    while part < roots.len() {
        roots[part] = ((1 << 67) / part as u128).isqrt() as u32;
        part += 1;
    }
    roots
};
