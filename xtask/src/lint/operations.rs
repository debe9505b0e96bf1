use std::collections::BTreeMap;

use crate::walk;

use super::{Findings, Linted};

/// The verbs an operation may begin with.
const VERBS: [&str; 11] =
    ["add", "clear", "create", "delete", "get", "identify", "init", "list", "preview", "recognize", "update"];

/// Operation ids are `verb_noun` and exist once over all documents; so do paths. Tags are declared.
pub(super) fn check(documents: &[Linted<'_>], findings: &mut Findings) {
    let mut ids = BTreeMap::new();
    let mut paths = BTreeMap::new();
    for Linted { document, .. } in documents {
        for operation in walk::operations(&document.value) {
            let place = format!("/paths/{}/{}", operation.path, operation.method);
            let Some(id) = operation.id() else {
                findings.add(document, &place, "has no operationId");
                continue;
            };
            if !is_verb_noun(id) {
                findings.add(document, &place, format!("{id} is not verb_noun with one of {}", VERBS.join(", ")));
            }
            if let Some(other) = ids.insert(id.to_owned(), &document.stem) {
                findings.add(document, &place, format!("{id} exists already, in openapi/{other}.yaml"));
            }
            if let Some(other) = paths.insert((operation.path, operation.method), &document.stem) {
                findings.add(document, &place, format!("exists already, in openapi/{other}.yaml"));
            }
            let declared = document.value["tags"].as_array();
            let tags = operation.value["tags"].as_array();
            for tag in tags.into_iter().flatten() {
                if !declared.into_iter().flatten().any(|known| known["name"] == *tag) {
                    findings.add(document, &place, format!("the tag {tag} is not declared"));
                }
            }
        }
    }
}

fn is_verb_noun(id: &str) -> bool {
    let Some((verb, noun)) = id.split_once('_') else { return false };
    let is_snake = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    VERBS.contains(&verb) && noun.split('_').all(is_snake)
}
