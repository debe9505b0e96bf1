//! The crate through its public doors, held against the examples of the OpenAPI document.

mod example;
mod find;
mod money;
mod orders;
mod outputs;
mod prompts;
mod server;

type Outcome = Result<(), Box<dyn std::error::Error>>;
