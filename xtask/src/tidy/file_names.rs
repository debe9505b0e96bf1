use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Finding;
use crate::project::Project;

/// The folders that hold source files.
const FOLDERS: [&str; 4] = ["crates", "xtask", "tests", "benches"];

/// Names that say nothing about what is in the file.
const EMPTY_NAMES: [&str; 9] = ["common", "helper", "helpers", "misc", "shared", "tools", "util", "utilities", "utils"];

/// A file is named after the one thing it holds.
pub(super) fn check(project: &Project) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for folder in FOLDERS {
        let folder = project.root().join(folder);
        if folder.is_dir() {
            walk(project, &folder, &mut findings)?;
        }
    }
    Ok(findings)
}

fn walk(project: &Project, folder: &Path, findings: &mut Vec<Finding>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_source = path.is_dir() || path.extension().is_some_and(|extension| extension == "rs");
        if is_source && (EMPTY_NAMES.contains(&stem) || stem.ends_with('_')) {
            findings.push(Finding::new(project.relative(&path), "is not named after what it holds"));
        }
        if path.is_dir() && stem != "target" {
            walk(project, &path, findings)?;
        }
    }
    Ok(())
}
