//! The crate through its public doors, held against the examples of the OpenAPI document.

mod example;
mod front_doors;
mod library;
mod results;
mod server;

type Outcome = Result<(), Box<dyn std::error::Error>>;
