//! What `/tasks` and `/solutions` share: how their tasks are asked for, listed, ordered and told.
//!
//! `/v1` answers a query of an unknown task with a refusal; here the answer is an empty list. Both become the same error, which
//! [`is_unknown_task`](crate::Error::is_unknown_task) tells.

mod any_task;
mod desk;
mod desk_client;
mod find_all;
mod order;
mod order_door;
mod output;
mod task_report;

pub use any_task::AnyTask;
pub use desk::{Desk, MOST_IDS};
#[doc(hidden)]
pub use desk::{list_all, list_request};
pub use find_all::Unanswered;
#[doc(hidden)]
pub use find_all::find_reports;
pub use order::{Order, OrderOptions, Ordered};
#[doc(hidden)]
pub use order_door::prepare;
pub use output::{Audio, Element, Image, Output, TextFile, Video, Voice};
pub use task_report::TaskReport;
