//! `cargo xtask codegen`: from a document to the Rust file that speaks it.

pub mod calls;
pub mod embedded;
mod generate;
pub mod operations;
mod polish;
mod prepare;
mod print;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::document::{self, COMMON, Document};
use crate::lint;
use crate::project::Project;

/// What to do with the generated text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// Compare with the committed file and change nothing.
    Check,
}

/// Generates the named documents, or all of them. Returns the paths that were stale and have been written.
pub fn run(project: &Project, stems: &[String], mode: Mode) -> Result<Vec<PathBuf>> {
    let mut known = document::stems(project)?;
    let documents = known.join(", ");
    // The table of operations reads what the documents became, so it comes last.
    known.extend([calls::NAME, embedded::NAME, operations::NAME].map(str::to_owned));
    let stems = if stems.is_empty() { &known } else { stems };
    if let Some(unknown) = stems.iter().find(|stem| !known.contains(stem)) {
        bail!("there is no openapi/{unknown}.yaml; the documents are {documents}");
    }

    // The generator panics on much of what is unsound.
    let findings = lint::documents(project)?;
    if !findings.is_empty() {
        let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
        bail!("the documents break rules:\n{}", lines.join("\n"));
    }

    let mut stale = Vec::new();
    for stem in stems {
        let path = target(project, stem)?;
        let text = generate(project, stem)?;
        if fs::read_to_string(&path).is_ok_and(|committed| committed == text) {
            continue;
        }
        if mode == Mode::Write {
            fs::write(&path, text).with_context(|| path.display().to_string())?;
        }
        stale.push((stem, path));
    }

    if mode == Mode::Check && !stale.is_empty() {
        let lines = stale
            .iter()
            .map(|(stem, path)| format!("{} is stale; mend it with `{}`", project.relative(path), command(stem)));
        bail!(lines.collect::<Vec<_>>().join("\n"));
    }
    Ok(stale.into_iter().map(|(_, path)| path).collect())
}

/// The text of the file that belongs to a document, or of one that is made of all.
pub fn generate(project: &Project, stem: &str) -> Result<String> {
    match stem {
        calls::NAME => return calls::generate(project),
        embedded::NAME => return embedded::generate(project),
        operations::NAME => return operations::generate(project),
        _ => {}
    }
    let common = Document::read(project, COMMON)?;
    let client = match stem {
        COMMON => None,
        _ => Some(Document::read(project, stem)?),
    };
    let place = || format!("openapi/{stem}.yaml");
    let prepared = prepare::prepare(client.as_ref(), &common).with_context(place)?;
    let raw = generate::generate(&prepared).with_context(place)?;
    let polished = polish::polish(raw, &prepared).with_context(place)?;
    print::print(&polished, stem, &place(), project.root())
}

fn command(stem: &str) -> String {
    format!("cargo xtask codegen {stem}")
}

fn target(project: &Project, stem: &str) -> Result<PathBuf> {
    match stem {
        calls::NAME => return Ok(calls::target(project)),
        embedded::NAME => return Ok(embedded::target(project)),
        operations::NAME => return Ok(operations::target(project)),
        COMMON => return Ok(project.crates().join("kling-runtime/src/wire/generated.rs")),
        _ => {}
    }
    let source = project.crates().join(format!("kling-{stem}/src"));
    if !source.is_dir() {
        bail!(
            "openapi/{stem}.yaml wants a crate kling-{stem}, but {} does not exist; \
             make the crate first (Cargo.toml, README.md, src/lib.rs) and run `{}` again",
            project.relative(&source),
            command(stem)
        );
    }
    Ok(source.join("generated.rs"))
}
