//! Ids that only this crate's calls take.

use std::fmt;

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

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    /// The id of an [`EditingSession`](crate::EditingSession). It lives 24 hours and stays the same while the session is edited.
    EditingSessionId;
    /// The id of the session in which faces were found. How long it lives is not documented.
    FaceSessionId;
    /// The id of a face within its session.
    FaceId;
}
