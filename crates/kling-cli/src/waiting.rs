//! Following a task to its end.

use std::pin::pin;

use futures_util::StreamExt as _;
use kling::runtime::{Finished, Output, Product, Task, TaskRecord};
use kling::{Error, ErrorKind, TaskTrace};

use crate::progress::Follower;

/// Waits for the task and shows every change; `seen` is told of each as well.
pub(crate) async fn wait<P: Product<Output = Finished<T>>, T: Output>(
    task: &Task<P>,
    follower: &Follower<'_>,
    mut seen: impl FnMut(&TaskRecord<Finished<T>>),
) -> Result<(TaskRecord<Finished<T>>, Finished<T>), Error> {
    let mut updates = pin!(task.updates());
    while let Some(update) = updates.next().await {
        let mut record = update?;
        follower.show(&record.status);
        seen(&record);
        if let Some(finished) = record.output.take().filter(|_| record.has_ended()) {
            return Ok((record, finished));
        }
    }
    let error = Error::new(ErrorKind::Unreadable, "the wait ended without a result");
    Err(error.with_task(TaskTrace::Exists(task.handle().clone())))
}
