//! How long and how often a task is asked after.

use std::time::{Duration, SystemTime};

const LONGEST_INTERVAL: Duration = Duration::from_secs(86_400);

/// The rhythm of a wait: polls that begin soon, grow rarer, and end at a deadline.
///
/// ```
/// use std::time::Duration;
/// use kling_runtime::WaitPolicy;
///
/// let overnight = WaitPolicy::default().with_timeout(Duration::from_secs(8 * 3600));
/// # let _ = overnight;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitPolicy {
    timeout: Duration,
    first_interval: Duration,
    longest_interval: Duration,
}

impl Default for WaitPolicy {
    /// Fifteen minutes in all; the first poll after two seconds, then each interval half as long again, up to ten seconds.
    /// Queries are free and count against no limit.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(15 * 60),
            first_interval: Duration::from_secs(2),
            longest_interval: Duration::from_secs(10),
        }
    }
}

impl WaitPolicy {
    /// How long to wait in all. The task goes on after it, and can be resumed.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The first interval between polls, and the longest one; from a millisecond to a day.
    #[must_use]
    pub fn with_intervals(mut self, first: Duration, longest: Duration) -> Self {
        self.first_interval = first.clamp(Duration::from_millis(1), LONGEST_INTERVAL);
        self.longest_interval = longest.clamp(self.first_interval, LONGEST_INTERVAL);
        self
    }

    /// How long the wait lasts in all.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    pub(crate) fn deadline(&self, start: SystemTime) -> Option<SystemTime> {
        start.checked_add(self.timeout)
    }

    /// The pause after the `polls`th poll, spread by up to a tenth so that many waiters do not ask in step.
    pub(crate) fn interval(&self, polls: u32, random: u64) -> Duration {
        let growth = 1.5_f64.powi(polls.min(30) as i32);
        let base = self.first_interval.mul_f64(growth).min(self.longest_interval);
        base.mul_f64(0.9 + 0.1 * (random as f64 / u64::MAX as f64))
    }
}
