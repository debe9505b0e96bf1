//! The crate through its public doors, held against the examples of the OpenAPI document.

mod example;
mod find;
mod orders;
mod server;

type Outcome = Result<(), Box<dyn std::error::Error>>;
