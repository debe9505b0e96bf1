//! The Kling AI API on a local port.
#![deny(missing_docs)]

mod account;
mod app;
mod auth;
mod builder;
mod call;
mod callbacks;
mod clock;
mod control;
mod envelope;
mod faults;
mod images;
mod journal;
mod operation;
mod outpaint;
mod results;
mod router;
mod server;
mod task_view;
mod tasks;

pub use account::{Pack, PackChange, PackStatus, PackSummary};
pub use app::Shape;
pub use builder::{Builder, DEFAULT_ACCESS_KEY, DEFAULT_API_KEY, DEFAULT_SECRET_KEY, Emulator, ReadyRecord, StartError};
pub use clock::UnixMillis;
pub use control::{Control, UnknownPack, UnusableSpeed};
pub use faults::{Effect, Fault, Stage, UnusableFault, When};
pub use images::UNITS_PER_EXPANDED_PICTURE;
pub use journal::JournalEntry;
pub use operation::Operation;
pub use tasks::{PROCESSING_FOR, RESULTS_LAST_FOR, SUBMITTED_FOR, TaskStatus, TaskSummary};
