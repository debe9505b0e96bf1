//! `/account`: resource packs, what they pay, and the ledgers of it.

pub(crate) mod costs;
pub(crate) mod ledger;
mod packs;

pub(crate) use ledger::{Bill, Charged, Ledger};
pub(crate) use packs::Packs;
pub use packs::{Pack, PackChange, PackKind, PackStatus, PackSummary};
