//! Reading a document of `openapi/`.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;

/// The stem of the document that holds the shared vocabulary and no operations.
pub const COMMON: &str = "common";

/// One OpenAPI document.
#[derive(Clone)]
pub struct Document {
    /// The file name without `.yaml`. The client crate is called `kling-<stem>`.
    pub stem: String,
    pub value: Value,
}

impl Document {
    pub fn read(project: &Project, stem: &str) -> Result<Self> {
        let path = project.document(stem);
        let place = || project.relative(&path).to_string();
        let text = fs::read_to_string(&path).with_context(place)?;
        // Through YAML's own value, because that one refuses a key that is there twice.
        let yaml: serde_norway::Value = serde_norway::from_str(&text).with_context(place)?;
        let value = serde_json::to_value(yaml)
            .with_context(|| format!("{}: keys must be strings (quote the status codes)", place()))?;
        Ok(Self { stem: stem.to_owned(), value })
    }
}

/// The stems of all documents, sorted.
pub fn stems(project: &Project) -> Result<Vec<String>> {
    let folder = project.openapi();
    let mut stems = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            stems.push(stem.to_owned());
        }
    }
    if !stems.iter().any(|stem| stem == COMMON) {
        bail!("{} has no {COMMON}.yaml", folder.display());
    }
    stems.sort();
    Ok(stems)
}
