//! One document out of several: `common.yaml` brought into the document that refers to it, and all of them merged.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::document::{self, COMMON, Document};
use crate::project::Project;
use crate::reference::{Reference, text_of};
use crate::walk;

/// `cargo xtask openapi bundle`: writes all documents as one, by the extension of the file as JSON or YAML.
pub fn run(project: &Project, output: Option<&Path>) -> Result<()> {
    let merged = merge_all(project)?;
    let Some(path) = output else {
        print!("{}", serde_norway::to_string(&merged)?);
        return Ok(());
    };
    let text = match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => format!("{}\n", serde_json::to_string_pretty(&merged)?),
        Some("yaml" | "yml") => serde_norway::to_string(&merged)?,
        _ => bail!("{}: the extension must be .json or .yaml", path.display()),
    };
    fs::write(path, text).with_context(|| path.display().to_string())
}

/// All documents of the folder as one.
pub fn merge_all(project: &Project) -> Result<Value> {
    let common = Document::read(project, COMMON)?;
    let stems = document::stems(project)?;
    let clients = stems.iter().filter(|stem| *stem != COMMON);
    let documents: Vec<Document> = clients.map(|stem| Document::read(project, stem)).collect::<Result<_>>()?;
    merge(&documents, &common)
}

/// The document with every component it uses from `common.yaml` copied into it, and every `$ref` local.
pub fn bundle(document: &Document, common: &Document) -> Result<Value> {
    let mut value = document.value.clone();
    let mut wanted = BTreeSet::new();
    make_local(&mut value, None, &mut wanted).with_context(|| format!("openapi/{}.yaml", document.stem))?;

    let mut copied = BTreeSet::new();
    while let Some(reference) = wanted.pop_first() {
        if !copied.insert(reference.clone()) {
            continue;
        }
        let found = reference.find(&common.value).with_context(|| {
            format!("openapi/{}.yaml refers to {COMMON}.yaml{}, which does not exist", document.stem, reference.local())
        })?;
        let mut component = found.clone();
        make_local(&mut component, Some(COMMON), &mut wanted).with_context(|| format!("openapi/{COMMON}.yaml"))?;
        insert(&mut value, &reference, component).with_context(|| format!("openapi/{}.yaml", document.stem))?;
    }
    Ok(value)
}

/// Rewrites references into the common document to local ones and notes what they name. Within the common document
/// (`home`), local references are noted as well.
fn make_local(value: &mut Value, home: Option<&str>, wanted: &mut BTreeSet<Reference>) -> Result<()> {
    let mut problem = None;
    walk::objects_mut(value, &mut |object| {
        let Some(text) = text_of(object) else { return };
        let Some(reference) = Reference::parse(text) else {
            problem = Some(format!("{text} is not a reference to a component"));
            return;
        };
        let foreign = match reference.file.as_deref() {
            Some(file) if file == format!("{COMMON}.yaml") => true,
            Some(file) => {
                problem = Some(format!("{text}: {file} is not {COMMON}.yaml; documents do not refer to each other"));
                return;
            }
            None => home.is_some(),
        };
        object.insert("$ref".to_owned(), Value::String(reference.local()));
        if foreign {
            wanted.insert(Reference { file: None, ..reference });
        }
    });
    match problem {
        Some(problem) => bail!(problem),
        None => Ok(()),
    }
}

fn insert(document: &mut Value, reference: &Reference, component: Value) -> Result<()> {
    let section = document
        .as_object_mut()
        .context("a document is an object")?
        .entry("components")
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .context("`components` is an object")?
        .entry(&reference.section)
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .with_context(|| format!("`components.{}` is an object", reference.section))?;
    match section.get(&reference.name) {
        // `bearer: {$ref: common.yaml#/.../bearer}` has become a reference to itself by now.
        Some(existing) if existing.as_object().and_then(text_of) == Some(&reference.local()) => {}
        Some(existing) if *existing == component => {}
        Some(_) => bail!("{} is defined here and in {COMMON}.yaml", reference.name),
        None => {}
    }
    section.insert(reference.name.clone(), component);
    Ok(())
}

/// One document with the operations and components of all of them.
pub fn merge(documents: &[Document], common: &Document) -> Result<Value> {
    let mut merged = common.value.clone();
    set_info(&mut merged);
    let mut tags = Vec::new();
    for document in documents {
        let bundled = bundle(document, common)?;
        tags.extend(bundled["tags"].as_array().into_iter().flatten().cloned());
        for (path, item) in entries(&bundled, "/paths") {
            let item = item.clone();
            if member(&mut merged, "paths")?.insert(path.clone(), item).is_some() {
                bail!("{path} is in two documents");
            }
        }
        let sections = bundled.pointer("/components").and_then(Value::as_object);
        for (section, components) in sections.into_iter().flatten() {
            for (name, component) in components.as_object().into_iter().flatten() {
                let reference = Reference { file: None, section: section.clone(), name: name.clone() };
                insert(&mut merged, &reference, component.clone())
                    .with_context(|| format!("openapi/{}.yaml", document.stem))?;
            }
        }
    }
    merged["tags"] = Value::Array(tags);
    Ok(merged)
}

fn set_info(merged: &mut Value) {
    merged["info"]["title"] = "Kling AI API".into();
    merged["info"]["description"] = "All documents of the folder `openapi` in one. Unofficial.".into();
}

fn entries<'v>(value: &'v Value, pointer: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.pointer(pointer).and_then(Value::as_object).into_iter().flatten()
}

fn member<'v>(value: &'v mut Value, key: &str) -> Result<&'v mut Map<String, Value>> {
    value.get_mut(key).and_then(Value::as_object_mut).with_context(|| format!("`{key}` is an object"))
}
