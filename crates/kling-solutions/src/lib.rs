//! Client for the solutions of the Kling AI API: whole pipelines for e-commerce and drama.
//!
//! ```no_run
//! use kling_runtime::{BaseUrl, Credentials, Session};
//! use kling_solutions::{GoodsStudioSettings, Solutions};
//!
//! # async fn example() -> Result<(), kling_runtime::Error> {
//! let session = Session::builder(Credentials::from_env()?).with_base_url(BaseUrl::beijing()).build()?;
//! let solutions = Solutions::new(&session);
//! let settings = GoodsStudioSettings::new("720p", "1:1", 30_u32);
//! let task = solutions.show_goods("Copper kettle", ["kettle.png"], settings).send().await?;
//! let saved = task.wait().await?.save_to(".").await?;
//! # let _ = saved;
//! # Ok(())
//! # }
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
mod picture_rule;
mod try_on;
mod video_commerce;

pub use apparel_replicator::{ApparelReplicator, ReplicateApparel};
pub use client::Solutions;
pub use drama_subtitle::{DramaSubtitle, SubtitleDrama};
pub use find::SolutionFilter;
pub use generated::types::{GoodsStudioSettings, SolutionAspectRatio, SolutionResolution, SubtitleLanguage};
pub use goods_studio::{GoodsStudio, ShowGoods};
pub use kling_runtime::unified::{self, Charge, Image, Output, TaskReport, TextFile, Video};
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
