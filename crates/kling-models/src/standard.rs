//! The families of requests that the API has under one account.

use core::fmt;

/// How a model is named in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Standard {
    /// Paths that begin with `/v1`; the model is the value of `model_name`, where there is a choice.
    V1,
    /// The newer standard: the model is the last segment of the path, and `/tasks` answers queries. Video only.
    Tasks,
    /// Paths that begin with `/solutions`; no model is named.
    Solutions,
}

impl Standard {
    /// The name for tables and messages: `v1`, `tasks`, `solutions`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::Tasks => "tasks",
            Self::Solutions => "solutions",
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
