use serde_json::{Map, Value};

use crate::document::{COMMON, Document};
use crate::reference::text_of;
use crate::walk;

use super::structure::is_schema;
use super::{Findings, Linted};

/// Everything that becomes public Rust, or that a reader of the document meets, says what it means: every schema,
/// member, operation, parameter, response and request body.
pub(super) fn check(linted: &Linted<'_>, findings: &mut Findings) {
    let document = linted.document;
    walk::objects(&document.value, &mut |pointer, object| {
        if text_of(object).is_none() && wants_description(document, pointer) && !is_described(object) {
            findings.add(document, pointer, "has no description");
        }
        if let Some(text) = object.get("description").and_then(Value::as_str)
            && text.contains('\u{2014}')
        {
            findings.add(document, pointer, "has an em-dash in its description");
        }
    });
    for operation in walk::operations(&document.value) {
        if !operation.value["summary"].is_string() {
            let place = format!("/paths/{}/{}", operation.path, operation.method);
            findings.add(document, &place, "has no summary");
        }
    }
}

fn is_described(object: &Map<String, Value>) -> bool {
    object.get("description").and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

fn wants_description(document: &Document, pointer: &str) -> bool {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    match parts.as_slice() {
        ["info"] => true,
        ["components", "schemas", _] => true,
        ["components", "schemas", .., "properties", _] => is_schema(pointer),
        ["components", "parameters" | "responses" | "securitySchemes", _] => document.stem == COMMON,
        ["paths", _, "get" | "put" | "post" | "delete" | "patch"] => true,
        ["paths", .., "parameters", _] | ["paths", .., "responses", _] | ["paths", .., "requestBody"] => true,
        _ => false,
    }
}
