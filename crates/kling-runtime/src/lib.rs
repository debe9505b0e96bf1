//! What every Kling AI client crate shares: credentials, money-safe creates, waiting, pictures, downloads, errors.
//!
//! Most people use the `kling` crate or one client crate such as `kling-images`. This crate knows no endpoint. It holds what all
//! of them need and get wrong most easily:
//!
//! - [`Session`]: signs every attempt, sends again only what is safe to send again, and reads every answer by its code.
//! - [`submit`]: creates a paid task exactly once, also when the answer is lost.
//! - [`Task`] and [`TaskHandle`]: wait for a task, follow it, hand it to another process.
//! - [`Picture`]: a picture from a path, memory or URL, looked at before it is sent.
//! - [`Downloader`]: fetches results whole or not at all, never with credentials.
//! - [`Error`]: what happened, where, what to do, and whether money may have been spent.
//! - [`wire`]: the types of the wire that all endpoints share, generated from the OpenAPI document.
//!
//! The crate never reads a clock, sleeps or draws a random number except through [`System`].
#![deny(missing_docs)]

mod answer;
mod api_code;
mod base_url;
mod bearer;
mod credentials;
mod download;
mod error;
mod external_task_id;
#[doc(hidden)]
pub mod generated_support;
mod picture;
mod retry;
mod session;
mod submit;
mod system;
mod task;
mod task_handle;
mod task_record;
mod wait;
pub mod wire;

pub use answer::Answer;
pub use api_code::{ApiCode, Repeat};
pub use base_url::{BASE_URL_VARIABLE, BaseUrl};
pub use credentials::{CREDENTIAL_VARIABLES, CredentialVariables, Credentials};
pub use download::{Downloader, SaveOptions, Saved};
pub use error::{Error, ErrorKind, TaskTrace};
pub use external_task_id::ExternalTaskId;
pub use picture::{LoadedPicture, Picture, PictureFormat, PictureHeader};
pub use retry::RetryPolicy;
pub use session::{Session, SessionBuilder};
pub use submit::submit;
pub use system::{RealSystem, Sleep, System};
pub use task::Task;
pub use task_handle::TaskHandle;
pub use task_record::{Product, RETENTION, TaskRecord, from_unix_millis, to_unix_millis};
pub use wait::WaitPolicy;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
