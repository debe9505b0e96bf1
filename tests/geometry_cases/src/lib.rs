//! Questions to `kling-geometry`, each answered in one line of text that is the same on every machine.
//!
//! The host test compares the answers with `answers.txt`, so a changed answer is seen in review; the firmware prints the same
//! lines on its own processor, and they are compared byte by byte.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod bounded;
mod case;
mod chosen;
mod floats;
mod random;
mod steps;
mod texts;

pub use crate::{
    bounded::Bounded,
    case::Case,
    texts::{Kind, Text},
};

/// Every question, always in the same order.
pub fn cases() -> impl Iterator<Item = Case> {
    chosen::plans()
        .chain(steps::steps())
        .chain(texts::TEXTS.iter().copied().map(Case::Text))
        .chain(floats::floats())
        .chain(bounded::BOUNDED.iter().copied().map(Case::Bounded))
        .chain(random::cases())
}
