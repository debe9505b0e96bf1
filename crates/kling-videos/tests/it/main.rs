//! What the front doors send and read, held against the examples of the OpenAPI document.

mod calls;
mod legacy_lip_sync;
mod models;
mod orders;
mod refusals;
mod unsent;
mod wire_requests;
