//! `/account`: resource packs and what they pay.

pub(crate) mod costs;
mod packs;

pub use packs::{Pack, PackChange, PackStatus, PackSummary};
pub(crate) use packs::Packs;
