//! The emulator through its public door: real HTTP and hand-written JSON, none of our clients.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod authentication;
mod callbacks;
mod control;
mod costs;
mod faults;
mod fixtures;
mod lifecycle;
mod lists;
mod network;
mod oddities;
mod results;
mod slots;
mod validation;
mod world;
