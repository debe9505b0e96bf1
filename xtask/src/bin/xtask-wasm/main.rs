//! Makes the npm package of `kling-geometry-wasm` and the playground's copy of it. `cargo xtask wasm` runs it.

mod bindings;
mod embedded;
mod package;
mod playground;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use xtask::codegen::Mode;
use xtask::project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask wasm", about = "Make the npm package of the geometry and the playground's copy of it.")]
struct Arguments {
    /// Leave the playground as it is; fail when its copy is stale.
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let mode = if Arguments::parse().check { Mode::Check } else { Mode::Write };
    match run(&Project::of_this_build(), mode) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(project: &Project, mode: Mode) -> Result<()> {
    let module = bindings::compile(project)?;
    let package = package::write(project, &module)?;
    eprintln!("wrote {}", package.display());
    playground::run(project, &module, mode)
}
