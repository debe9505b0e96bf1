use core::{fmt, str::FromStr};

use crate::{
    decimal::{self, DecimalError, DecimalErrorKind, Subject},
    ratio,
};

/// A part of a whole: an exact decimal from 0 to 1 with up to six decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction {
    millionths: u32,
}

const PLACES: u32 = 6;
const SUBJECT: Subject = Subject { name: "a fraction", min: "0", max: "1", places: PLACES };

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { millionths: 0 };
    /// The half.
    pub const HALF: Self = Self { millionths: ratio::ONE / 2 };
    /// The whole.
    pub const ONE: Self = Self { millionths: ratio::ONE };

    /// The fraction of `millionths` / 1,000,000.
    ///
    /// # Errors
    ///
    /// Above 1,000,000.
    pub const fn from_millionths(millionths: u32) -> Result<Self, DecimalError> {
        if millionths > ratio::ONE {
            return Err(SUBJECT.error(DecimalErrorKind::OutOfRange));
        }
        Ok(Self { millionths })
    }

    /// Reads a decimal such as `0.25`; [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Not digits with at most one point between them, more than six decimals, or above 1.
    pub const fn parse(text: &str) -> Result<Self, DecimalError> {
        match SUBJECT.parse(text) {
            Ok(units) if units <= ratio::ONE as u64 => Ok(Self { millionths: units as u32 }),
            Ok(_) => Err(SUBJECT.error(DecimalErrorKind::OutOfRange)),
            Err(error) => Err(error),
        }
    }

    /// The count of millionths, 0 to 1,000,000.
    #[must_use]
    pub const fn millionths(self) -> u32 {
        self.millionths
    }

    /// Shares `total` between before and after: the part that goes before, rounded to the nearest whole.
    ///
    /// A half goes towards the middle, so a mirrored fraction gives the mirrored shares; in the exact middle, where no
    /// rounding can do that, the odd one goes after.
    pub(crate) const fn share(self, total: u32) -> u32 {
        if self.millionths == Self::HALF.millionths {
            return total / 2;
        }
        let one = ratio::ONE as u64;
        let half = if self.millionths < Self::HALF.millionths { one / 2 } else { one / 2 - 1 };
        ((total as u64 * self.millionths as u64 + half) / one) as u32
    }
}

impl fmt::Display for Fraction {
    /// The shortest decimal: `0.25`, `1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write_units(f, self.millionths.into(), PLACES)
    }
}

impl FromStr for Fraction {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}
