use std::fs;

use anyhow::{Context, Result};
use syn::{Attribute, Meta};

use super::Finding;
use crate::project::Project;

/// Every client crate has the same shape, and every library crate refuses public items without docs.
pub(super) fn check(project: &Project, stems: &[String]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for stem in stems {
        let folder = project.crates().join(format!("kling-{stem}"));
        for file in ["Cargo.toml", "README.md", "src/lib.rs", "src/generated.rs"] {
            let path = folder.join(file);
            if !path.is_file() {
                findings.push(Finding::new(project.relative(&path), "missing; every client crate has it"));
            }
        }
    }

    let crates = project.crates();
    for entry in fs::read_dir(&crates).with_context(|| crates.display().to_string())? {
        let root = entry?.path().join("src/lib.rs");
        if !root.is_file() {
            continue;
        }
        let text = fs::read_to_string(&root).with_context(|| root.display().to_string())?;
        let file = syn::parse_file(&text).with_context(|| root.display().to_string())?;
        if !file.attrs.iter().any(denies_missing_docs) {
            findings.push(Finding::new(project.relative(&root), "lacks #![deny(missing_docs)]"));
        }
    }
    Ok(findings)
}

fn denies_missing_docs(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    let strict = list.path.is_ident("deny") || list.path.is_ident("forbid");
    strict && list.tokens.to_string().contains("missing_docs")
}
