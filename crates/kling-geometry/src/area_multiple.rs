use core::{fmt, str::FromStr};

use crate::{
    decimal::{self, DecimalError, DecimalErrorKind, Subject},
    limits,
};

/// The area of the new canvas over the area of the original: an exact decimal from 1 to 1,000,000.
///
/// One expansion makes at most [`LIMIT`](AreaMultiple::LIMIT); more takes [several](crate::plan_steps).
///
/// The value is an integer count of trillionths (10^-12), because the product of two sums of [`Ratio`](crate::Ratio)s
/// has up to twelve decimals and is kept exactly.
///
/// ```
/// use kling_geometry::AreaMultiple;
///
/// let double: AreaMultiple = "2".parse()?;
/// assert!(double < AreaMultiple::LIMIT);
/// assert_eq!("2.50".parse::<AreaMultiple>()?.to_string(), "2.5");
/// assert!("0.5".parse::<AreaMultiple>().is_err());
/// # Ok::<(), kling_geometry::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaMultiple {
    trillionths: u64,
}

pub(crate) const PLACES: u32 = 12;
const ONE: u64 = 1_000_000_000_000;
const SUBJECT: Subject = Subject { name: "an area multiple", min: "1", max: "1000000", places: PLACES };

impl AreaMultiple {
    /// The area of the original: nothing grows.
    pub const ONE: Self = Self { trillionths: ONE };
    /// The most the API allows for one expansion: 3 times the area of the original.
    pub const LIMIT: Self = Self { trillionths: limits::MAX_AREA_TRILLIONTHS };
    /// The most that can be held: 1,000,000 times the area, far beyond what any number of expansions makes.
    pub const MAX: Self = Self { trillionths: 1_000_000 * ONE };

    /// The multiple of `trillionths` / 10^12.
    ///
    /// # Errors
    ///
    /// Below 1 or above 1,000,000.
    pub const fn from_trillionths(trillionths: u64) -> Result<Self, DecimalError> {
        if trillionths < Self::ONE.trillionths || trillionths > Self::MAX.trillionths {
            return Err(SUBJECT.error(DecimalErrorKind::OutOfRange));
        }
        Ok(Self { trillionths })
    }

    /// Reads a decimal such as `2.5`; [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Not digits with at most one point between them, more than twelve decimals, below 1 or above 1,000,000.
    pub const fn parse(text: &str) -> Result<Self, DecimalError> {
        match SUBJECT.parse(text) {
            Ok(trillionths) => Self::from_trillionths(trillionths),
            Err(error) => Err(error),
        }
    }

    /// The count of trillionths, 10^12 to 10^18.
    #[must_use]
    pub const fn trillionths(self) -> u64 {
        self.trillionths
    }

    /// The float closest to the decimal.
    #[must_use]
    pub const fn to_f64(self) -> f64 {
        self.trillionths as f64 / ONE as f64
    }

    /// A multiple that an [`Expansion`](crate::Expansion) has proven to be in range.
    pub(crate) const fn of_legal_expansion(trillionths: u64) -> Self {
        Self { trillionths }
    }
}

impl fmt::Display for AreaMultiple {
    /// The shortest decimal: `2.99991`, `3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal::write_units(f, self.trillionths, PLACES)
    }
}

impl FromStr for AreaMultiple {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}
