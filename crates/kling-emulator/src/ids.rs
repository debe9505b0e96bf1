//! Ids as the vendor's look today: 18 decimal digits, beyond 2^53, growing with time.

use crate::clock::UnixMillis;

#[derive(Debug, Default)]
pub(crate) struct Ids {
    last: u64,
}

impl Ids {
    /// An id that was never given out, greater than all before it.
    pub(crate) fn next(&mut self, now: UnixMillis) -> u64 {
        self.last = now.0.saturating_mul(1 << 19).max(self.last.saturating_add(1));
        self.last
    }
}
