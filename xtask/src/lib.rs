//! The road from `openapi/` to the client crates, and the house rules of the workspace.

pub mod bundle;
pub mod ci;
pub mod codegen;
pub mod document;
pub mod lint;
pub mod man;
pub mod project;
pub mod reference;
pub mod tidy;
pub mod walk;
pub mod wasm;
