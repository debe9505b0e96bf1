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

mod address;
mod answer;
mod api_code;
mod base_url;
mod bearer;
mod charge;
mod create;
mod credentials;
mod cursor_pages;
mod download;
mod draft;
mod error;
mod external_task_id;
mod finished;
mod front_door;
#[doc(hidden)]
pub mod generated_support;
mod ids;
mod listing;
mod media_source;
mod picture;
mod products;
mod retry;
mod session;
mod shot;
mod sound;
mod submit;
mod system;
mod task;
mod task_handle;
mod task_record;
pub mod unified;
mod video_source;
mod wait;
pub mod wire;

#[doc(hidden)]
pub use address::check_address;
pub use answer::Answer;
pub use api_code::{ApiCode, Repeat};
pub use base_url::{BASE_URL_VARIABLE, BaseUrl};
pub use charge::Charge;
pub use create::{Create, Prepared, Review, Usage};
pub use credentials::{CREDENTIAL_VARIABLES, CredentialVariables, Credentials};
#[doc(hidden)]
pub use cursor_pages::{Page, entries};
pub use download::{Content, Downloader, SaveOptions, Saved};
#[doc(hidden)]
pub use draft::{Draft, PictureMember};
pub use error::{Error, ErrorKind, TaskTrace};
pub use external_task_id::ExternalTaskId;
pub use finished::{Finished, Output, ResultFile};
#[doc(hidden)]
pub use finished::{TaskMembers, number_apart, picture_extension};
#[doc(hidden)]
pub use futures_util::Stream;
#[doc(hidden)]
pub use ids::element_references;
pub use ids::{AudioId, ElementId, VideoId, VoiceId};
#[doc(hidden)]
pub use listing::check_page;
pub use listing::{Listed, list};
pub use picture::{LoadedPicture, Picture, PictureFormat, PictureHeader};
pub use retry::RetryPolicy;
pub use session::{Session, SessionBuilder};
pub use shot::Shot;
pub use sound::Sound;
pub use submit::submit;
pub use system::{RealSystem, Sleep, System};
pub use task::Task;
pub use task_handle::TaskHandle;
pub use task_record::{Product, RETENTION, TaskRecord, from_unix_millis, to_unix_millis};
pub use video_source::VideoSource;
#[doc(hidden)]
pub use video_source::check_video_members;
pub use wait::WaitPolicy;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
