//! `cargo xtask openapi lint`: the rules the documents and their wire fixtures keep.
//!
//! The generator panics on much of what it cannot digest, so what it needs is proven here first.

mod bounds;
mod descriptions;
pub mod fixture;
mod fixtures;
mod named_schemas;
mod operations;
mod optional_objects;
mod references;
mod structure;

use std::fmt;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::bundle::bundle;
use crate::document::{self, COMMON, Document};
use crate::project::Project;

/// One breach of a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file and the place in it.
    pub place: String,
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.problem)
    }
}

/// A document as the rules see it.
struct Linted<'d> {
    document: &'d Document,
    /// With everything it refers to brought in.
    bundled: Value,
}

/// What the rules have found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, document: &Document, pointer: &str, problem: impl Into<String>) {
        let pointer = pointer.replace("~1", "/").replace("~0", "~");
        self.0.push(Finding {
            place: format!("openapi/{}.yaml {pointer}", document.stem).trim_end().to_owned(),
            problem: problem.into(),
        });
    }

    fn sorted(mut self) -> Vec<Finding> {
        self.0.sort();
        self.0.dedup();
        self.0
    }

    fn add_at(&mut self, place: impl Into<String>, problem: impl Into<String>) {
        self.0.push(Finding { place: place.into(), problem: problem.into() });
    }
}

/// Checks every document and every fixture. No findings means that all rules are kept.
pub fn run(project: &Project) -> Result<Vec<Finding>> {
    let documents = read_documents(project)?;
    let mut findings = check_documents(&documents)?;
    // A fixture can only be measured by a document that is sound itself.
    if findings.0.is_empty() {
        fixtures::check(project, &bring_in(&documents)?, &mut findings)?;
    }
    Ok(findings.sorted())
}

/// Checks the documents only, which is what the generator needs.
pub fn documents(project: &Project) -> Result<Vec<Finding>> {
    Ok(check_documents(&read_documents(project)?)?.sorted())
}

fn read_documents(project: &Project) -> Result<Vec<Document>> {
    document::stems(project)?.iter().map(|stem| Document::read(project, stem)).collect()
}

fn bring_in(documents: &[Document]) -> Result<Vec<Linted<'_>>> {
    let common = documents.iter().find(|document| document.stem == COMMON);
    let common = common.context("there is no common document")?;
    documents.iter().map(|document| Ok(Linted { document, bundled: bundle(document, common)? })).collect()
}

fn check_documents(documents: &[Document]) -> Result<Findings> {
    let mut findings = Findings::default();
    // The other rules take sound references for granted.
    references::check(documents, &mut findings);
    if findings.0.is_empty() {
        let linted = bring_in(documents)?;
        for one in &linted {
            structure::check(one, &mut findings);
            descriptions::check(one, &mut findings);
            named_schemas::check(one, &mut findings);
            optional_objects::check(one, &mut findings);
            bounds::check(one, &mut findings);
        }
        operations::check(&linted, &mut findings);
    }
    Ok(findings)
}
