//! Client for the `/v1/images` endpoints of the Kling AI API: making pictures, growing them, trying on clothes.
//!
//! The example needs `kling-runtime`, `kling-emulator`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use kling_emulator::{DEFAULT_API_KEY, Emulator};
//! use kling_images::{Anchor, Images};
//! use kling_runtime::{Credentials, Session};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // The emulator stands for the API, so this needs no account. With one: `Session::builder(Credentials::from_env()?).build()?`.
//!     let emulator = Emulator::builder().speed(1000.0).start().await?;
//!     let credentials = Credentials::api_key(DEFAULT_API_KEY)?;
//!     let session = Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?;
//!
//!     let images = Images::new(&session);
//!     let task = images.expand("../../docs/pictures/lighthouse.jpg").to_aspect(16, 9).with_anchor(Anchor::Bottom).send().await?;
//!     let saved = task.wait().await?.save_to(std::env::temp_dir()).await?;
//!     println!("{}", saved[0].display());
//!     Ok(())
//! }
//! ```
//!
//! Each product has a method of [`Images`] that begins an order:
//!
//! | Method | What it makes |
//! | --- | --- |
//! | [`generate`](Images::generate) | pictures from words, or from words and a picture |
//! | [`omni`](Images::omni) | pictures, or a series, from words that name pictures and elements |
//! | [`combine`](Images::combine) | a picture of up to four subjects, in a scene and a style |
//! | [`expand`](Images::expand) | a picture grown beyond its borders |
//! | [`try_on`](Images::try_on) | a person in other clothes |
//!
//! An order reads its files, refuses what the API would refuse before anything is sent, tells its price, and creates the task
//! exactly once. [`Images::task`] and [`Images::list`] find tasks again. [`wire`] holds the plain types and calls as the OpenAPI
//! document has them, for those who know better.
#![deny(missing_docs)]

mod client;
mod combine;
mod expand;
mod generate;
mod generated;
mod image;
mod input_size;
mod omni;
mod price;
mod products;
mod stepwise_expansion;
mod try_on;

pub use client::Images;
pub use combine::CombineSubjects;
pub use expand::{Expand, PlannedExpansion};
pub use generate::GenerateImage;
pub use generated::types::{ImageAspectRatio, ImageReferenceKind, ImageResolution};
pub use image::Image;
pub use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Margins, Origin, Plan, Ratio, Size, Steps, Wish};
pub use kling_models::Estimate;
pub use kling_runtime::wire::SeriesAmount;
pub use omni::GenerateOmniImage;
pub use price::estimate_expansions;
pub use products::{ImageExpansion, ImageGeneration, ImageProduct, OmniImage, ReferenceImage, VirtualTryOn};
pub use stepwise_expansion::{SentStep, StepwiseExpansion};
pub use try_on::TryOn;

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
