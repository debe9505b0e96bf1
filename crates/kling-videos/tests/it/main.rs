//! What the front doors send and read, held against the examples of the OpenAPI document.

mod calls;
mod fixture;
mod models;
mod orders;
mod refusals;
mod wire_requests;
