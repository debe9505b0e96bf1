//! What all parts of a running emulator share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use kling_runtime::ApiCode;
use tokio::sync::{Semaphore, watch};

use crate::account::Packs;
use crate::auth::Keys;
use crate::callbacks::Callbacks;
use crate::clock::{Clock, UnixMillis};
use crate::envelope::Refusal;
use crate::faults::{Effect, Faults, Stage};
use crate::journal::{Journal, JournalEntry};
use crate::operation::Operation;
use crate::result_urls::ResultUrls;
use crate::results::ResultFiles;
use crate::task_view::TaskCreated;
use crate::tasks::{NewTask, Outcome, TaskId, Tasks};

/// The form of `data` in a single query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// The task itself: the wire's real form.
    #[default]
    Object,
    /// An array of one task, as one page of the vendor's documents prints it.
    Array,
}

#[derive(Debug)]
pub(crate) struct App {
    pub(crate) base_url: String,
    pub(crate) keys: Keys,
    pub(crate) clock: Clock,
    pub(crate) shape: Shape,
    pub(crate) results: ResultFiles,
    pub(crate) result_urls: ResultUrls,
    pub(crate) callbacks: Callbacks,
    /// Fetches pictures that are given by URL.
    pub(crate) http: reqwest::Client,
    /// One permit for each picture that may be in memory, decoded, at a time. Closed when the emulator stops.
    pub(crate) easels: Semaphore,
    pub(crate) wake: watch::Sender<()>,
    pub(crate) state: Mutex<AppState>,
}

/// What changes. Locked briefly, never across an await.
#[derive(Debug)]
pub(crate) struct AppState {
    pub(crate) tasks: Tasks,
    pub(crate) packs: Packs,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
}

/// A task that was made.
pub(crate) struct Submitted {
    pub(crate) id: TaskId,
    pub(crate) created: TaskCreated,
    /// It will fail whatever is done: no work is to begin on it.
    pub(crate) is_doomed: bool,
}

impl AppState {
    fn settle(&mut self, now: UnixMillis) {
        for (at, units) in self.tasks.settle(now) {
            self.packs.deduct(units, at);
        }
    }
}

impl App {
    /// The state with everything done that is due by now. Every reader goes through here, so nobody sees a task lag behind the clock.
    pub(crate) fn settled(&self) -> MutexGuard<'_, AppState> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.settle(self.clock.now());
        state
    }

    /// Makes a task, or refuses as the account's rules say. A refusal costs nothing and leaves nothing.
    ///
    /// A pack must be able to pay for what is under way as well, though units are deducted only when a task succeeds.
    pub(crate) fn submit(&self, mut new: NewTask, operation: Operation) -> Result<Submitted, Refusal> {
        let mut state = self.settled();
        let now = self.clock.now();
        if let Some(id) = new.external_id.as_ref().filter(|id| state.tasks.is_taken(id)) {
            return Err(Refusal::illegal_value(format!("External_task_id {id} already exists")));
        }
        let needed = new.units.saturating_add(state.tasks.units_promised());
        if state.packs.payable_units(now) < needed {
            return Err(Refusal::new(ApiCode::RESOURCE_PACK_EXHAUSTED, "Account balance not enough"));
        }
        if state.tasks.slots_held().saturating_add(new.pictures) > state.packs.slots(now) {
            return Err(Refusal::new(ApiCode::CONCURRENCY_EXCEEDED, "parallel task over resource pack limit"));
        }
        if let Some(Effect::FailTask { message }) = state.faults.take(operation, Stage::Outcome) {
            new.doomed = Some(message);
        }
        let is_doomed = new.doomed.is_some();
        let task = state.tasks.insert(new, now);
        let submitted = Submitted { id: task.id, created: TaskCreated::of(task), is_doomed };
        drop(state);
        self.wake.send_replace(());
        Ok(submitted)
    }

    pub(crate) fn finish_work(&self, id: TaskId, outcome: Outcome) {
        let mut state = self.settled();
        state.tasks.finish_work(id, outcome, self.clock.now());
        drop(state);
        self.wake.send_replace(());
    }

    pub(crate) fn take_fault(&self, operation: Operation, stage: Stage) -> Option<Effect> {
        self.settled().faults.take(operation, stage)
    }

    pub(crate) fn record(&self, entry: JournalEntry) {
        self.settled().journal.record(entry);
    }

    /// Returns when no picture is being painted.
    pub(crate) async fn painted(&self) {
        let mut wake = self.wake.subscribe();
        loop {
            wake.borrow_and_update();
            if self.settled().tasks.are_painted() || wake.changed().await.is_err() {
                return;
            }
        }
    }

    /// Lets things happen when their time comes, also while nobody asks: callbacks leave, results expire. Never returns.
    pub(crate) async fn keep_time(&self) {
        let mut wake = self.wake.subscribe();
        loop {
            wake.borrow_and_update();
            let (expired, next) = self.look_ahead();
            self.results.remove(&expired).await;
            let nap = next.and_then(|moment| self.clock.real_time_until(moment));
            let sleep = async {
                match nap {
                    Some(nap) => tokio::time::sleep(nap).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = sleep => {}
                _ = wake.changed() => {}
            }
        }
    }

    /// The files whose time is over, and the next moment at which something happens.
    fn look_ahead(&self) -> (Vec<String>, Option<UnixMillis>) {
        let mut state = self.settled();
        let expired = state.tasks.expire(self.clock.now());
        (expired, state.tasks.next_event())
    }
}
