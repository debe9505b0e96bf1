//! A square root by multiplications alone, which every processor does quickly.

/// One, of what is counted in units of 2^-30.
const ONE: u64 = 1 << 30;

/// `1 / sqrt(x)` in units of 2^-30, where `x` is `number / 2^32` or a little more, at least a quarter: never too much, and too little by
/// less than a part in four million.
///
/// The first number of the table is within a part in 64 of the root. A step of Newton's method makes `3/2 * e^2` of an error
/// of `e`, and always from below, but for the two units that cutting off can add.
pub(crate) const fn reciprocal_sqrt(number: u32) -> u64 {
    let x = number as u64 + 1;
    let mut root = START[(number >> 26) as usize] as u64;
    let mut steps = 2;
    while steps > 0 {
        let square = (root * root) >> 30;
        root = (root * (3 * ONE - ((x * square) >> 32))) >> 31;
        steps -= 1;
    }
    root - 2
}

/// The root in the middle of each 64th. Those below a quarter are not asked for.
const START: [u32; 64] = {
    let mut start = [0; 64];
    let mut part = 0;
    while part < start.len() {
        let middle_in_128ths = 2 * part as u128 + 1;
        start[part] = ((1 << 67) / middle_in_128ths).isqrt() as u32;
        part += 1;
    }
    start
};
