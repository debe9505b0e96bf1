//! Client for the solutions of the Kling AI API: whole pipelines for e-commerce and drama.
//!
//! The example needs `kling-runtime`, `kling-emulator`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use kling_emulator::{DEFAULT_API_KEY, Emulator};
//! use kling_runtime::{Credentials, Session};
//! use kling_solutions::{GoodsStudioSettings, Solutions};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // The emulator stands for the API, so this needs no account. With one: `Session::builder(Credentials::from_env()?).build()?`.
//!     let emulator = Emulator::builder().speed(1000.0).start().await?;
//!     let credentials = Credentials::api_key(DEFAULT_API_KEY)?;
//!     let session = Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?;
//!
//!     let solutions = Solutions::new(&session);
//!     let settings = GoodsStudioSettings::new("720p", "1:1", 30_u32);
//!     let task = solutions.show_goods("Copper kettle", ["../../docs/pictures/lighthouse.jpg"], settings).send().await?;
//!     let saved = task.wait().await?.save_to(std::env::temp_dir()).await?;
//!     println!("{}", saved[0].display());
//!     Ok(())
//! }
//! ```
//!
//! | method | solution |
//! |---|---|
//! | [`Solutions::try_on`] | virtual try-on 3.0 |
//! | [`Solutions::present`] | video commerce |
//! | [`Solutions::replicate_apparel`] | apparel replicator |
//! | [`Solutions::show_goods`] | goods studio |
//! | [`Solutions::subtitle_drama`] | drama subtitles |
//!
//! The vendor shows them on the host of mainland China; that the other host has the same paths is inferred. Their tasks are told
//! in the same form as those of the newer standard, so what they make is told by the types of [`unified`].
#![deny(missing_docs)]

mod apparel_replicator;
mod client;
mod drama_subtitle;
mod find;
mod generated;
mod goods_studio;
mod items;
mod options;
mod try_on;
mod video_commerce;

pub use apparel_replicator::{ApparelReplicator, ReplicateApparel};
pub use client::Solutions;
pub use drama_subtitle::{DramaSubtitle, SubtitleDrama};
pub use find::SolutionFilter;
pub use generated::types::{GoodsStudioSettings, SolutionAspectRatio, SolutionResolution, SubtitleLanguage};
pub use goods_studio::{GoodsStudio, ShowGoods};
pub use kling_runtime::Charge;
pub use kling_runtime::unified::{self, Image, Output, TaskReport, TextFile, Video};
pub use try_on::{TryOn, VirtualTryOn3};
pub use video_commerce::{Goods, Present, Presenter, VideoCommerce};

/// The plain wire: every operation and type as `openapi/solutions.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
