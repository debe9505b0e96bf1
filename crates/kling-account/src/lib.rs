//! Client for the `/account` endpoints of the Kling AI API: the resource packs, and the ledgers of what was taken for each task.
//!
//! The example needs `kling-runtime`, `kling-emulator`, `futures-util`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//!
//! use futures_util::TryStreamExt;
//! use kling_account::Account;
//! use kling_emulator::{DEFAULT_API_KEY, Emulator};
//! use kling_runtime::{Credentials, Session};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // The emulator stands for the API, so this needs no account. With one: `Session::builder(Credentials::from_env()?).build()?`.
//!     let emulator = Emulator::builder().speed(1000.0).start().await?;
//!     let credentials = Credentials::api_key(DEFAULT_API_KEY)?;
//!     let session = Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?;
//!
//!     let account = Account::new(&session);
//!     for pack in account.packs().await? {
//!         println!("{}: {} of {} units left", pack.name, pack.remaining, pack.total);
//!     }
//!
//!     let now = SystemTime::now();
//!     let mut entries = std::pin::pin!(account.unit_ledger(now - Duration::from_secs(24 * 60 * 60)..now).entries());
//!     while let Some(deduction) = entries.try_next().await? {
//!         println!("{:?} units for task {:?}", deduction.units, deduction.task.id);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! [`Account::packs`] tells what is left, [`Account::unit_ledger`] and [`Account::balance_ledger`] what was taken. All calls are free
//! and change nothing. [`wire`] holds the plain types and calls as the OpenAPI document has them.
#![deny(missing_docs)]

mod client;
mod deduction;
mod generated;
mod ledger;
mod resource_pack;

pub use client::Account;
pub use deduction::{BalanceDeduction, ChargedTask, UnitDeduction};
pub use ledger::{BalanceLedger, PackFilter, UnitLedger};
pub use resource_pack::{PackKind, PackStatus, ResourcePack};

/// The plain wire: every operation and type as `openapi/account.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
