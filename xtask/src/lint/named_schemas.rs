use crate::walk;

use super::structure::is_schema;
use super::{Findings, Linted};

/// Every object and every list of words is a component with a name: the generator would invent names, and change them
/// when a neighbour changes. Words are open, because the vendor adds to them.
pub(super) fn check(linted: &Linted<'_>, findings: &mut Findings) {
    let document = linted.document;
    walk::objects(&document.value, &mut |pointer, object| {
        if !is_schema(pointer) {
            return;
        }
        let is_component = pointer.split('/').count() == 4;
        let is_object = object.get("type").is_some_and(|kind| kind == "object") || object.contains_key("properties");
        let is_words = object.contains_key("x-extensible-enum");
        if !is_component && (is_object || is_words) {
            findings.add(document, pointer, "needs a name: make it a component and refer to it");
        }
        if object.contains_key("enum") {
            findings.add(document, pointer, "a closed enum; use x-extensible-enum, so that a new word is not an error");
        }
        if is_object && !object.contains_key("properties") {
            findings.add(document, pointer, "an object without properties");
        }
        if object.get("additionalProperties").is_some_and(|value| value == false) {
            findings.add(document, pointer, "unknown members are ignored, never refused");
        }
        if let Some(parts) = object.get("allOf").and_then(|parts| parts.as_array())
            && (parts.len() != 1 || parts[0].get("$ref").is_none())
        {
            findings.add(document, pointer, "allOf serves to describe one $ref and nothing else");
        }
    });
    for (name, _) in walk::schemas(&document.value) {
        let pascal = name.starts_with(|letter: char| letter.is_ascii_uppercase())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric());
        let hides = ["Option", "Result", "String", "Vec", "Client", "Error"].contains(&name);
        if !pascal || hides {
            findings.add(document, &format!("/components/schemas/{name}"), "the name cannot be a Rust type here");
        }
    }
}
