//! Tasks: their ids, their life over emulated time, the slots they hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::time::Duration;

use kling_models::Units;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use crate::account::{Bill, PackKind};
use crate::clock::UnixMillis;
use crate::document::Described;
use crate::holdings::Holdings;
use crate::inputs::Footage;
use crate::operation::Operation;
use crate::output::Output;
use crate::views;

/// How long a task stays `submitted`, in emulated time.
pub const SUBMITTED_FOR: Duration = Duration::from_secs(1);
/// How long a task stays `processing` after that, in emulated time, unless the work takes longer.
pub const PROCESSING_FOR: Duration = Duration::from_secs(10);

/// `task_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskStatus {
    /// Accepted; already holds its slots.
    Submitted,
    /// Running.
    Processing,
    /// Finished, with results.
    Succeed,
    /// Finished without.
    Failed,
}

impl TaskStatus {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Processing => "processing",
            Self::Succeed => "succeed",
            Self::Failed => "failed",
        }
    }
}

/// A task as the control plane lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TaskSummary {
    /// The system's id.
    pub task_id: String,
    /// The caller's id, if one was given.
    pub external_task_id: Option<String>,
    /// The operation that made it.
    pub operation: Operation,
    /// Where it stands.
    pub status: TaskStatus,
    /// The slots it holds until it ends: one for each picture asked for, one for a video.
    pub slots: u32,
    /// When it was made.
    pub created_at: UnixMillis,
    /// When its status last changed.
    pub updated_at: UnixMillis,
}

/// Looks like today's ids of the vendor: 18 digits, beyond 2^53.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TaskId(u64);

impl TaskId {
    pub(crate) const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a create asks for, once nothing is wrong with it.
#[derive(Debug)]
pub(crate) struct NewTask {
    /// The create that asked.
    pub(crate) operation: &'static Described,
    pub(crate) external_id: Option<String>,
    pub(crate) slots: u32,
    /// Whether marked copies are made; `None` where the product has no such wish.
    pub(crate) watermark: Option<bool>,
    pub(crate) bill: Bill,
    /// The video it is made from, where the answers tell it.
    pub(crate) parent: Option<Footage>,
    /// The name of the key that asked.
    pub(crate) key: String,
    /// Where news of its status go; closed when it ends.
    pub(crate) news: Option<UnboundedSender<Value>>,
    /// The reason it will fail for, when that is decided in advance.
    pub(crate) doomed: Option<String>,
}

/// What became of the work on a task.
#[derive(Debug)]
pub(crate) enum Outcome {
    Made(Vec<Output>),
    Failure(String),
}

/// A task that ended at a moment and is to be paid.
pub(crate) struct Ended {
    pub(crate) at: UnixMillis,
    pub(crate) id: TaskId,
}

#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) id: TaskId,
    pub(crate) status: TaskStatus,
    pub(crate) created: UnixMillis,
    pub(crate) updated: UnixMillis,
    pub(crate) asked: NewTask,
    outcome: Option<(UnixMillis, Outcome)>,
}

impl Task {
    /// The next change of status and its moment; `None` after the last, and while the end waits for the work.
    fn next_change(&self) -> Option<(UnixMillis, TaskStatus)> {
        let starts = self.created.after(SUBMITTED_FOR);
        match (self.status, &self.outcome) {
            (TaskStatus::Submitted, _) => Some((starts, TaskStatus::Processing)),
            (TaskStatus::Processing, Some((known, outcome))) => {
                let end = match outcome {
                    Outcome::Made(_) => TaskStatus::Succeed,
                    Outcome::Failure(_) => TaskStatus::Failed,
                };
                Some((starts.after(PROCESSING_FOR).max(*known), end))
            }
            _ => None,
        }
    }

    /// The results, once the task has succeeded.
    pub(crate) fn outputs(&self) -> &[Output] {
        match (self.status, &self.outcome) {
            (TaskStatus::Succeed, Some((_, Outcome::Made(outputs)))) => outputs,
            _ => &[],
        }
    }

    /// The reason, once the task has failed.
    pub(crate) fn failure(&self) -> Option<&str> {
        match (self.status, &self.outcome) {
            (TaskStatus::Failed, Some((_, Outcome::Failure(reason)))) => Some(reason),
            _ => None,
        }
    }

    /// What it cost, once it has ended. A failed task costs nothing here; what the vendor takes has no source.
    pub(crate) fn units_deducted(&self) -> Option<Units> {
        match self.status {
            TaskStatus::Submitted | TaskStatus::Processing => None,
            TaskStatus::Succeed => Some(self.asked.bill.units),
            TaskStatus::Failed => Some(Units::ZERO),
        }
    }

    fn summary(&self) -> TaskSummary {
        TaskSummary {
            task_id: self.id.to_string(),
            external_task_id: self.asked.external_id.clone(),
            operation: Operation::of(self.asked.operation),
            status: self.status,
            slots: self.asked.slots,
            created_at: self.created,
            updated_at: self.updated,
        }
    }
}

/// Every task of the account. Ended tasks stay, because their external ids stay taken.
#[derive(Debug)]
pub(crate) struct Tasks {
    /// What the URLs of results in news begin with.
    results_url: String,
    all: BTreeMap<TaskId, Task>,
    by_external_id: HashMap<String, TaskId>,
    under_way: BTreeSet<TaskId>,
    /// The next change of status of each task that has one, by its moment.
    due: BTreeSet<(UnixMillis, TaskId)>,
}

impl Tasks {
    pub(crate) fn new(results_url: String) -> Self {
        Self {
            results_url,
            all: BTreeMap::new(),
            by_external_id: HashMap::new(),
            under_way: BTreeSet::new(),
            due: BTreeSet::new(),
        }
    }

    pub(crate) fn insert(&mut self, id: u64, asked: NewTask, now: UnixMillis, holdings: &Holdings) -> &Task {
        let id = TaskId(id);
        if let Some(external_id) = &asked.external_id {
            self.by_external_id.insert(external_id.clone(), id);
        }
        self.under_way.insert(id);
        let outcome = asked.doomed.clone().map(|reason| (now, Outcome::Failure(reason)));
        let task = Task { id, status: TaskStatus::Submitted, created: now, updated: now, asked, outcome };
        self.due.extend(task.next_change().map(|(at, _)| (at, id)));
        tell(&task, holdings, &self.results_url);
        self.all.entry(id).or_insert(task)
    }

    /// By task id or external id.
    pub(crate) fn find(&self, either_id: &str) -> Option<&Task> {
        let by_id = either_id.parse().ok().and_then(|number| self.all.get(&TaskId(number)));
        by_id.or_else(|| self.by_external_id.get(either_id).and_then(|id| self.all.get(id)))
    }

    pub(crate) fn is_taken(&self, external_id: &str) -> bool {
        self.by_external_id.contains_key(external_id)
    }

    /// Newest first. (The vendor's order has no source.)
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Task> {
        self.all.values().rev()
    }

    pub(crate) fn summaries(&self) -> Vec<TaskSummary> {
        self.newest_first().map(Task::summary).collect()
    }

    pub(crate) fn slots_held(&self, kind: PackKind) -> u32 {
        self.paid_by(kind).map(|task| task.asked.slots).fold(0, u32::saturating_add)
    }

    /// Units that tasks under way will cost if they succeed.
    pub(crate) fn units_promised(&self, kind: PackKind) -> Units {
        let thousandths = self.paid_by(kind).map(|task| task.asked.bill.units.thousandths());
        Units::from_thousandths(thousandths.fold(0, u64::saturating_add))
    }

    pub(crate) fn get(&self, id: TaskId) -> Option<&Task> {
        self.all.get(&id)
    }

    /// Whether no work is left to do.
    pub(crate) fn are_done(&self) -> bool {
        self.running().all(|task| task.outcome.is_some())
    }

    pub(crate) fn finish_work(&mut self, id: TaskId, outcome: Outcome, now: UnixMillis) {
        let Some(task) = self.all.get_mut(&id) else { return };
        let was_waiting = task.next_change().is_none();
        task.outcome = Some((now, outcome));
        if was_waiting {
            self.due.extend(task.next_change().map(|(at, _)| (at, id)));
        }
    }

    /// Makes every change of status that is due, in order of time, and returns what ended.
    pub(crate) fn settle(&mut self, now: UnixMillis, holdings: &mut Holdings) -> Vec<Ended> {
        let mut ended = Vec::new();
        while let Some(&(at, id)) = self.due.first().filter(|(at, _)| *at <= now) {
            self.due.pop_first();
            let Some(task) = self.all.get_mut(&id) else { continue };
            let Some((_, status)) = task.next_change() else { continue };
            task.status = status;
            task.updated = at;
            self.due.extend(task.next_change().map(|(at, _)| (at, id)));
            holdings.take_in(task.outputs(), at);
            tell(task, holdings, &self.results_url);
            if task.units_deducted().is_some() {
                task.asked.news = None;
                ended.push(Ended { at, id });
                self.under_way.remove(&id);
            }
        }
        ended
    }

    /// The next moment at which something changes by itself.
    pub(crate) fn next_event(&self) -> Option<UnixMillis> {
        self.due.first().map(|(at, _)| *at)
    }

    fn paid_by(&self, kind: PackKind) -> impl Iterator<Item = &Task> {
        self.running().filter(move |task| task.asked.bill.pack() == kind)
    }

    fn running(&self) -> impl Iterator<Item = &Task> {
        self.under_way.iter().filter_map(|id| self.all.get(id))
    }
}

fn tell(task: &Task, holdings: &Holdings, results_url: &str) {
    if let Some(news) = &task.asked.news {
        // The receiver ends before the task only when the emulator stops.
        let _ = news.send(views::task(task, holdings, results_url));
    }
}
