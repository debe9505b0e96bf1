//! Ids of results, which later calls take: each a type of its own, so that one cannot stand where another belongs.

use std::fmt;

use crate::wire::ElementReference;

/// Types of ids that are text.
#[doc(hidden)]
#[macro_export]
macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// The id of an element. Ids beyond 2^53 have been seen, so it never passes through a floating-point number.
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
