//! Creating a task exactly once.

use std::future::Future;

use uuid::Builder;

use crate::task_record::to_unix_millis;
use crate::wire::TaskCreated;
use crate::{Error, ErrorKind, Product, Session, Task, TaskHandle, TaskTrace};

/// How often a create is sent again after a look-up found no task.
const ROUNDS: u32 = 4;

/// A new external task id: unique, sorted by time, and recognisably ours.
///
/// ```
/// # let session = kling_runtime::Session::builder(kling_runtime::Credentials::api_key("k")?).build()?;
/// let id = kling_runtime::new_external_task_id(&session);
/// assert!(id.starts_with("kling-rs-"));
/// # Ok::<(), kling_runtime::Error>(())
/// ```
pub fn new_external_task_id(session: &Session) -> String {
    let system = session.system();
    let millis = u64::try_from(to_unix_millis(system.now())).unwrap_or_default();
    let random = (u128::from(system.random()) << 64 | u128::from(system.random())).to_le_bytes();
    let mut tail = [0; 10];
    tail.copy_from_slice(&random[..10]);
    format!("kling-rs-{}", Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
}

/// Creates a task exactly once, whatever the network does.
///
/// `create` sends the create; every call of it must carry this same `external_task_id`. After an end that leaves it open whether
/// the task was made (a lost connection, a gateway's page, half a body, 5000 or 5002), the task is looked up by that id. When it
/// is there, it is the task. When it surely is not, the create is sent again under the same id, so that the API itself refuses
/// a second one.
///
/// # Errors
///
/// The create's own error when the API refused or nothing could be sent; then no task was made. When the look-up failed too, an
/// error whose [`task`](Error::task) is [`TaskTrace::Possible`].
pub async fn submit<P, C, F>(product: &P, external_task_id: &str, create: C) -> Result<Task<P>, Error>
where
    P: Product,
    C: Fn() -> F + Send + Sync,
    F: Future<Output = Result<TaskCreated, Error>> + Send,
{
    let session = product.session();
    let mut round = 0;
    loop {
        round += 1;
        let error = match create().await {
            Ok(created) => {
                let handle = TaskHandle::new(P::NAME, created.task_id, session.base_url());
                return Ok(Task::new(product.clone(), handle.with_external_task_id(external_task_id)));
            }
            Err(error) => error,
        };
        // The first create of an id cannot collide with itself; a later one may meet the task of an earlier one.
        let met_our_own = round > 1 && error.is_duplicate_external_task_id();
        if !met_our_own && !error.task_may_exist() && error.kind() != ErrorKind::Unreadable {
            return Err(error);
        }
        tracing::warn!(operation = error.operation(), error = %error.message(), "the fate of the create is unknown: looking it up");
        match product.query(external_task_id).await {
            Ok(record) => return Ok(Task::new(product.clone(), record.handle(product))),
            Err(lookup) if lookup.is_unknown_task() && round < ROUNDS => {
                session.system().sleep(session.retry().pause(round, session.system().random())).await;
            }
            Err(lookup) => {
                let trace = TaskTrace::Possible { external_task_id: external_task_id.to_owned() };
                return Err(error.with_source(lookup).with_task(trace));
            }
        }
    }
}
