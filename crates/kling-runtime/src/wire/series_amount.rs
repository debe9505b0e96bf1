//! How many pictures a series has.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::spelling;

/// How many pictures a series has: a number, or as many as the model likes.
///
/// ```
/// use kling_runtime::wire::SeriesAmount;
///
/// assert_eq!(serde_json::to_string(&SeriesAmount::Exactly(4))?, "4");
/// assert_eq!(serde_json::to_string(&SeriesAmount::Auto)?, r#""auto""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SeriesAmount {
    /// So many, from 2 to 9.
    Exactly(u32),
    /// `auto`: the model chooses. Known from one source, of April 2026.
    Auto,
}

impl SeriesAmount {
    const AUTO: &str = "auto";
}

impl From<u32> for SeriesAmount {
    fn from(pictures: u32) -> Self {
        Self::Exactly(pictures)
    }
}

impl Serialize for SeriesAmount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(pictures) => serializer.serialize_u32(*pictures),
            Self::Auto => serializer.serialize_str(Self::AUTO),
        }
    }
}

impl<'de> Deserialize<'de> for SeriesAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = spelling::text(deserializer)?;
        if text == Self::AUTO {
            return Ok(Self::Auto);
        }
        let expected = &"a whole number or `auto`";
        text.parse().map(Self::Exactly).map_err(|_| D::Error::invalid_value(Unexpected::Str(&text), expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_a_number_and_the_word_are_read() {
        for (json, amount) in
            [("4", SeriesAmount::Exactly(4)), (r#""4""#, SeriesAmount::Exactly(4)), (r#""auto""#, SeriesAmount::Auto)]
        {
            assert_eq!(serde_json::from_str::<SeriesAmount>(json).expect(json), amount);
        }
        for json in ["-1", r#""many""#, "1.5", "null"] {
            assert!(serde_json::from_str::<SeriesAmount>(json).is_err(), "{json}");
        }
    }
}
