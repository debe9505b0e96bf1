//! The crate through its public doors, held against the examples of the OpenAPI document.

mod find;
mod money;
mod orders;
mod outputs;
mod prompts;

type Outcome = Result<(), Box<dyn std::error::Error>>;
