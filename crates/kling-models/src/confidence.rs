//! How sure a fact is.

use core::fmt;

/// How sure a fact is. Only a confirmed one refuses a request; the others warn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Confidence {
    /// Sources contradict each other, or it was concluded and is stated by nobody.
    Disputed,
    /// One source says it.
    SingleSource,
    /// Captures of the vendor's documents agree; no client and no live check confirms it.
    Documented,
    /// Independent sources agree.
    Confirmed,
}

impl Confidence {
    /// The name for tables and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::SingleSource => "single source",
            Self::Documented => "documented",
            Self::Confirmed => "confirmed",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
