//! Ids of results, which later calls take: each a type of its own, so that one cannot stand where another belongs.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::wire::{ElementReference, spelling};

/// Types of ids that are text.
#[doc(hidden)]
#[macro_export]
macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// It travels as text: through serde, [`Display`](::std::fmt::Display) and [`FromStr`](::std::str::FromStr).
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// An id as the API wrote it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Ok(Self::new(id))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

text_ids! {
    /// The id of a finished video: for extending it, giving it sound, moving its lips. Not the id of its task.
    ///
    /// The API takes it for 30 days.
    VideoId;
    /// The id of a finished sound. Avatar and lip sync take that of a speech, for 30 days.
    AudioId;
    /// The id of a voice of one's own or of the official library. Not one of the voices for speech, which have a catalogue of
    /// their own.
    VoiceId;
}

/// The id of an element. Ids beyond 2^53 have been seen, so it never passes through a floating-point number: serde writes it as text,
/// and reads text and whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(i64);

impl ElementId {
    /// An id as the API wrote it.
    pub const fn new(id: i64) -> Self {
        Self(id)
    }

    /// The id as a number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for ElementId {
    type Err = ParseIntError;

    fn from_str(id: &str) -> Result<Self, ParseIntError> {
        id.parse().map(Self)
    }
}

impl Serialize for ElementId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ElementId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelling::integer(deserializer).map(Self)
    }
}

impl From<i64> for ElementId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

/// The members of an `element_list`.
#[doc(hidden)]
pub fn element_references(elements: impl IntoIterator<Item = ElementId>) -> Vec<ElementReference> {
    elements.into_iter().map(|element| ElementReference::new(element.get())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_travel_as_text() {
        let id = VideoId::from("743211632612511839");
        let json = serde_json::to_string(&id).expect("text");
        assert_eq!(json, r#""743211632612511839""#);
        assert_eq!(serde_json::from_str::<VideoId>(&json).expect("an id"), id);
        assert_eq!(id.to_string().parse(), Ok(id.clone()));
        assert_eq!(id.as_ref(), "743211632612511839");
    }

    #[test]
    fn no_digit_of_an_element_is_lost() {
        let id = ElementId::new(9_007_199_254_740_993);
        let json = serde_json::to_string(&id).expect("text");
        assert_eq!(json, r#""9007199254740993""#);
        for json in [json.as_str(), "9007199254740993"] {
            assert_eq!(serde_json::from_str::<ElementId>(json).expect("an id"), id);
        }
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("two".parse::<ElementId>().is_err());
    }
}
