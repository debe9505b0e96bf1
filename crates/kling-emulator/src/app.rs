//! What all parts of a running emulator share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kling_models::Units;
use kling_runtime::ApiCode;
use serde_json::Value;
use tokio::sync::{OnceCell, Semaphore, watch};

use crate::account::{Bill, Charged, Ledger, PackKind, Packs};
use crate::auth::Keys;
use crate::callbacks::Callbacks;
use crate::clock::{Clock, UnixMillis};
use crate::envelope::Refusal;
use crate::faults::{Effect, Faults, Stage};
use crate::holdings::Holdings;
use crate::ids::Ids;
use crate::journal::{Journal, JournalEntry};
use crate::operation::Operation;
use crate::result_urls::ResultUrls;
use crate::results::ResultFiles;
use crate::tasks::{NewTask, Outcome, TaskId, Tasks};
use crate::views;

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
    /// Fetches pictures, videos and sounds that are given by URL.
    pub(crate) http: reqwest::Client,
    /// One permit for each task that may be worked on at a time. Closed when the emulator stops.
    pub(crate) easels: Semaphore,
    /// Filled when the official voices and elements are first looked for.
    pub(crate) presets: OnceCell<()>,
    pub(crate) wake: watch::Sender<()>,
    pub(crate) state: Mutex<AppState>,
}

/// What changes. Locked briefly, never across an await.
#[derive(Debug)]
pub(crate) struct AppState {
    pub(crate) ids: Ids,
    pub(crate) tasks: Tasks,
    pub(crate) holdings: Holdings,
    pub(crate) packs: Packs,
    pub(crate) ledger: Ledger,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
}

/// A task that was made.
pub(crate) struct Submitted {
    pub(crate) id: TaskId,
    pub(crate) created: Value,
    /// It will fail whatever is done: no work is to begin on it.
    pub(crate) is_doomed: bool,
}

impl AppState {
    fn settle(&mut self, now: UnixMillis) {
        for ended in self.tasks.settle(now, &mut self.holdings) {
            let Some(task) = self.tasks.get(ended.id) else { continue };
            let bill = Bill { units: task.units_deducted().unwrap_or_default(), ..task.asked.bill.clone() };
            let charged = Charged { id: &ended.id.to_string(), created: task.created, key: &task.asked.key };
            self.ledger.charge(&mut self.packs, &charged, &bill, ended.at);
        }
    }

    /// Refuses what the packs of a kind cannot pay.
    ///
    /// They must be able to pay for what is under way as well, though units are deducted only when a task succeeds.
    fn check_funds(&self, kind: PackKind, units: Units, now: UnixMillis) -> Result<(), Refusal> {
        let payable = self.packs.payable_units(kind, now);
        let needed = units.checked_add(self.tasks.units_promised(kind));
        // What costs nothing still needs a pack that is online.
        if needed.is_none_or(|needed| payable < needed) || payable == Units::ZERO {
            return Err(Refusal::new(ApiCode::RESOURCE_PACK_EXHAUSTED, "Account balance not enough"));
        }
        Ok(())
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
    pub(crate) fn submit(&self, mut new: NewTask) -> Result<Submitted, Refusal> {
        let mut guard = self.settled();
        let state = &mut *guard;
        let now = self.clock.now();
        let kind = new.bill.pack();
        if let Some(id) = new.external_id.as_ref().filter(|id| state.tasks.is_taken(id)) {
            return Err(Refusal::illegal_value(format!("External_task_id {id} already exists")));
        }
        state.check_funds(kind, new.bill.units, now)?;
        if state.tasks.slots_held(kind).saturating_add(new.slots) > state.packs.slots(kind, now) {
            return Err(Refusal::new(ApiCode::CONCURRENCY_EXCEEDED, "parallel task over resource pack limit"));
        }
        if let Some(Effect::FailTask { message }) = state.faults.take(Operation::of(new.operation), Stage::Outcome) {
            new.doomed = Some(message);
        }
        let is_doomed = new.doomed.is_some();
        let id = state.ids.next(now);
        let task = state.tasks.insert(id, new, now, &state.holdings);
        let submitted = Submitted { id: task.id, created: views::created(task), is_doomed };
        drop(guard);
        self.wake.send_replace(());
        Ok(submitted)
    }

    /// Refuses what could not be paid, before the work of a synchronous call begins.
    pub(crate) fn check_funds(&self, bill: &Bill) -> Result<(), Refusal> {
        self.settled().check_funds(bill.pack(), bill.units, self.clock.now())
    }

    /// Charges a synchronous call, and returns the id that the ledger knows it by.
    pub(crate) fn charge(&self, bill: &Bill, key: &str) -> String {
        let mut guard = self.settled();
        let state = &mut *guard;
        let now = self.clock.now();
        let id = state.ids.next(now).to_string();
        state.ledger.charge(&mut state.packs, &Charged { id: &id, created: now, key }, bill, now);
        id
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.settled().ids.next(self.clock.now())
    }

    /// Runs work that computes on a thread of its own, when it is its turn. An emulator that stops ends it early.
    pub(crate) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce() -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let Ok(_easel) = self.easels.acquire().await else { return Err("The emulator has stopped".to_owned()) };
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the work broke down");
            Err("Internal error of the emulator".to_owned())
        })
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

    /// Returns when no work is being done.
    pub(crate) async fn idle(&self) {
        let mut wake = self.wake.subscribe();
        loop {
            wake.borrow_and_update();
            if self.settled().tasks.are_done() || wake.changed().await.is_err() {
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
        let expired = state.holdings.shelf.expire(self.clock.now());
        let next = [state.tasks.next_event(), state.holdings.shelf.next_expiry()];
        (expired, next.into_iter().flatten().min())
    }
}
