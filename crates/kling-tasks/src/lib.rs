//! Client for the newer standard of the Kling AI API: one path for each model, and one place to ask for the tasks of every product.
//!
//! The example needs `kling-runtime`, `kling-emulator`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use kling_emulator::{DEFAULT_API_KEY, Emulator};
//! use kling_runtime::{Credentials, Session};
//! use kling_tasks::{Kling30Turbo, Tasks};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // The emulator stands for the API, so this needs no account. With one: `Session::builder(Credentials::from_env()?).build()?`.
//!     let emulator = Emulator::builder().speed(1000.0).start().await?;
//!     let credentials = Credentials::api_key(DEFAULT_API_KEY)?;
//!     let session = Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?;
//!
//!     let tasks = Tasks::new(&session);
//!     let task = tasks.text_to_video(Kling30Turbo, "a fox runs over snow").with_seconds(5).send().await?;
//!     let saved = task.wait().await?.save_to(std::env::temp_dir()).await?;
//!     println!("{}", saved[0].display());
//!     Ok(())
//! }
//! ```
//!
//! [`Tasks::text_to_video`], [`Tasks::image_to_video`], [`Tasks::omni`] and [`Tasks::control_motion`] take the model as a type,
//! and offer what that model's create takes and nothing else. [`Tasks::get`] and [`Tasks::list`] tell of the tasks of every
//! product, those made under `/v1` included.
//!
//! The newer standard takes static API keys only.
#![deny(missing_docs)]

mod client;
mod find;
mod generated;
mod image_to_video;
mod items;
mod models;
mod motion_control;
mod omni_video;
mod settings;
mod shot_script;
mod text_to_video;
mod video_kind;

pub use client::Tasks;
pub use find::{ProductType, TaskFilter};
pub use generated::types::{AudioSource, OrientationSource, OutputAspectRatio, OutputResolution};
pub use image_to_video::{GenerateFromFrames, ImageToVideo};
pub use kling_runtime::unified::{self, Audio, Element, Image, Output, TaskReport, TextFile, Video, Voice};
pub use kling_runtime::{Charge, Shot};
pub use models::{Kling25Turbo, Kling26, Kling30, Kling30Omni, Kling30Turbo, KlingO1, Makes, Model};
pub use motion_control::{ControlMotion, MotionControl};
pub use omni_video::{GenerateOmniVideo, OmniVideo};
pub use shot_script::ShotScript;
pub use text_to_video::{GenerateFromText, TextToVideo};
pub use video_kind::{VideoKind, VideoOrder};

/// The plain wire: every operation and type as `openapi/tasks.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
