//! The emulator's own time.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

/// A moment in Unix milliseconds, the unit of every time on this wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// The moment that a request names. Nothing here is older than 1970, so an earlier moment is as good as its beginning.
    pub(crate) fn named(millis: i64) -> Self {
        Self(u64::try_from(millis).unwrap_or(0))
    }

    /// The moment `later` after this one; the last representable one where that would overflow.
    #[must_use]
    pub fn after(self, later: Duration) -> Self {
        Self(self.0.saturating_add(millis(later)))
    }

    /// The time from `earlier` to this moment; zero when `earlier` is not earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

impl fmt::Display for UnixMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The last millisecond of the year 9999, the last that an HTTP date can write. Emulated time stops there.
const END_OF_TIME: Duration = Duration::from_millis(253_402_300_799_999);

/// Two readings of time.
///
/// *Emulated time* decides the life of tasks, packs and results: it starts at the machine's time, runs `speed` times as fast and
/// can be moved forward. *Wall time* decides the age of tokens and stamps signed callbacks, because the other side of those reads
/// its own clock, which no one has sped up; it can be skewed to make a token look old.
#[derive(Debug)]
pub(crate) struct Clock {
    hands: Mutex<Hands>,
}

#[derive(Debug)]
struct Hands {
    started: Instant,
    wall_at_start: Duration,
    set: Instant,
    emulated_when_set: Duration,
    speed: f64,
    token_skew: Duration,
}

impl Clock {
    pub(crate) fn start(speed: f64) -> Self {
        let started = Instant::now();
        let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let hands = Hands {
            started,
            wall_at_start: wall,
            set: started,
            emulated_when_set: wall,
            speed,
            token_skew: Duration::ZERO,
        };
        Self { hands: Mutex::new(hands) }
    }

    pub(crate) fn now(&self) -> UnixMillis {
        UnixMillis(millis(self.hands().emulated()))
    }

    pub(crate) fn speed(&self) -> f64 {
        self.hands().speed
    }

    pub(crate) fn set_speed(&self, speed: f64) {
        let mut hands = self.hands();
        hands.reset(Duration::ZERO);
        hands.speed = speed;
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.hands().reset(by);
    }

    /// The real time from now until emulated time reaches `moment`; `None` when the clock stands still before it.
    pub(crate) fn real_time_until(&self, moment: UnixMillis) -> Option<Duration> {
        let hands = self.hands();
        let moment = Duration::from_millis(moment.0);
        if moment > END_OF_TIME {
            return None;
        }
        let missing = moment.saturating_sub(hands.emulated());
        if missing.is_zero() {
            return Some(Duration::ZERO);
        }
        Duration::try_from_secs_f64(missing.as_secs_f64() / hands.speed).ok()
    }

    pub(crate) fn wall(&self) -> Duration {
        let hands = self.hands();
        hands.wall_at_start.saturating_add(hands.started.elapsed())
    }

    pub(crate) fn wall_for_tokens(&self) -> Duration {
        let skew = self.hands().token_skew;
        self.wall().saturating_add(skew)
    }

    pub(crate) fn skew_tokens(&self, skew: Duration) {
        self.hands().token_skew = skew;
    }

    pub(crate) fn token_skew(&self) -> Duration {
        self.hands().token_skew
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hands {
    fn emulated(&self) -> Duration {
        let run = Duration::try_from_secs_f64(self.set.elapsed().as_secs_f64() * self.speed).unwrap_or(Duration::MAX);
        self.emulated_when_set.saturating_add(run).min(END_OF_TIME)
    }

    fn reset(&mut self, forward: Duration) {
        self.emulated_when_set = self.emulated().saturating_add(forward);
        self.set = Instant::now();
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn runs_at_its_speed_and_moves_forward() {
        let clock = Clock::start(4.0);
        let start = clock.now();
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now().since(start), Duration::from_secs(20));
        clock.advance(Duration::from_secs(60));
        assert_eq!(clock.now().since(start), Duration::from_secs(80));
        clock.set_speed(0.5);
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(clock.now().since(start), Duration::from_secs(85));
    }

    #[tokio::test(start_paused = true)]
    async fn says_how_long_to_sleep() {
        let clock = Clock::start(10.0);
        let later = clock.now().after(Duration::from_secs(30));
        let wait = clock.real_time_until(later).expect("the clock runs");
        assert!(wait > Duration::from_millis(2_990) && wait <= Duration::from_secs(3), "{wait:?}");
        clock.set_speed(0.0);
        assert_eq!(clock.real_time_until(later), None);
        clock.advance(Duration::from_secs(31));
        assert_eq!(clock.real_time_until(later), Some(Duration::ZERO));
    }

    #[tokio::test(start_paused = true)]
    async fn stands_still_at_the_end_of_time() {
        let clock = Clock::start(1_000_000.0);
        clock.advance(Duration::MAX);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now(), UnixMillis(253_402_300_799_999));
        assert_eq!(clock.real_time_until(clock.now().after(Duration::from_millis(1))), None);
        assert_eq!(clock.real_time_until(clock.now()), Some(Duration::ZERO));
    }

    #[tokio::test(start_paused = true)]
    async fn wall_time_knows_no_speed() {
        let clock = Clock::start(1000.0);
        let start = clock.wall();
        clock.advance(Duration::from_secs(86_400));
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(clock.wall() - start, Duration::from_secs(2));
        clock.skew_tokens(Duration::from_secs(1800));
        assert_eq!(clock.wall_for_tokens() - start, Duration::from_secs(1802));
    }
}
