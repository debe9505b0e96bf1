//! Sources of time for tests.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use kling_runtime::{RealSystem, Sleep, System};

/// A clock that a sleep moves and nothing else. Before each sleep it runs `on_sleep` with the number of the sleep, from 1.
pub(crate) struct SteppedTime {
    state: Mutex<(SystemTime, u32)>,
    on_sleep: Box<dyn Fn(u32) + Send + Sync>,
}

impl SteppedTime {
    pub(crate) fn new() -> Arc<Self> {
        Self::with_on_sleep(|_| {})
    }

    pub(crate) fn with_on_sleep(on_sleep: impl Fn(u32) + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { state: Mutex::new((SystemTime::now(), 0)), on_sleep: Box::new(on_sleep) })
    }

    pub(crate) fn advance(&self, duration: Duration) {
        self.state.lock().unwrap().0 += duration;
    }
}

impl fmt::Debug for SteppedTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SteppedTime")
    }
}

impl System for SteppedTime {
    fn now(&self) -> SystemTime {
        self.state.lock().unwrap().0
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let number = {
            let mut state = self.state.lock().unwrap();
            state.0 += duration;
            state.1 += 1;
            state.1
        };
        (self.on_sleep)(number);
        Box::pin(tokio::task::yield_now())
    }

    fn random(&self) -> u64 {
        RealSystem::default().random()
    }
}

/// How much faster than real time the emulator and its clients live in tests.
pub(crate) const SPEED: f64 = 300.0;

/// The machine's clock, with sleeps as much shorter as the emulator's tasks are.
#[derive(Debug)]
pub(crate) struct ScaledTime;

impl System for ScaledTime {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration.div_f64(SPEED)))
    }

    fn random(&self) -> u64 {
        RealSystem::default().random()
    }
}
