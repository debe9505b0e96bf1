//! `cargo xtask wasm`: the npm package of the geometry, and the playground's copy of it.
//!
//! The work is done by the binary `xtask-wasm`, which is built only when it is called for: the library that writes the bindings takes
//! two minutes to compile.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Builds both, or only checks that the playground's copy is the one that the sources make.
pub fn run(project: &Project, check: bool) -> Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--package", "xtask", "--features", "wasm", "--bin", "xtask-wasm", "--"]);
    if check {
        command.arg("--check");
    }
    let status = command.current_dir(project.root()).status().context("cargo run")?;
    if !status.success() {
        bail!("xtask-wasm failed ({status})");
    }
    Ok(())
}
