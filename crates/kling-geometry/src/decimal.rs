//! Decimal text to integer units and back, without a float on the way.

use core::fmt::{self, Write};

/// What a decimal type holds: its name and range in words, and how many decimals its unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) min: &'static str,
    pub(crate) max: &'static str,
    pub(crate) places: u32,
}

impl Subject {
    pub(crate) const fn error(self, kind: DecimalErrorKind) -> DecimalError {
        DecimalError { subject: self, kind }
    }

    pub(crate) const fn parse(self, text: &str) -> Result<u64, DecimalError> {
        match parse_units(text, self.places) {
            Ok(units) => Ok(units),
            Err(kind) => Err(self.error(kind)),
        }
    }
}

/// Why a value is not a [`Ratio`](crate::Ratio), an [`AreaMultiple`](crate::AreaMultiple) or a [`Fraction`](crate::Fraction).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecimalError {
    subject: Subject,
    kind: DecimalErrorKind,
}

impl DecimalError {
    /// What is wrong with the value.
    #[must_use]
    pub const fn kind(&self) -> DecimalErrorKind {
        self.kind
    }
}

/// The ways in which a value can fail to be a decimal in range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecimalErrorKind {
    /// The text is not digits with at most one point between them. Signs and exponents are not read.
    Malformed,
    /// The text has more decimals than the type holds. It is refused, not rounded.
    TooPrecise,
    /// The value is below the smallest or above the largest allowed.
    OutOfRange,
    /// The float is not a number.
    NotANumber,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Subject { name, min, max, places } = self.subject;
        match self.kind {
            DecimalErrorKind::Malformed => {
                write!(f, "not a decimal: {name} is written with digits and a point, from {min} to {max}")
            }
            DecimalErrorKind::TooPrecise => write!(f, "too many decimals: {name} has at most {places}"),
            DecimalErrorKind::OutOfRange => write!(f, "out of range: {name} is from {min} to {max}"),
            DecimalErrorKind::NotANumber => write!(f, "not a number: {name} is from {min} to {max}"),
        }
    }
}

impl core::error::Error for DecimalError {}

/// Reads `digits` or `digits.digits` as a count of units of `10^-places`.
pub(crate) const fn parse_units(text: &str, places: u32) -> Result<u64, DecimalErrorKind> {
    let mut rest = text.as_bytes();
    let mut units: u64 = 0;
    let mut places_left = places;
    let mut after_point = false;
    let mut digit_is_due = true;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match *byte {
            b'.' if !after_point && !digit_is_due => {
                after_point = true;
                digit_is_due = true;
            }
            b'0'..=b'9' => {
                digit_is_due = false;
                let digit = (*byte - b'0') as u64;
                if after_point && places_left == 0 {
                    if digit != 0 {
                        return Err(DecimalErrorKind::TooPrecise);
                    }
                    continue;
                }
                units = match append_digit(units, digit) {
                    Some(units) => units,
                    None => return Err(DecimalErrorKind::OutOfRange),
                };
                if after_point {
                    places_left -= 1;
                }
            }
            _ => return Err(DecimalErrorKind::Malformed),
        }
    }
    if digit_is_due {
        return Err(DecimalErrorKind::Malformed);
    }
    while places_left > 0 {
        units = match append_digit(units, 0) {
            Some(units) => units,
            None => return Err(DecimalErrorKind::OutOfRange),
        };
        places_left -= 1;
    }
    Ok(units)
}

const fn append_digit(units: u64, digit: u64) -> Option<u64> {
    match units.checked_mul(10) {
        Some(shifted) => shifted.checked_add(digit),
        None => None,
    }
}

/// The most places of a decimal here, those of an area multiple.
const MAX_PLACES: usize = 12;

/// Writes a count of units of `10^-places` as the shortest decimal.
///
/// Digit by digit: dividing by a power, or padding to a width, that is computed would leave a path to a panic in the program.
pub(crate) fn write_units(f: &mut fmt::Formatter<'_>, units: u64, places: u32) -> fmt::Result {
    let mut whole = units;
    let mut fraction = [b'0'; MAX_PLACES];
    for digit in fraction.iter_mut().take(places as usize).rev() {
        *digit += (whole % 10) as u8;
        whole /= 10;
    }
    let shortest = fraction.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
    write!(f, "{whole}")?;
    if shortest > 0 {
        f.write_char('.')?;
    }
    fraction.iter().take(shortest).try_for_each(|digit| f.write_char(char::from(*digit)))
}
