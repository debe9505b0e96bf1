//! The crate through its public doors, over HTTP.

mod ledgers;
mod packs;
mod scripted_server;

type Outcome = Result<(), Box<dyn std::error::Error>>;
