//! The crate through its public doors, held against the examples of the OpenAPI document.

mod find;
mod orders;

type Outcome = Result<(), Box<dyn std::error::Error>>;
