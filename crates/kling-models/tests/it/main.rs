//! The tables and what they decide, through the public door.
#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod capability_map;
mod findings;
mod laws;
mod media_rules;
mod prices;
mod shots;
mod suggestions;
mod tables;
