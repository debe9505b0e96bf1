//! The documents as the emulator carries them, and the program with it: all in one, as JSON.

use std::path::PathBuf;

use anyhow::Result;

use crate::bundle;
use crate::project::Project;

/// What to name on the command line.
pub const NAME: &str = "embedded";

pub(super) fn target(project: &Project) -> PathBuf {
    project.crates().join("kling-emulator/src/openapi.json")
}

pub(super) fn generate(project: &Project) -> Result<String> {
    Ok(format!("{}\n", serde_json::to_string_pretty(&bundle::merge_all(project)?)?))
}
