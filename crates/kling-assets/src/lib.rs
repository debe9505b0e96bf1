//! Client for what other tasks of the Kling AI API refer to: voices, elements, and pictures of one thing from other angles.
//!
//! ```no_run
//! use kling_assets::Assets;
//! use kling_runtime::{Credentials, Session};
//!
//! # async fn example() -> Result<(), kling_runtime::Error> {
//! let session = Session::builder(Credentials::from_env()?).build()?;
//! let assets = Assets::new(&session);
//! let made = assets.create_voice("Narrator", "https://example.com/voice.mp3").send().await?.wait().await?;
//! println!("{}", made.first().id);
//! # Ok(())
//! # }
//! ```
//!
//! Making a voice, an element or other angles is a task, created exactly once. [`Assets::voices`] and [`Assets::elements`] list
//! what is there, [`Assets::preset_voices`] and [`Assets::preset_elements`] what everybody may use.
//!
//! The elements of before 2026-02-25 are a library of their own, which the current one does not know. They have no front door;
//! [`wire`] has their calls.
#![deny(missing_docs)]

mod angles;
mod client;
mod create_element;
mod create_voice;
mod element;
mod generated;
mod library;
mod picture_rule;
mod products;
mod show_angles;
mod voice;

pub use angles::AngleSet;
pub use client::Assets;
pub use create_element::{CreateElement, ElementSource};
pub use create_voice::{CreateVoice, VoiceSource};
pub use element::Element;
pub use products::{AssetProduct, ElementCreation, MultiShot, VoiceCreation};
pub use show_angles::ShowAngles;
pub use voice::Voice;

/// The plain wire: every operation and type as `openapi/assets.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
