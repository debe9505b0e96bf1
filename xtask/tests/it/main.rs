//! The commands of xtask on folders that are laid out like the workspace.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod bundle;
mod codegen;
mod lint;
mod operations;
mod scratch;
mod tidy;
