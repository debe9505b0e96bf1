//! Client for the newer standard of the Kling AI API: one path for each model, and one place to ask for the tasks of every product.
//!
//! ```no_run
//! use kling_runtime::{Credentials, Session};
//! use kling_tasks::{Kling30Turbo, Tasks};
//!
//! # async fn example() -> Result<(), kling_runtime::Error> {
//! let session = Session::builder(Credentials::api_key("api-key-kling-...")?).build()?;
//! let tasks = Tasks::new(&session);
//! let task = tasks.text_to_video(Kling30Turbo, "a fox runs over snow").with_seconds(5).send().await?;
//! let saved = task.wait().await?.save_to(".").await?;
//! # let _ = saved;
//! # Ok(())
//! # }
//! ```
//!
//! [`Tasks::text_to_video`], [`Tasks::image_to_video`], [`Tasks::omni`] and [`Tasks::control_motion`] take the model as a type,
//! and offer what that model's create takes and nothing else. [`Tasks::get`] and [`Tasks::list`] tell of the tasks of every
//! product, those made under `/v1` included.
//!
//! The newer standard takes static API keys only.
#![deny(missing_docs)]

mod capability;
mod client;
mod find;
mod generated;
mod image_to_video;
mod items;
mod models;
mod motion_control;
mod omni_video;
mod picture_rule;
mod settings;
mod shots;
mod text_to_video;

pub use capability::{Capability, VideoOrder};
pub use client::Tasks;
pub use find::{ProductType, TaskFilter};
pub use generated::types::{AudioSource, OrientationSource, OutputAspectRatio, OutputResolution};
pub use image_to_video::{GenerateFromFrames, ImageToVideo};
pub use kling_runtime::unified::{self, Audio, Charge, Element, Image, Output, TaskReport, TextFile, Video, Voice};
pub use models::{Kling25Turbo, Kling26, Kling30, Kling30Omni, Kling30Turbo, KlingO1, Makes, Model};
pub use motion_control::{ControlMotion, MotionControl};
pub use omni_video::{GenerateOmniVideo, OmniVideo};
pub use shots::{Shot, Shots};
pub use text_to_video::{GenerateFromText, TextToVideo};

/// The plain wire: every operation and type as `openapi/tasks.yaml` has them, with nothing added.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
