//! The lengths that a clip can have.

use core::{fmt, time::Duration};

/// The lengths that a clip, or the recording it is made from, can have.
///
/// ```
/// use core::time::Duration;
/// use kling_models::Durations;
///
/// assert!(Durations::Of(&[5, 10]).contains(Duration::from_secs(10)));
/// assert_eq!(Durations::Of(&[5, 10]).to_string(), "5 or 10 s");
/// assert_eq!(Durations::whole_seconds(3, 15).to_string(), "3 to 15 s in whole seconds");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Durations {
    /// There is no such field: the length follows from something else.
    NoField,
    /// One of these, in seconds.
    Of(&'static [u32]),
    /// Everything between two bounds, both included, in steps.
    Between {
        /// The least, in milliseconds.
        min_milliseconds: u32,
        /// The most, in milliseconds.
        max_milliseconds: u32,
        /// The step, in milliseconds; 1 where none is stated.
        step_milliseconds: u32,
    },
}

impl Durations {
    /// Every whole number of seconds between two bounds, both included.
    pub const fn whole_seconds(min: u32, max: u32) -> Self {
        Self::Between { min_milliseconds: min * 1000, max_milliseconds: max * 1000, step_milliseconds: 1000 }
    }

    /// Every length between two bounds in seconds, both included.
    pub const fn seconds(min: u32, max: u32) -> Self {
        Self::Between { min_milliseconds: min * 1000, max_milliseconds: max * 1000, step_milliseconds: 1 }
    }

    /// Whether the length is one of these.
    pub fn contains(self, duration: Duration) -> bool {
        match self {
            Self::NoField => false,
            Self::Of(seconds) => seconds.iter().any(|&seconds| duration == Duration::from_secs(seconds.into())),
            Self::Between { min_milliseconds, max_milliseconds, step_milliseconds } => {
                let is_between = duration >= Duration::from_millis(min_milliseconds.into())
                    && duration <= Duration::from_millis(max_milliseconds.into());
                let is_on_a_step = step_milliseconds <= 1
                    || (duration.subsec_nanos().is_multiple_of(1_000_000)
                        && duration.as_millis().is_multiple_of(u128::from(step_milliseconds)));
                is_between && is_on_a_step
            }
        }
    }
}

impl fmt::Display for Durations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoField => f.write_str("none"),
            Self::Of(seconds) => {
                for (at, second) in seconds.iter().enumerate() {
                    let joint = match seconds.len() - at {
                        _ if at == 0 => "",
                        1 => " or ",
                        _ => ", ",
                    };
                    write!(f, "{joint}{second}")?;
                }
                f.write_str(" s")
            }
            Self::Between { min_milliseconds, max_milliseconds, step_milliseconds } => {
                let [min, max] = [min_milliseconds, max_milliseconds].map(|ms| f64::from(ms) / 1000.0);
                write!(f, "{min} to {max} s")?;
                match step_milliseconds {
                    0 | 1 => Ok(()),
                    1000 => f.write_str(" in whole seconds"),
                    step => write!(f, " in steps of {} s", f64::from(step) / 1000.0),
                }
            }
        }
    }
}
