//! A task that was paid for: asking after it, waiting for it, handing it on.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use futures_util::stream::{self, Stream, StreamExt};

use crate::wire::TaskStatus;
use crate::{Error, ErrorKind, Product, TaskHandle, TaskRecord, TaskTrace, WaitPolicy};

/// A running or finished task.
///
/// Dropping it loses nothing: the task goes on, and its [`handle`](Task::handle) finds it again. There is no way to cancel a task.
///
/// Awaiting a `Task` is the same as [`wait`](Task::wait).
#[derive(Clone, Debug)]
#[must_use = "the task is paid for: wait for it or keep its handle"]
pub struct Task<P> {
    product: P,
    handle: TaskHandle,
    policy: WaitPolicy,
}

impl<P: Product> Task<P> {
    pub(crate) fn new(product: P, handle: TaskHandle) -> Self {
        Self { product, handle, policy: WaitPolicy::default() }
    }

    /// Takes up a task that was made earlier, perhaps by another process. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] when the handle belongs to another product, order or host.
    pub fn resume(product: P, handle: TaskHandle) -> Result<Self, Error> {
        handle.check_product(&product)?;
        Ok(Self::new(product, handle))
    }

    /// How to wait; [`WaitPolicy::default`] without this.
    pub fn with_wait_policy(mut self, policy: WaitPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// The id to query by.
    pub fn id(&self) -> &str {
        self.handle.id()
    }

    /// What another process needs to take the task up.
    pub fn handle(&self) -> &TaskHandle {
        &self.handle
    }

    /// Asks once.
    ///
    /// # Errors
    ///
    /// As for every call. The error's [`task`](Error::task) holds the handle, unless the API does not know the task.
    pub async fn query(&self) -> Result<TaskRecord<P::Output>, Error> {
        self.query_as(&self.product).await
    }

    async fn query_as(&self, product: &P) -> Result<TaskRecord<P::Output>, Error> {
        let record = product.query(self.id()).await.map_err(|error| self.attach(error))?;
        if record.answers(&self.handle) {
            return Ok(record);
        }
        let what = format!("asked for task {}, the API answered with task {}", self.id(), record.task_id);
        Err(self.attach(Error::new(ErrorKind::Unreadable, what)))
    }

    /// Waits until the task has ended.
    ///
    /// A poll that fails for a passing reason does not end the wait; the deadline does.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::TaskFailed`]: the task ended without a result; the message is the vendor's reason.
    /// - [`ErrorKind::StillPending`]: the deadline passed. The task goes on; wait again or resume it later.
    /// - any error of a query that waiting cannot mend, for example refused credentials.
    ///
    /// In each of them [`Error::task`] holds the handle.
    pub async fn wait(self) -> Result<P::Output, Error> {
        let mut updates = std::pin::pin!(self.updates());
        while let Some(update) = updates.next().await {
            if let TaskRecord { status: TaskStatus::Succeed, output: Some(output), .. } = update? {
                return Ok(output);
            }
        }
        Err(self.attach(Error::new(ErrorKind::Unreadable, "the wait ended without a result")))
    }

    /// Every change of the task as it is seen: the first record, one for each new status, the final one.
    ///
    /// The stream ends after the record of a success, or with the error that [`wait`](Task::wait) would return.
    pub fn updates(&self) -> impl Stream<Item = Result<TaskRecord<P::Output>, Error>> + Send + use<P> {
        let watch = Watch::new(self.clone());
        stream::unfold(Some(watch), |watch| async move {
            let mut watch = watch?;
            match watch.next_change().await {
                Ok(record) => {
                    let rest = (record.status != TaskStatus::Succeed).then_some(watch);
                    Some((Ok(record), rest))
                }
                Err(error) => Some((Err(error), None)),
            }
        })
    }

    fn attach(&self, error: Error) -> Error {
        if error.is_unknown_task() { error } else { error.with_task(TaskTrace::Exists(self.handle.clone())) }
    }
}

impl<P: Product> IntoFuture for Task<P> {
    type Output = Result<P::Output, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.wait())
    }
}

/// One wait, between two polls.
struct Watch<P> {
    task: Task<P>,
    deadline: Option<SystemTime>,
    polls: u32,
    last_seen: Option<TaskStatus>,
    last_problem: Option<Error>,
}

impl<P: Product> Watch<P> {
    fn new(task: Task<P>) -> Self {
        let deadline = task.policy.deadline(task.product.session().system().now());
        Self { task, deadline, polls: 0, last_seen: None, last_problem: None }
    }

    async fn next_change(&mut self) -> Result<TaskRecord<P::Output>, Error> {
        loop {
            if self.polls > 0 {
                self.pause().await?;
            }
            self.polls += 1;
            let session = self.task.product.session().for_one_question(self.time_left());
            let record = match self.task.query_as(&P::over(&session)).await {
                Ok(record) => record,
                Err(error) if error.is_retryable() => {
                    if self.last_problem.is_none() {
                        tracing::warn!(
                            "task {}: {}; the task is not affected, asking on",
                            self.task.id(),
                            error.message()
                        );
                    }
                    self.last_problem = Some(error);
                    continue;
                }
                Err(error) => return Err(error),
            };
            self.last_problem = None;
            match record.status {
                TaskStatus::Failed => return Err(self.failed(&record)),
                TaskStatus::Succeed if record.output.is_none() => return Err(self.empty()),
                _ if self.last_seen.as_ref() == Some(&record.status) => {}
                _ => {
                    self.last_seen = Some(record.status.clone());
                    return Ok(record);
                }
            }
        }
    }

    /// Sleeps until the next poll; the last one falls on the deadline itself.
    async fn pause(&mut self) -> Result<(), Error> {
        let system = self.task.product.session().system();
        let interval = self.task.policy.interval(self.polls - 1, system.random());
        let left = self.time_left();
        if left.is_zero() {
            return Err(self.still_pending());
        }
        system.sleep(interval.min(left)).await;
        Ok(())
    }

    /// A deadline beyond the end of time leaves all of it.
    fn time_left(&self) -> Duration {
        let now = self.task.product.session().system().now();
        self.deadline.map_or(Duration::MAX, |deadline| deadline.duration_since(now).unwrap_or_default())
    }

    fn failed(&self, record: &TaskRecord<P::Output>) -> Error {
        let reason = record.status_message.as_deref().filter(|message| !message.is_empty());
        let message = match reason {
            Some(reason) => format!("the task ended as failed: {reason}"),
            None => "the task ended as failed, without a reason".to_owned(),
        };
        let charges: Vec<String> = record.charges.iter().map(ToString::to_string).collect();
        let charged = match charges.join(" and ") {
            none if none.is_empty() => {
                "whether a failed task is charged is not documented; compare the units left in the packs".to_owned()
            }
            charges => format!("the API reports {charges} for it"),
        };
        self.task.attach(Error::new(ErrorKind::TaskFailed, message).with_advice(charged))
    }

    fn empty(&self) -> Error {
        let error = Error::new(ErrorKind::Unreadable, "the task succeeded, but the answer holds no result");
        self.task.attach(error.with_advice("query it again; results are kept for 30 days"))
    }

    fn still_pending(&mut self) -> Error {
        let seen = self.last_seen.as_ref().map_or("none was seen".to_owned(), ToString::to_string);
        let waited = self.task.policy.timeout().as_secs();
        let error = Error::new(
            ErrorKind::StillPending,
            format!("the task has not ended after {waited} s; last status: {seen}"),
        )
        .with_advice("it goes on without us: wait again or resume it later");
        let error = match self.last_problem.take() {
            Some(problem) => error.with_source(problem),
            None => error,
        };
        self.task.attach(error)
    }
}
