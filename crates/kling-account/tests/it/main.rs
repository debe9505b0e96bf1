//! The crate through its public doors, over HTTP.

mod ledgers;
mod packs;

type Outcome = Result<(), Box<dyn std::error::Error>>;
