//! The control plane: what a test does to an emulator, apart from the wire.

pub(crate) mod http;

use std::sync::Arc;
use std::time::Duration;

use crate::account::{PackChange, PackSummary};
use crate::app::App;
use crate::clock::UnixMillis;
use crate::faults::{Fault, UnusableFault};
use crate::journal::JournalEntry;
use crate::operation::Operation;
use crate::tasks::TaskSummary;

/// The control plane of a running emulator, in-process. Clones share it.
///
/// Over HTTP the same abilities lie under `/_emulator/`, which describes itself on GET.
#[derive(Clone, Debug)]
pub struct Control {
    app: Arc<App>,
}

impl Control {
    pub(crate) fn new(app: Arc<App>) -> Self {
        Self { app }
    }

    /// Lets something go wrong on the next matching calls.
    ///
    /// # Errors
    ///
    /// When the fault could never happen.
    pub fn inject(&self, fault: Fault) -> Result<(), UnusableFault> {
        self.app.settled().faults.inject(fault)
    }

    /// The faults still waiting for calls, oldest first.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.app.settled().faults.list()
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.app.settled().faults.clear();
    }

    /// Every task that was made, newest first.
    #[must_use]
    pub fn tasks(&self) -> Vec<TaskSummary> {
        self.app.settled().tasks.summaries()
    }

    /// How many tasks were made.
    #[must_use]
    pub fn count_tasks(&self) -> usize {
        self.app.settled().tasks.newest_first().count()
    }

    /// The last 10,000 calls, oldest first.
    #[must_use]
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.app.settled().journal.list()
    }

    /// How many calls of an operation the journal holds.
    #[must_use]
    pub fn count_calls(&self, operation: Operation) -> usize {
        self.journal().iter().filter(|entry| entry.operation == Some(operation)).count()
    }

    /// Forgets the calls so far.
    pub fn clear_journal(&self) {
        self.app.settled().journal.clear();
    }

    /// Emulated time.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.app.clock.now()
    }

    /// Moves emulated time forward, once the work being done is finished, so that a task whose time has come has ended when this
    /// returns.
    pub async fn advance(&self, by: Duration) {
        self.app.idle().await;
        self.app.clock.advance(by);
        self.app.wake.send_replace(());
    }

    /// Emulated seconds in one real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.app.clock.speed()
    }

    /// Changes the speed of emulated time from now on; 0 stops it.
    ///
    /// # Errors
    ///
    /// When it is negative, no number, or above [`MAX_SPEED`].
    pub fn set_speed(&self, emulated_seconds_per_second: f64) -> Result<(), UnusableSpeed> {
        check_speed(emulated_seconds_per_second)?;
        self.app.clock.set_speed(emulated_seconds_per_second);
        self.app.wake.send_replace(());
        Ok(())
    }

    /// How far ahead of this machine's clock tokens are checked.
    #[must_use]
    pub fn token_skew(&self) -> Duration {
        self.app.clock.token_skew()
    }

    /// Checks `exp` and `nbf` as if it were so much later than this machine's clock says. Tokens are not checked against emulated
    /// time: the client that signs them reads a clock that nobody has sped up.
    pub fn skew_tokens(&self, ahead: Duration) {
        self.app.clock.skew_tokens(ahead);
    }

    /// The packs, the soonest to expire first.
    #[must_use]
    pub fn packs(&self) -> Vec<PackSummary> {
        let now = self.app.clock.now();
        self.app.settled().packs.summaries(now)
    }

    /// Changes the units left or the slots of a pack.
    ///
    /// # Errors
    ///
    /// When no pack has this name.
    pub fn change_pack(&self, name: &str, change: &PackChange) -> Result<(), UnknownPack> {
        let known = self.app.settled().packs.change(name, change);
        if known { Ok(()) } else { Err(UnknownPack(name.to_owned())) }
    }
}

/// A speed that is negative, no number, or above [`MAX_SPEED`].
#[derive(Debug, thiserror::Error)]
#[error("the speed is {0}: it must be 0 (time stands still) or a positive number, at most {MAX_SPEED}")]
pub struct UnusableSpeed(f64);

/// The highest speed. At this one a result is gone 2.6 real seconds after its task ended.
pub const MAX_SPEED: f64 = 1_000_000.0;

pub(crate) fn check_speed(speed: f64) -> Result<(), UnusableSpeed> {
    if (0.0..=MAX_SPEED).contains(&speed) { Ok(()) } else { Err(UnusableSpeed(speed)) }
}

/// A name that no pack has.
#[derive(Debug, thiserror::Error)]
#[error("no pack is called {0}; list the packs to see their names")]
pub struct UnknownPack(String);
