//! Amounts of units, exactly.

use core::{fmt, str::FromStr};

/// An amount of units of a pack, exact to the thousandth. The smallest price of the API is 0.05 units.
///
/// It prints as the API writes amounts, with as many decimals as are needed, and reads that again.
///
/// ```
/// use kling_models::Units;
///
/// let units = Units::from_thousandths(2_400);
/// assert_eq!(units.to_string(), "2.4");
/// assert_eq!("2.4".parse::<Units>()?, units);
/// # Ok::<(), kling_models::ParseUnitsError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Units {
    thousandths: u64,
}

impl Units {
    /// Nothing.
    pub const ZERO: Self = Self { thousandths: 0 };

    /// So many thousandths of a unit.
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Self { thousandths }
    }

    /// So many whole units.
    pub const fn from_whole(units: u32) -> Self {
        Self { thousandths: units as u64 * 1000 }
    }

    /// The amount in thousandths of a unit.
    pub const fn thousandths(self) -> u64 {
        self.thousandths
    }

    /// So many times the amount; `None` when that is more than can be counted.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.thousandths.checked_mul(times) {
            Some(thousandths) => Some(Self { thousandths }),
            None => None,
        }
    }

    /// Both amounts together; `None` when that is more than can be counted.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.thousandths.checked_add(other.thousandths) {
            Some(thousandths) => Some(Self { thousandths }),
            None => None,
        }
    }

    /// The float closest to the amount.
    pub const fn as_f64(self) -> f64 {
        self.thousandths as f64 / 1000.0
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.thousandths, 3)
    }
}

/// Writes `amount` divided by ten to the power of `places`, without trailing zeros.
pub(crate) fn write_decimal(f: &mut fmt::Formatter<'_>, amount: u64, places: u32) -> fmt::Result {
    let scale = 10_u64.pow(places);
    write!(f, "{}", amount / scale)?;
    let mut rest = amount % scale;
    if rest == 0 {
        return Ok(());
    }
    let mut width = places as usize;
    while rest.is_multiple_of(10) {
        rest /= 10;
        width -= 1;
    }
    write!(f, ".{rest:0width$}")
}

impl FromStr for Units {
    type Err = ParseUnitsError;

    /// Reads digits with at most one decimal point, as the API writes amounts. Zeros after the third decimal are allowed.
    fn from_str(text: &str) -> Result<Self, ParseUnitsError> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) || decimals.bytes().skip(3).any(|byte| byte != b'0') {
            return Err(ParseUnitsError { _private: () });
        }
        let thousandths =
            decimals.bytes().chain([b'0'; 3]).take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let whole: u64 = whole.parse().map_err(|_| ParseUnitsError { _private: () })?;
        whole
            .checked_mul(1000)
            .and_then(|whole| whole.checked_add(thousandths))
            .map(Self::from_thousandths)
            .ok_or(ParseUnitsError { _private: () })
    }
}

/// A text is not an amount of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseUnitsError {
    _private: (),
}

impl fmt::Display for ParseUnitsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount of units is a decimal with at most three places, such as 2.4")
    }
}

impl core::error::Error for ParseUnitsError {}
