//! When to send again, decided as a pure function of what has happened.

use std::time::Duration;

use crate::Repeat;
use crate::answer::Failure;

/// How long and how often a request is sent again.
///
/// What may be sent again is not a matter of policy: a read always, a request that makes something only when it surely did
/// nothing.
///
/// ```
/// use std::time::Duration;
/// use kling_runtime::RetryPolicy;
///
/// let hurried = RetryPolicy::default().with_attempts(2).with_patience(Duration::from_secs(20));
/// # let _ = hurried;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    patience: Duration,
    first_pause: Duration,
    longest_pause: Duration,
}

impl Default for RetryPolicy {
    /// Five attempts against failures, five minutes of waiting while the API says that it is busy, pauses from one second (the
    /// vendor's advice) doubling up to thirty.
    fn default() -> Self {
        Self {
            attempts: 5,
            patience: Duration::from_secs(300),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
        }
    }
}

/// What to do after an attempt that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    GiveUp,
    SignAnew,
    SendAgainAfter(Duration),
}

/// What has happened to a request so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    pub(crate) attempts: u32,
    pub(crate) waited: Duration,
    pub(crate) signed_anew: bool,
}

impl RetryPolicy {
    /// How many times a request is sent at most when connections fail or the service breaks; at least once.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How long a request is held back in all while the API answers 1302, 1303 or 5001.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The first pause, and the longest one that doubling leads to.
    #[must_use]
    pub fn with_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest.max(first);
        self
    }

    /// Never sends again.
    pub fn never() -> Self {
        Self::default().with_attempts(1).with_patience(Duration::ZERO)
    }

    pub(crate) fn next(&self, failure: &Failure, is_read: bool, progress: Progress, random: u64) -> Next {
        let pause = self.pause(progress.attempts, random);
        let once_more = if self.allows_another(progress.attempts) { Next::SendAgainAfter(pause) } else { Next::GiveUp };
        match failure {
            Failure::Unsendable(_) => Next::GiveUp,
            Failure::NotSent(_) => once_more,
            Failure::Unknown(_) if is_read => once_more,
            Failure::Unknown(_) => Next::GiveUp,
            Failure::Refused(refusal) => match refusal.code.repeat() {
                Repeat::AfterSigning if !progress.signed_anew => Next::SignAnew,
                Repeat::AfterPause => {
                    let pause = refusal.retry_after.map_or(pause, |asked| asked.max(pause));
                    if progress.waited + pause <= self.patience { Next::SendAgainAfter(pause) } else { Next::GiveUp }
                }
                Repeat::ReadsOnly if is_read => once_more,
                _ => Next::GiveUp,
            },
        }
    }

    /// Whether a read may be tried again after this many attempts.
    pub(crate) fn allows_another(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// Doubling from the first pause, plus up to half as much again, so that many clients do not come back together.
    pub(crate) fn pause(&self, attempts: u32, random: u64) -> Duration {
        let doublings = attempts.saturating_sub(1).min(20);
        let base = self.first_pause.saturating_mul(1 << doublings).min(self.longest_pause);
        base + base.mul_f64(0.5 * (random as f64 / u64::MAX as f64))
    }
}
