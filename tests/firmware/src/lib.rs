//! What the programs of this package share.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod console;

pub use crate::console::Console;
