//! The crate through its public doors.

mod front_doors;
mod results;
mod speech;

type Outcome = Result<(), Box<dyn std::error::Error>>;
