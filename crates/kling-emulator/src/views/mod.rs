//! Tasks as the wire shows them: in queries, lists and callbacks, in the words of `/v1` and in those of the newer standard.

pub(crate) mod unified;
pub(crate) mod v1;

use serde_json::Value;

use crate::holdings::Holdings;
use crate::tasks::Task;

/// The standard that a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    V1,
    Tasks,
    Solutions,
}

impl Family {
    pub(crate) fn of(path: &str) -> Self {
        match path.split('/').nth(1) {
            Some("v1") => Self::V1,
            Some("solutions") => Self::Solutions,
            _ => Self::Tasks,
        }
    }
}

/// A task in the words of the standard that made it.
pub(crate) fn task(task: &Task, holdings: &Holdings, results_url: &str) -> Value {
    match Family::of(task.asked.operation.path) {
        Family::V1 => v1::task(task, holdings, results_url),
        Family::Tasks | Family::Solutions => unified::task(task, holdings, results_url),
    }
}

/// The answer to the create that made a task.
pub(crate) fn created(task: &Task) -> Value {
    match Family::of(task.asked.operation.path) {
        Family::V1 => v1::created(task),
        Family::Tasks | Family::Solutions => unified::created(task),
    }
}
