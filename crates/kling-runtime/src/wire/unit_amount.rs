//! An amount of units, exactly as the API wrote it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::spelling;

/// A decimal number that is kept as text, so that no digit is lost on the way: `"0.05"`, `"8"`, `"4.4"`.
///
/// The API documents a string; a bare number is read as well. The text is not checked. What one unit is worth depends
/// on the kind of resource pack it is taken from.
///
/// ```
/// use kling_runtime::wire::UnitAmount;
///
/// let amount: UnitAmount = serde_json::from_str("4.4")?;
/// assert_eq!(amount.to_string(), "4.4");
/// assert_eq!(amount, UnitAmount::from("4.4"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct UnitAmount(String);

impl UnitAmount {
    /// The amount as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnitAmount {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for UnitAmount {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for UnitAmount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for UnitAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelling::decimal(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_read_alike() {
        for (json, text) in
            [(r#""0.050""#, "0.050"), ("0.05", "0.05"), ("8", "8"), ("-1", "-1"), ("0.0000001", "0.0000001")]
        {
            let amount: UnitAmount = serde_json::from_str(json).expect("an amount");
            assert_eq!(amount.as_str(), text);
        }
    }

    #[test]
    fn it_is_written_as_a_string() {
        assert_eq!(serde_json::to_string(&UnitAmount::from("8")).expect("text"), r#""8""#);
    }
}
