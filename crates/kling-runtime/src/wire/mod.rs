//! The shared vocabulary of the wire: what every client crate reads and writes.
//!
//! Most of it is generated from `openapi/common.yaml` and carries the names used there. Written by hand are the
//! types whose reading or writing needs more than a list of members:
//! [`Envelope`], [`ListEnvelope`], [`TaskStatus`], [`UnitAmount`], [`Seconds`], [`SeriesAmount`] and [`MediaInput`].
//!
//! Answers are read leniently: unknown members are ignored, unknown words are values, and an optional member may be
//! missing, `null`, an empty string or an empty object. An id may be a bare integer and a code may be text. Requests are written strictly: what is absent is left out.
//!
//! Structs are `#[non_exhaustive]`, because the API gains members every few months. Make one with its `new`, which
//! takes the required members, or with `default` where there are none, and set the others afterwards:
//!
//! ```
//! use kling_runtime::wire::{TaskCreated, TaskInfo, TaskStatus};
//!
//! let mut info = TaskInfo::default();
//! info.external_task_id = Some("job-1".to_owned());
//! let mut created = TaskCreated::new("912345678901234567".to_owned(), TaskStatus::Submitted);
//! created.task_info = Some(info);
//! ```

#[doc(hidden)]
pub mod absent;
mod envelope;
mod generated;
mod media_input;
mod seconds;
mod series_amount;
#[doc(hidden)]
pub mod spelling;
mod task_status;
mod unit_amount;
mod watermark;

pub use envelope::{Envelope, ListEnvelope};
pub use generated::*;
pub use media_input::MediaInput;
pub use seconds::Seconds;
pub use series_amount::SeriesAmount;
pub use task_status::TaskStatus;
pub use unit_amount::UnitAmount;
