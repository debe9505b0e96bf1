//! One client for the Kling AI API.
//!
//! Expanding a picture, here on the emulator, which needs no account:
//!
//! ```
//! use kling::{Anchor, Kling};
//!
//! # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let emulator = kling_emulator::Emulator::builder().speed(1000.0).start().await?;
//! # let credentials = kling::Credentials::api_key(kling_emulator::DEFAULT_API_KEY)?;
//! # let kling = Kling::new(kling::Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?);
//! # let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pictures/lighthouse.jpg");
//! # let folder = std::env::temp_dir().join(format!("kling-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let saved = kling
//!     .images()
//!     .expand(picture)
//!     .to_aspect(16, 9)
//!     .with_anchor(Anchor::Bottom)
//!     .send()
//!     .await?
//!     .wait()
//!     .await?
//!     .save_to(&folder)
//!     .await?;
//! assert!(saved[0].exists());
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(()) }
//! ```
//!
//! With an account, `Kling::from_env()?` reads `KLINGAI_API_KEY`, or `KLINGAI_ACCESS_KEY` and `KLINGAI_SECRET_KEY`.
//!
//! Each client crate works alone too; this crate only joins them. Features of their names choose them: `account`, `assets`,
//! `audio`, `images`, `solutions`, `tasks`, `videos`. All are on by default.
#![deny(missing_docs)]

mod client;

pub use client::Kling;
pub use kling_geometry as geometry;
pub use kling_geometry::Anchor;
pub use kling_models as models;
pub use kling_runtime as runtime;
pub use kling_runtime::{BaseUrl, Credentials, Error, ErrorKind, Picture, Session, TaskHandle, TaskTrace, WaitPolicy};

#[cfg(feature = "account")]
pub use kling_account as account;
#[cfg(feature = "assets")]
pub use kling_assets as assets;
#[cfg(feature = "audio")]
pub use kling_audio as audio;
#[cfg(feature = "images")]
pub use kling_images as images;
#[cfg(feature = "solutions")]
pub use kling_solutions as solutions;
#[cfg(feature = "tasks")]
pub use kling_tasks as tasks;
#[cfg(feature = "videos")]
pub use kling_videos as videos;

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct RepositoryReadme;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
