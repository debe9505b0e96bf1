//! What `/tasks` and `/solutions` share: how their tasks are asked for, listed, ordered and told.
//!
//! `/v1` answers a query of an unknown task with a refusal; here the answer is an empty list. Both become the same error, which
//! [`is_unknown_task`](crate::Error::is_unknown_task) tells.

mod any_task;
mod charge;
mod desk;
mod order;
mod output;
mod task_report;

pub use any_task::AnyTask;
pub use charge::Charge;
pub use desk::{Desk, MOST_IDS};
#[doc(hidden)]
pub use desk::{find, find_all, list_all, list_request};
#[doc(hidden)]
pub use order::prepare;
pub use order::{Order, OrderOptions, Ordered};
pub use output::{Audio, Element, Image, Output, TextFile, Video, Voice};
pub use task_report::TaskReport;
