//! The whole system over real HTTP: client crates on one side, the emulator or a plain socket on the other.
//!
//! Nothing here sleeps for seconds: pauses and task life run on a clock that the test speeds up.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod credentials;
mod downloads;
mod fault_table;
mod file_server;
mod fixtures;
mod generated_calls;
mod leniency;
mod pictures;
mod raw_vendor;
mod refusals;
mod resuming;
mod sample;
mod steps;
mod time;
mod unreadable_success;
mod waiting;
mod walk;
mod words;
