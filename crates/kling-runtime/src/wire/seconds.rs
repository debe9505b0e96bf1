//! A length of time, exactly as the API wrote it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};

use super::spelling;

/// Seconds as a decimal number that is kept as text: `"5.04"`.
///
/// The API documents a string; a bare number is read as well. The text is not checked.
///
/// ```
/// use std::time::Duration;
///
/// use kling_runtime::wire::Seconds;
///
/// let length: Seconds = serde_json::from_str("5.04")?;
/// assert_eq!(length, Seconds::from("5.04"));
/// assert_eq!(length.to_duration(), Some(Duration::from_millis(5040)));
/// assert_eq!(Seconds::from("about five").to_duration(), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Seconds(String);

impl Seconds {
    /// The seconds as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as a duration; `None` where the text is no number of seconds.
    pub fn to_duration(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.0.trim().parse().ok()?).ok()
    }
}

impl From<&str> for Seconds {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Seconds {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelling::decimal(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_length_is_none() {
        for text in ["", "NaN", "-1", "inf", "1e300"] {
            assert_eq!(Seconds::from(text).to_duration(), None, "{text}");
        }
    }
}
