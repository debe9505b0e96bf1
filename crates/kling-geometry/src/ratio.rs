use core::{fmt, str::FromStr};

use crate::{
    decimal::{self, DecimalError, DecimalErrorKind, Subject},
    limits,
};

/// How far one side of the picture grows, as a multiple of the side it lies along: an exact decimal from 0 to 2.
///
/// `up` and `down` are multiples of the height, `left` and `right` of the width. The value is an integer count of
/// millionths; the range is the one of the `*_expansion_ratio` fields of the API.
///
/// ```
/// use kling_geometry::Ratio;
///
/// let ratio: Ratio = "0.1495".parse()?;
/// assert_eq!(ratio.millionths(), 149_500);
/// assert_eq!(ratio.to_string(), "0.1495");
/// assert!("2.000001".parse::<Ratio>().is_err());
/// # Ok::<(), kling_geometry::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio {
    millionths: u32,
}

/// Which neighbour to take when a value lies between two representable ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// The greatest representable value that is not above.
    Down,
    /// The closest representable value; a value half way between two goes up.
    Nearest,
    /// The least representable value that is not below.
    Up,
}

pub(crate) const ONE: u32 = 1_000_000;
const PLACES: u32 = 6;
const SUBJECT: Subject = Subject { name: "an expansion ratio", min: "0", max: "2", places: PLACES };

impl Ratio {
    /// No growth.
    pub const ZERO: Self = Self { millionths: 0 };
    /// The most the API takes on one side: 2, twice the side of the original.
    pub const MAX: Self = Self { millionths: limits::MAX_RATIO_MILLIONTHS };

    /// The ratio of `millionths` / 1,000,000.
    ///
    /// # Errors
    ///
    /// Above 2,000,000.
    pub const fn from_millionths(millionths: u32) -> Result<Self, DecimalError> {
        if millionths > Self::MAX.millionths {
            return Err(SUBJECT.error(DecimalErrorKind::OutOfRange));
        }
        Ok(Self { millionths })
    }

    /// Reads a decimal such as `0.1495`; [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Not digits with at most one point between them, more than six decimals, or above 2.
    pub const fn parse(text: &str) -> Result<Self, DecimalError> {
        match SUBJECT.parse(text) {
            Ok(units) if units <= Self::MAX.millionths as u64 => Ok(Self { millionths: units as u32 }),
            Ok(_) => Err(SUBJECT.error(DecimalErrorKind::OutOfRange)),
            Err(error) => Err(error),
        }
    }

    /// Converts a float from outside, rounding the way the caller says.
    ///
    /// The float is taken at its exact binary value, so `0.1`, which as an `f64` is a little more than a tenth, goes
    /// [`Up`](Rounding::Up) to `0.100001`. To read back a printed decimal, use [`Rounding::Nearest`].
    ///
    /// ```
    /// use kling_geometry::{Ratio, Rounding};
    ///
    /// assert_eq!(Ratio::from_f64(0.5, Rounding::Up)?.to_string(), "0.5");
    /// assert_eq!(Ratio::from_f64(0.1, Rounding::Nearest)?.to_string(), "0.1");
    /// assert_eq!(Ratio::from_f64(1.0 / 3.0, Rounding::Up)?.to_string(), "0.333334");
    /// assert!(Ratio::from_f64(f64::NAN, Rounding::Nearest).is_err());
    /// # Ok::<(), kling_geometry::DecimalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Not a number, below 0 or above 2.
    pub const fn from_f64(value: f64, rounding: Rounding) -> Result<Self, DecimalError> {
        if value.is_nan() {
            return Err(SUBJECT.error(DecimalErrorKind::NotANumber));
        }
        if value < 0.0 || value > Self::MAX.to_f64() {
            return Err(SUBJECT.error(DecimalErrorKind::OutOfRange));
        }
        Ok(Self { millionths: round_millionths(value, rounding) })
    }

    /// The count of millionths, 0 to 2,000,000.
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.millionths
    }

    /// The float closest to the decimal. Printed in its shortest form it reads as the decimal again.
    #[must_use]
    pub const fn to_f64(self) -> f64 {
        self.millionths as f64 / ONE as f64
    }

    /// A ratio that an [`Expansion`](crate::Expansion) has been proven to allow.
    pub(crate) const fn of_legal_expansion(millionths: u32) -> Self {
        Self { millionths }
    }

    /// A ratio known to be in range: a part of one axis of a legal expansion.
    pub(crate) const fn saturating_from_millionths(millionths: u64) -> Self {
        let max = Self::MAX.millionths;
        Self { millionths: if millionths < max as u64 { millionths as u32 } else { max } }
    }
}

/// Rounds `value * 1_000_000` for a value from 0 to 2, exactly, from the bits of the float.
const fn round_millionths(value: f64, rounding: Rounding) -> u32 {
    const MANTISSA_BITS: u32 = 52;
    const EXPONENT_BIAS: u32 = 1023;

    let bits = value.to_bits();
    let biased_exponent = ((bits >> MANTISSA_BITS) & 0x7ff) as u32;
    let mantissa = bits & ((1 << MANTISSA_BITS) - 1);
    let (mantissa, exponent) = match biased_exponent {
        0 => (mantissa, 1),
        _ => (mantissa | 1 << MANTISSA_BITS, biased_exponent),
    };
    // The value is `mantissa / 2^shift`. At most 2^73 / 2^shift remains to be rounded, so beyond 100 bits only "more than zero" is left.
    let shift = EXPONENT_BIAS + MANTISSA_BITS - exponent;
    let shift = if shift < 100 { shift } else { 100 };
    let scaled = mantissa as u128 * ONE as u128;
    let whole = (scaled >> shift) as u32;
    let remainder = scaled & ((1 << shift) - 1);
    let goes_up = match rounding {
        Rounding::Down => false,
        Rounding::Nearest => remainder >= 1 << (shift - 1),
        Rounding::Up => remainder > 0,
    };
    whole + goes_up as u32
}

impl fmt::Display for Ratio {
    /// The shortest decimal: `0.1495`, `0`, `2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write_units(f, self.millionths.into(), PLACES)
    }
}

impl FromStr for Ratio {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}
