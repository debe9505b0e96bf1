//! Amounts of money.

use core::fmt;

use crate::units::write_decimal;

/// US dollars, exact to the billionth. The price of every whole thousandth of a unit is such a number.
///
/// ```
/// use kling_models::Usd;
///
/// assert_eq!(Usd::from_nanodollars(84_000_000).to_string(), "$0.084");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd {
    nanodollars: u64,
}

impl Usd {
    /// The largest amount, about 18 billion dollars.
    pub const MAX: Self = Self { nanodollars: u64::MAX };

    /// So many billionths of a dollar.
    pub const fn from_nanodollars(nanodollars: u64) -> Self {
        Self { nanodollars }
    }

    /// The amount in billionths of a dollar.
    pub const fn nanodollars(self) -> u64 {
        self.nanodollars
    }

    /// The float closest to the amount in dollars.
    pub const fn as_f64(self) -> f64 {
        self.nanodollars as f64 / 1e9
    }
}

impl fmt::Display for Usd {
    /// A dollar sign and as many decimals as are needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        write_decimal(f, self.nanodollars, 9)
    }
}
