//! Client for the `/v1/audio` endpoints of the Kling AI API: sounds from words, sounds for a video, and speech.
//!
//! The example needs `kling-runtime`, `kling-emulator`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use std::time::Duration;
//!
//! use kling_audio::Audio;
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
//!     let audio = Audio::new(&session);
//!     let folder = std::env::temp_dir();
//!     let task = audio.make_sound("rain on a tin roof", Duration::from_millis(5500)).send().await?;
//!     let saved = task.wait().await?.save_to(&folder).await?;
//!     assert_eq!(saved.len(), 2, "an MP3 and a WAV");
//!
//!     let speech = audio.speak("Good morning.", "oversea_male1", "en").send().await?;
//!     speech.save(folder.join(format!("{}.mp3", speech.id))).await?;
//!     Ok(())
//! }
//! ```
//!
//! [`Audio::make_sound`] and [`Audio::add_sound`] are orders of tasks: they refuse what the API would refuse before anything is
//! sent, tell their price, and create the task exactly once. [`Audio::task`] and [`Audio::list`] find tasks again.
//! [`Audio::speak`] answers directly; a speech cannot be asked after. Units for all three come from video packs.
//!
//! The ids of results flow on: a [`VideoId`](kling_runtime::VideoId) goes into [`Audio::add_sound`], and the
//! [`AudioId`](kling_runtime::AudioId) of a [`Speech`] into avatars and lip sync. [`wire`] holds the plain types and calls as the
//! OpenAPI document has them.
#![deny(missing_docs)]

mod add_sound;
mod audio_clip;
mod client;
mod generated;
mod make_sound;
mod products;
mod speak;
mod speech;
mod video_with_sound;

pub use add_sound::AddSound;
pub use audio_clip::{AudioClip, SoundFile};
pub use client::Audio;
pub use kling_runtime::VideoSource;
pub use make_sound::MakeSound;
pub use products::{AudioProduct, TextToAudio, VideoToAudio};
pub use speak::Speak;
pub use speech::Speech;
pub use video_with_sound::{VideoClip, VideoWithSound};

/// The plain wire: every operation and type as `openapi/audio.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
