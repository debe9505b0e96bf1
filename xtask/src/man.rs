//! `cargo xtask man`: the man pages of `klingctl`.
//!
//! The program writes them itself, from its definition of the command line. This program only runs it, for it must not depend on crates
//! that it generates.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Writes the pages into a folder; `target/man` without one.
pub fn run(project: &Project, folder: Option<&Path>) -> Result<()> {
    let folder = match folder {
        Some(folder) => std::path::absolute(folder)?,
        None => project.root().join("target/man"),
    };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "kling-cli", "--", "man"]).arg(folder);
    let status = command.current_dir(project.root()).status().context("cargo run")?;
    if !status.success() {
        bail!("klingctl wrote no man pages ({status})");
    }
    Ok(())
}
