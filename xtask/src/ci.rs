//! `cargo xtask ci`: everything that must hold before a change is taken.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// The steps, in the order in which a mistake is found fastest.
const STEPS: [&[&str]; 8] = [
    &["fmt", "--all", "--check"],
    &["xtask", "codegen", "--check"],
    &["xtask", "openapi", "lint"],
    &["xtask", "tidy"],
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["clippy", "--package", "xtask", "--features", "wasm", "--", "-D", "warnings"],
    &["test", "--workspace"],
    &["doc", "--workspace", "--no-deps"],
];

/// Runs every step with cargo, printing each before it runs, and stops at the first that fails. The tests can be left out
/// where they have just run.
pub fn run(project: &Project, skip_tests: bool) -> Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for step in STEPS.iter().filter(|step| !(skip_tests && step[0] == "test")) {
        let command = format!("cargo {}", step.join(" "));
        eprintln!("$ {command}");
        let status = Command::new(&cargo)
            .args(*step)
            .current_dir(project.root())
            // A broken link in a doc is a mistake too.
            .env("RUSTDOCFLAGS", "-D warnings")
            .status()
            .with_context(|| command.clone())?;
        if !status.success() {
            bail!("`{command}` failed ({status})");
        }
    }
    Ok(())
}
