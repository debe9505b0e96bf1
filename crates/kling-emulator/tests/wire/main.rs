//! The emulator through its public door: real HTTP and hand-written JSON, none of our clients.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod attacks;
mod authentication;
mod callbacks;
mod conformance;
mod control;
mod costs;
mod faults;
mod ffprobe;
mod fixtures;
mod lifecycle;
mod lists;
mod media;
mod network;
mod newer_standard;
mod oddities;
mod operations;
mod packs;
mod products;
mod results;
mod slots;
mod validation;
mod world;
