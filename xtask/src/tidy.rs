//! `cargo xtask tidy`: the house rules that no compiler checks.

pub mod arrows;
mod bounds;
mod crate_shape;
mod file_names;

use std::fmt;

use anyhow::Result;

use crate::document::{self, COMMON};
use crate::project::Project;

/// One breach of a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub place: String,
    pub problem: String,
}

impl Finding {
    fn new(place: impl fmt::Display, problem: impl Into<String>) -> Self {
        Self { place: place.to_string(), problem: problem.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.problem)
    }
}

/// Checks the rules that can be told from the files alone, and the arrows between `packages`.
pub fn run(project: &Project, packages: &[arrows::Package]) -> Result<Vec<Finding>> {
    let stems: Vec<String> = document::stems(project)?.into_iter().filter(|stem| stem != COMMON).collect();
    let mut findings = arrows::check(packages, &stems);
    findings.extend(crate_shape::check(project, &stems)?);
    findings.extend(file_names::check(project)?);
    findings.extend(bounds::check(project, &stems)?);
    findings.sort();
    Ok(findings)
}
