//! `/account`: resource packs and what they pay.

pub(crate) mod costs;
mod packs;

pub(crate) use packs::Packs;
pub use packs::{Pack, PackChange, PackStatus, PackSummary};
