//! Client for what other tasks of the Kling AI API refer to: voices, elements, and pictures of one thing from other angles.
//!
//! The example needs `kling-runtime`, `kling-emulator`, `futures-util`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use futures_util::TryStreamExt;
//! use kling_assets::{Assets, ElementSource};
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
//!     let assets = Assets::new(&session);
//!     let lighthouse = "../../docs/pictures/lighthouse.jpg";
//!     let source = ElementSource::from_pictures(lighthouse, [lighthouse]);
//!     let made = assets.create_element("Lighthouse", "white, with a red door", source).send().await?.wait().await?;
//!     println!("prompts of videos name it by {}", made.first().id);
//!
//!     let voices: Vec<_> = assets.preset_voices().try_collect().await?;
//!     assert!(voices.iter().any(|voice| voice.trial_url.is_some()));
//!     Ok(())
//! }
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
