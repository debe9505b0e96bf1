//! Wire fixtures: one request with its answer, as `openapi/examples/<document>/<operation>.<case>.json`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::Project;

/// One fixture.
pub struct Fixture {
    pub path: PathBuf,
    /// The operation id.
    pub operation: String,
    /// What it shows: `success`, `refusal` or another word.
    pub case: String,
    pub value: Value,
}

impl Fixture {
    /// Why the request or the response is not what the document says. Absent when it is.
    pub fn deviation(&self, part: &str) -> Option<&str> {
        self.value.get("deviates")?.get(part)?.as_str()
    }
}

/// The fixtures of one document, sorted by name.
pub fn read_all(project: &Project, stem: &str) -> Result<Vec<Fixture>> {
    let folder = project.examples(stem);
    let mut paths = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(&folder)? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Result<Fixture> {
    let place = path.display().to_string();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let parts: Vec<&str> = name.split('.').collect();
    let [operation, case, "json"] = parts.as_slice() else {
        anyhow::bail!("{place}: a fixture is called <operation>.<case>.json");
    };
    let (operation, case) = ((*operation).to_owned(), (*case).to_owned());
    let text = fs::read_to_string(&path).with_context(|| place.clone())?;
    let value = serde_json::from_str(&text).with_context(|| place.clone())?;
    Ok(Fixture { path, operation, case, value })
}
