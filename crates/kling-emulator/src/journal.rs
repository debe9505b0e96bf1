//! What was called, when, and how it was answered.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::clock::UnixMillis;
use crate::operation::Operation;

/// How many calls the journal remembers; older ones are forgotten first.
pub(crate) const CAPACITY: usize = 10_000;

/// One call. It holds no header, body or id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// When it arrived, on the emulator's clock.
    pub at: UnixMillis,
    /// The operation; `None` for a path or method that does not exist.
    pub operation: Option<Operation>,
    /// HTTP status of the answer; `None` when the connection was closed without one, or a callback's receiver gave none.
    pub status: Option<u16>,
    /// `code` of the envelope, where there was one.
    pub code: Option<i64>,
}

#[derive(Debug, Default)]
pub(crate) struct Journal(VecDeque<JournalEntry>);

impl Journal {
    pub(crate) fn record(&mut self, entry: JournalEntry) {
        if self.0.len() == CAPACITY {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }

    pub(crate) fn list(&self) -> Vec<JournalEntry> {
        self.0.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
