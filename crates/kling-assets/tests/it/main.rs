//! The crate through its public doors, held against the examples of the OpenAPI document.

mod front_doors;
mod library;
mod results;

type Outcome = Result<(), Box<dyn std::error::Error>>;
