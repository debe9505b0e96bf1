//! What one query tells of a task.

use std::future::Future;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::wire::{TaskStatus, UnitAmount};
use crate::{Charge, Error, Session, TaskHandle};

/// Results are removed this long after the task ended. Documented since 2024 and seen to the second.
pub const RETENTION: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A kind of task: how it is queried, and what it yields.
///
/// Client crates implement it once for each asynchronous product. The runtime does the rest: creating once, waiting, resuming.
/// Nobody else is meant to implement it: it may get further members at any time.
pub trait Product: Clone + Send + Sync + 'static {
    /// What a finished task yields.
    type Output: Send + 'static;

    /// The name in handles, for example `image-expansion`.
    const NAME: &'static str;

    /// The product over a session.
    fn over(session: &Session) -> Self;

    /// The session that queries are sent over.
    fn session(&self) -> &Session;

    /// What was ordered, for products whose [`NAME`](Self::NAME) does not tell it: handles name it too. `None` where it does, or
    /// where nobody knows.
    fn order() -> Option<String> {
        None
    }

    /// Queries one task by its id or its external id.
    fn query(&self, id: &str) -> impl Future<Output = Result<TaskRecord<Self::Output>, Error>> + Send;

    /// Queries one task by its external id, and never by a task id. Under `/v1` one query takes either.
    fn query_external(&self, id: &str) -> impl Future<Output = Result<TaskRecord<Self::Output>, Error>> + Send {
        self.query(id)
    }
}

/// A task as one query saw it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TaskRecord<O> {
    /// The API's own id.
    pub task_id: String,
    /// The id that the create carried, where the API tells it.
    pub external_task_id: Option<String>,
    /// The status word. A word that is not documented is kept as it came.
    pub status: TaskStatus,
    /// Why the task failed, in the vendor's words.
    pub status_message: Option<String>,
    /// When the task was made.
    pub created_at: Option<SystemTime>,
    /// When the task last changed; for a finished task, when it ended.
    pub updated_at: Option<SystemTime>,
    /// What was taken for it, once it has ended: units, or money.
    pub charges: Vec<Charge>,
    /// What the task yields, once it has succeeded.
    pub output: Option<O>,
}

impl<O> TaskRecord<O> {
    /// A task of which only its id and its status are known.
    pub fn new(task_id: impl Into<String>, status: TaskStatus) -> Self {
        Self {
            task_id: task_id.into(),
            external_task_id: None,
            status,
            status_message: None,
            created_at: None,
            updated_at: None,
            charges: Vec::new(),
            output: None,
        }
    }

    /// True unless the record names other ids than those of the task that was asked for.
    pub(crate) fn answers(&self, asked: &TaskHandle) -> bool {
        let external = self.external_task_id.as_deref();
        self.task_id == asked.id() || external.is_none_or(|id| id == asked.id() || Some(id) == asked.external_task_id())
    }

    /// The same record with another output.
    pub fn map_output<P>(self, map: impl FnOnce(O) -> P) -> TaskRecord<P> {
        TaskRecord {
            task_id: self.task_id,
            external_task_id: self.external_task_id,
            status: self.status,
            status_message: self.status_message,
            created_at: self.created_at,
            updated_at: self.updated_at,
            charges: self.charges,
            output: self.output.map(map),
        }
    }

    /// The units taken for it, where it was paid with units: see [`charges`](Self::charges).
    pub fn units(&self) -> Option<&UnitAmount> {
        units(&self.charges)
    }

    /// When the results vanish: 30 days after the task ended. `None` while it runs.
    pub fn expires_at(&self) -> Option<SystemTime> {
        match self.status {
            TaskStatus::Succeed => self.updated_at.and_then(|ended| ended.checked_add(RETENTION)),
            _ => None,
        }
    }

    /// True once the task has succeeded or failed. An undocumented word is not an end.
    pub fn has_ended(&self) -> bool {
        matches!(self.status, TaskStatus::Succeed | TaskStatus::Failed)
    }
}

/// The units among charges.
pub(crate) fn units(charges: &[Charge]) -> Option<&UnitAmount> {
    charges.iter().find_map(|charge| match charge {
        Charge::Units { amount, .. } => Some(amount),
        _ => None,
    })
}

/// The time behind the API's Unix milliseconds; `None` for a time before 1970 or out of range.
pub fn from_unix_millis(millis: i64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_millis(u64::try_from(millis).ok()?))
}

/// The API's Unix milliseconds of a time; 0 for a time before 1970.
pub fn to_unix_millis(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_ended_at_the_end_of_time_vanishes_at_no_time() {
        let mut record = TaskRecord::<()>::new("7", TaskStatus::Succeed);
        let mut latest = UNIX_EPOCH;
        for shift in (0..63).rev() {
            latest = latest.checked_add(Duration::from_secs(1 << shift)).unwrap_or(latest);
        }
        record.updated_at = Some(latest);
        assert_eq!(record.expires_at(), None);
        record.updated_at = from_unix_millis(0);
        assert_eq!(record.expires_at(), Some(UNIX_EPOCH + RETENTION));
    }
}
