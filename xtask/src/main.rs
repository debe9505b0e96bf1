//! `cargo xtask`: code generation and the checks of the workspace.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use xtask::codegen::{self, Mode};
use xtask::project::Project;
use xtask::tidy::{self, arrows};
use xtask::{bundle, ci, lint, man, wasm};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Code generation and the checks of the workspace.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the client crates and the table of operations from openapi/.
    Codegen {
        /// The stems of the documents, for example `images`. All of them without any.
        documents: Vec<String>,
        /// Change nothing; fail when a committed file is stale.
        #[arg(long)]
        check: bool,
    },
    /// Work on the documents in openapi/.
    #[command(subcommand)]
    Openapi(Openapi),
    /// Check the house rules: arrows between the crates, their shape, file names, bounds.
    Tidy,
    /// Write the man pages of klingctl.
    Man {
        /// The folder, such as ~/.local/share/man/man1. target/man without it.
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Make the npm package of the geometry and the playground's copy of it.
    Wasm {
        /// Change nothing in the repository; fail when the playground's copy is stale.
        #[arg(long)]
        check: bool,
    },
    /// Run every check: format, generated code, documents, house rules, clippy, tests, docs.
    Ci {
        /// Leave out the tests: they have just run.
        #[arg(long)]
        skip_tests: bool,
    },
}

#[derive(Subcommand)]
enum Openapi {
    /// Check the documents and the wire fixtures.
    Lint,
    /// Merge all documents into one.
    Bundle {
        /// Where to: .json or .yaml. Standard output, as YAML, without it.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let project = Project::of_this_build();
    match run(&project, Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(project: &Project, command: Command) -> Result<()> {
    match command {
        Command::Codegen { documents, check } => {
            let mode = if check { Mode::Check } else { Mode::Write };
            for path in codegen::run(project, &documents, mode)? {
                eprintln!("wrote {}", project.relative(&path));
            }
        }
        Command::Openapi(Openapi::Lint) => report(&lint::run(project)?)?,
        Command::Openapi(Openapi::Bundle { output }) => bundle::run(project, output.as_deref())?,
        Command::Tidy => report(&tidy::run(project, &arrows::packages(project)?)?)?,
        Command::Man { output } => man::run(project, output.as_deref())?,
        Command::Wasm { check } => wasm::run(project, check)?,
        Command::Ci { skip_tests } => ci::run(project, skip_tests)?,
    }
    Ok(())
}

/// Prints what the rules found, and fails when they found something.
fn report(findings: &[impl std::fmt::Display]) -> Result<()> {
    for finding in findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("1 rule is broken"),
        several => bail!("{several} rules are broken"),
    }
}
