//! Following a task to its end.

use std::pin::pin;

use futures_util::StreamExt as _;
use kling::images::{Expanded, ImageExpansion};
use kling::runtime::{Task, TaskRecord};
use kling::{Error, ErrorKind, TaskTrace};

use crate::progress::Follower;

/// Waits for the task and shows every change; `seen` is told of each as well.
pub(crate) async fn wait(
    task: &Task<ImageExpansion>,
    follower: &Follower<'_>,
    mut seen: impl FnMut(&TaskRecord<Expanded>),
) -> Result<(TaskRecord<Expanded>, Expanded), Error> {
    let mut updates = pin!(task.updates());
    while let Some(update) = updates.next().await {
        let mut record = update?;
        follower.show(&record.status);
        seen(&record);
        if let Some(expanded) = record.output.take().filter(|_| record.has_ended()) {
            return Ok((record, expanded));
        }
    }
    let error = Error::new(ErrorKind::Unreadable, "the wait ended without a result");
    Err(error.with_task(TaskTrace::Exists(task.handle().clone())))
}
