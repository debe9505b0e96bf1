//! When to send again, decided as a pure function of what has happened.

use std::time::Duration;

use crate::Repeat;
use crate::answer::Failure;

const LONGEST_PAUSE: Duration = Duration::from_secs(86_400);

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

    /// The first pause, and the longest one that doubling leads to; a day at most.
    #[must_use]
    pub fn with_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first.min(LONGEST_PAUSE);
        self.longest_pause = longest.clamp(self.first_pause, LONGEST_PAUSE);
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
            Failure::Refused(refusal) => match refusal.error.repeat() {
                Repeat::AfterSigning if !progress.signed_anew => Next::SignAnew,
                Repeat::AfterPause => {
                    let pause = refusal.retry_after.map_or(pause, |asked| asked.max(pause));
                    if progress.waited.saturating_add(pause) <= self.patience {
                        Next::SendAgainAfter(pause)
                    } else {
                        Next::GiveUp
                    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answer::Refusal;
    use crate::{ApiCode, Error, ErrorKind};

    fn refused(code: ApiCode, retry_after: Option<u64>) -> Failure {
        let error = Error::refused(code, code.http_status().unwrap_or(400), "as tested");
        Failure::Refused(Refusal { error, retry_after: retry_after.map(Duration::from_secs), server_time: None })
    }

    fn unknown() -> Failure {
        Failure::Unknown(Error::new(ErrorKind::Network, "lost"))
    }

    fn first() -> Progress {
        Progress { attempts: 1, ..Progress::default() }
    }

    #[test]
    fn what_may_have_made_something_is_sent_again_by_reads_only() {
        let policy = RetryPolicy::default();
        for failure in [unknown(), refused(ApiCode::INTERNAL_ERROR, None), refused(ApiCode::INTERNAL_TIMEOUT, None)] {
            assert_eq!(policy.next(&failure, false, first(), 0), Next::GiveUp, "{failure:?}");
            assert!(matches!(policy.next(&failure, true, first(), 0), Next::SendAgainAfter(_)), "{failure:?}");
        }
    }

    #[test]
    fn of_all_documented_codes_five_let_a_create_be_sent_again() {
        let policy = RetryPolicy::default();
        let again: Vec<i64> = ApiCode::documented()
            .filter(|code| policy.next(&refused(*code, None), false, first(), 0) != Next::GiveUp)
            .map(ApiCode::number)
            .collect();
        assert_eq!(again, [1003, 1004, 1302, 1303, 5001]);
    }

    #[test]
    fn an_undocumented_code_is_a_refusal_only_under_4xx() {
        let policy = RetryPolicy::default();
        for (status, is_ambiguous) in [(400, false), (429, false), (200, true), (500, true), (503, true)] {
            let error = Error::refused(ApiCode::new(5003), status, "as tested");
            let failure = Failure::Refused(Refusal { error, retry_after: None, server_time: None });
            assert_eq!(policy.next(&failure, false, first(), 0), Next::GiveUp, "{status}");
            let read = policy.next(&failure, true, first(), 0);
            assert_eq!(matches!(read, Next::SendAgainAfter(_)), is_ambiguous, "{status}");
        }
    }

    #[test]
    fn a_token_is_signed_anew_only_once() {
        let failure = refused(ApiCode::TOKEN_EXPIRED, None);
        let again = Progress { attempts: 2, signed_anew: true, ..Progress::default() };
        assert_eq!(RetryPolicy::default().next(&failure, true, first(), 0), Next::SignAnew);
        assert_eq!(RetryPolicy::default().next(&failure, true, again, 0), Next::GiveUp);
    }

    #[test]
    fn a_server_that_asks_for_more_time_gets_it_within_the_patience() {
        let policy = RetryPolicy::default().with_patience(Duration::from_secs(60));
        let asked = |seconds| policy.next(&refused(ApiCode::CONCURRENCY_EXCEEDED, Some(seconds)), false, first(), 0);
        assert_eq!(asked(7), Next::SendAgainAfter(Duration::from_secs(7)));
        assert_eq!(asked(0), Next::SendAgainAfter(Duration::from_secs(1)), "never sooner than our own pause");
        assert_eq!(asked(61), Next::GiveUp);
    }

    proptest! {
        #[test]
        fn pauses_stay_between_the_first_and_half_as_much_again_as_the_longest(attempts in 1_u32..10_000, random: u64) {
            let pause = RetryPolicy::default().pause(attempts, random);
            prop_assert!(pause >= Duration::from_secs(1));
            prop_assert!(pause <= Duration::from_secs(45));
        }

        #[test]
        fn a_busy_service_is_not_waited_for_longer_than_the_patience(randoms in proptest::collection::vec(any::<u64>(), 200)) {
            let policy = RetryPolicy::default();
            let mut progress = first();
            for random in randoms {
                match policy.next(&refused(ApiCode::CONCURRENCY_EXCEEDED, None), false, progress, random) {
                    Next::SendAgainAfter(pause) => progress.waited += pause,
                    next => {
                        prop_assert_eq!(next, Next::GiveUp);
                        break;
                    }
                }
                progress.attempts += 1;
                prop_assert!(progress.waited <= Duration::from_secs(300));
            }
            prop_assert!(progress.waited > Duration::from_secs(250), "it does wait, {:?}", progress.waited);
        }
    }
}
