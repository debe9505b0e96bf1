//! A module inside a script: no file to fetch, nothing to await.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A JavaScript expression for the bytes of a module.
pub(crate) fn bytes_expression(module: &[u8]) -> String {
    format!("Uint8Array.from(atob(\"{}\"), (character) => character.charCodeAt(0))", STANDARD.encode(module))
}
