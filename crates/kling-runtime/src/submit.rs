//! Creating a task exactly once.

use std::future::Future;

use crate::wire::TaskCreated;
use crate::{Error, ErrorKind, ExternalTaskId, Product, Task, TaskHandle, TaskRecord, TaskTrace};

/// How often a create is sent at most when look-ups find no task.
const ROUNDS: u32 = 4;

/// Creates a task exactly once, whatever the network does.
///
/// `create` sends the create; every call of it must carry this same `external_task_id`. After an end that leaves it open whether
/// the task was made (a lost connection, a gateway's page, half a body, 5000 or 5002), the task is looked up by that id. When it
/// is there, it is the task. When it surely is not, the create is sent again under the same id, so that the API itself refuses
/// a second one.
///
/// An id that was given by the caller is looked up before anything is sent, because a task of an earlier day may have it.
///
/// Dropping the future while a create is on its way leaves a task that may exist; the external id, which is logged before the
/// first byte is sent, finds it.
///
/// # Errors
///
/// The create's own error when the API refused or nothing could be sent; then no task was made.
/// [`Error::is_duplicate_external_task_id`] when an earlier task has the id. When the look-up failed too, an error whose
/// [`task`](Error::task) is [`TaskTrace::Possible`].
pub async fn submit<P, C, F>(product: &P, external_task_id: &ExternalTaskId, create: C) -> Result<Task<P>, Error>
where
    P: Product,
    C: Fn() -> F + Send + Sync,
    F: Future<Output = Result<TaskCreated, Error>> + Send,
{
    let id = external_task_id.as_str();
    let session = product.session();
    if !external_task_id.is_fresh() {
        refuse_taken(product, id).await?;
    }
    tracing::info!(product = P::NAME, external_task_id = id, "creating a task");
    let mut round = 0;
    loop {
        round += 1;
        let error = match create().await {
            Ok(created) => return Ok(task(product, created.task_id, id)),
            Err(error) => error,
        };
        // An id that no earlier task can have, or that we have sent before, is taken by the task that we made.
        let was_sent_before = external_task_id.is_fresh() || round > 1 || error.attempts() > 1;
        let made_by_us = error.is_duplicate_external_task_id() && was_sent_before;
        if !made_by_us && !error.task_may_exist() && error.kind() != ErrorKind::Unreadable {
            return Err(error);
        }
        tracing::warn!("external id {id}: {}; looking up whether the task was made", error.message());
        match look_up(product, id).await {
            Ok(record) => return Ok(task(product, record.task_id, id)),
            Err(lookup) if lookup.is_unknown_task() && round < ROUNDS => {
                session.system().sleep(session.retry().pause(round, session.system().random())).await;
            }
            Err(lookup) => {
                let trace = TaskTrace::Possible { external_task_id: id.to_owned() };
                return Err(error.with_source(lookup).with_task(trace));
            }
        }
    }
}

/// Fails when an earlier task has this id. Queries are free.
async fn refuse_taken<P: Product>(product: &P, id: &str) -> Result<(), Error> {
    match look_up(product, id).await {
        Ok(record) => Err(Error::duplicate_external_task_id(id, &record.task_id)),
        Err(error) if error.is_unknown_task() => Ok(()),
        Err(error) => Err(error),
    }
}

/// The task that carries this external id. One that tells another id is not the task, whatever was asked.
async fn look_up<P: Product>(product: &P, id: &str) -> Result<TaskRecord<P::Output>, Error> {
    let record = product.query_external(id).await?;
    match record.external_task_id.as_deref() {
        Some(other) if other != id => {
            let what = format!("asked for external id {id}, the API answered with the task of external id {other}");
            Err(Error::new(ErrorKind::Unreadable, what))
        }
        _ => Ok(record),
    }
}

fn task<P: Product>(product: &P, task_id: String, external_task_id: &str) -> Task<P> {
    let handle = TaskHandle::of::<P>(task_id, product.session());
    Task::new(product.clone(), handle.with_external_task_id(external_task_id))
}
