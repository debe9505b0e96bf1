//! What a request is expected to cost, as far as a price list tells.

use std::fmt;

use kling::models::{AppliedRate, Estimate};

/// What is known of a cost before anything is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Price {
    Whole(Estimate),
    /// How much is charged for depends on what is not measured yet, such as the length of a video.
    Rate(AppliedRate),
    Unknown,
    Nothing,
}

impl Price {
    pub(crate) fn new(estimate: Option<Estimate>, rate: Option<AppliedRate>) -> Self {
        estimate.map(Self::Whole).or(rate.map(Self::Rate)).unwrap_or(Self::Unknown)
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(estimate) => estimate.fmt(f),
            Self::Rate(rate) => rate.fmt(f),
            Self::Unknown => f.write_str("no price list tells what this costs"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}
