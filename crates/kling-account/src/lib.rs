//! Client for the `/account` endpoints of the Kling AI API: the resource packs so far.
//!
//! ```no_run
//! use kling_account::Account;
//! use kling_runtime::{Credentials, Session};
//!
//! # async fn example() -> Result<(), kling_runtime::Error> {
//! let session = Session::builder(Credentials::from_env()?).build()?;
//! for pack in Account::new(&session).packs().await? {
//!     println!("{}: {} of {} units left", pack.name, pack.remaining, pack.total);
//! }
//! # Ok(())
//! # }
//! ```
#![deny(missing_docs)]

mod client;
mod generated;
mod resource_pack;

pub use client::Account;
pub use resource_pack::{PackKind, PackStatus, ResourcePack};

/// The plain wire: every operation and type as `openapi/account.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
