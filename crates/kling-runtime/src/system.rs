//! The three things the runtime takes from outside: the time, a pause, and chance.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// A future in a box, as [`System::sleep`] returns it.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a [`Session`](crate::Session) gets the time, its pauses and its random numbers from.
///
/// Nothing in this crate reads a clock, sleeps or draws a random number in another way, so a test that injects its own
/// `System` decides all three.
pub trait System: fmt::Debug + Send + Sync {
    /// The time of day. Tokens are signed and deadlines are kept with it.
    fn now(&self) -> SystemTime;

    /// A future that ends after `duration`.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// 64 random bits; they spread retries and poll intervals, and make external task ids unique.
    fn random(&self) -> u64;
}

/// The machine's clock, tokio's timer, and a random generator that the operating system seeds.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct RealSystem;

impl System for RealSystem {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }

    fn random(&self) -> u64 {
        fastrand::u64(..)
    }
}
