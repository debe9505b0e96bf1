use kling_geometry::Rounding;

use crate::Case;

pub(crate) const ROUNDINGS: [Rounding; 3] = [Rounding::Down, Rounding::Nearest, Rounding::Up];

const FLOATS: [f64; 29] = [
    0.0,
    -0.0,
    f64::MIN_POSITIVE,
    // The least of all floats, and the greatest that is subnormal.
    f64::from_bits(1),
    f64::from_bits(0x000f_ffff_ffff_ffff),
    f64::EPSILON,
    0.000_000_5,
    0.000_000_499_999_999_999_999_9,
    0.000_001,
    0.000_001_5,
    0.1,
    0.2,
    0.3,
    0.1495,
    1.0 / 3.0,
    0.5,
    2.0 / 3.0,
    0.999_999_5,
    0.999_999_999_999,
    1.0,
    // The neighbours of 1.
    f64::from_bits(0x3fef_ffff_ffff_ffff),
    f64::from_bits(0x3ff0_0000_0000_0001),
    1.999_999_999_999,
    // The neighbours of 2.
    f64::from_bits(0x3fff_ffff_ffff_ffff),
    2.0,
    f64::from_bits(0x4000_0000_0000_0001),
    -0.1,
    f64::INFINITY,
    f64::NAN,
];

/// Each float, rounded each way.
pub(crate) fn floats() -> impl Iterator<Item = Case> {
    FLOATS.into_iter().flat_map(|value| ROUNDINGS.map(|rounding| Case::Float { value, rounding }))
}
