//! Client for the `/v1/images` endpoints of the Kling AI API: image expansion so far.
//!
//! ```no_run
//! use kling_images::{Anchor, Images};
//! use kling_runtime::{Credentials, Session};
//!
//! # async fn example() -> Result<(), kling_runtime::Error> {
//! let session = Session::builder(Credentials::from_env()?).build()?;
//! let images = Images::new(&session);
//! let saved = images.expand("dog.jpg").to_aspect(16, 9).anchor(Anchor::Bottom).send().await?.wait().await?.save_to(".").await?;
//! println!("{}", saved[0].display());
//! # Ok(())
//! # }
//! ```
//!
//! [`Images::expand`] is the front door: it looks at the picture, plans the ratios, refuses what the API would refuse before
//! anything is sent, and creates the task exactly once. [`wire`] holds the plain types and calls as the OpenAPI document has
//! them, for those who know better.
#![deny(missing_docs)]

mod client;
mod expand;
mod expanded;
mod expansion_task;
mod generated;
mod price;
mod stepwise_expansion;

pub use client::Images;
pub use expand::{Expand, PlannedExpansion};
pub use expanded::{Expanded, ExpandedImage};
pub use expansion_task::ImageExpansion;
pub use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Margins, Origin, Plan, Ratio, Size, Steps, Wish};
pub use price::Estimate;
pub use stepwise_expansion::{SentStep, StepwiseExpansion};

/// The plain wire: every operation and type as `openapi/images.yaml` has them, with nothing added.
///
/// Requests are signed and safely retried; nothing is checked, and an ambiguous create is not looked up.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
