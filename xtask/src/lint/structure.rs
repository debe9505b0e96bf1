use openapiv3::OpenAPI;
use serde_json::Value;

use crate::document::COMMON;
use crate::reference::{Reference, resolve};
use crate::walk;

use super::{Findings, Linted};

/// The keywords of a schema that the documents use. A misspelt one would be ignored by every tool.
const SCHEMA_KEYWORDS: [&str; 24] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "default",
    "description",
    "enum",
    "example",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
    "uniqueItems",
    "x-also-read",
    "x-extensible-enum",
];

/// The document is OpenAPI 3.0.3, names its servers and its security, and has nothing that the generator panics on:
/// JSON bodies only, one kind of success for each operation, path parameters that are declared, schemas with keywords
/// that exist.
pub(super) fn check(linted: &Linted<'_>, findings: &mut Findings) {
    let Linted { document, bundled } = linted;
    if document.value["openapi"] != "3.0.3" {
        findings.add(document, "/openapi", "must be 3.0.3");
    }
    if let Err(error) = serde_json::from_value::<OpenAPI>(bundled.clone()) {
        findings.add(document, "", format!("not an OpenAPI 3.0 document: {error}"));
    }
    for required in ["servers", "security"] {
        if document.value[required].as_array().is_none_or(Vec::is_empty) {
            findings.add(document, &format!("/{required}"), "missing or empty");
        }
    }
    if document.stem != COMMON && walk::operations(&document.value).is_empty() {
        findings.add(document, "/paths", "a client document has operations");
    }

    for operation in walk::operations(bundled) {
        let place = format!("/paths/{}/{}", operation.path, operation.method);
        check_path_parameters(linted, &operation, &place, findings);
        check_responses(linted, operation.value, &place, findings);
        let body = &operation.value["requestBody"];
        if !body.is_null() {
            check_content(linted, body, &format!("{place}/requestBody"), findings);
        }
    }

    walk::objects(&document.value, &mut |pointer, object| {
        if !is_schema(pointer) {
            return;
        }
        if object.get("type").is_some_and(|kind| kind == "array") && !object.contains_key("items") {
            findings.add(document, pointer, "an array needs items");
        }
        for keyword in object.keys().filter(|keyword| !SCHEMA_KEYWORDS.contains(&keyword.as_str())) {
            findings.add(document, pointer, format!("{keyword} is not a schema keyword that is used here"));
        }
    });
}

fn check_path_parameters(linted: &Linted<'_>, operation: &walk::Operation<'_>, place: &str, findings: &mut Findings) {
    let in_template: Vec<&str> =
        operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
    let parameters = operation.value["parameters"].as_array();
    let declared: Vec<&str> = parameters
        .into_iter()
        .flatten()
        .filter_map(|parameter| resolve(&linted.bundled, parameter))
        .filter(|parameter| parameter["in"] == "path" && parameter["required"] == true)
        .filter_map(|parameter| parameter["name"].as_str())
        .collect();
    if in_template.len() != declared.len() || in_template.iter().any(|name| !declared.contains(name)) {
        findings.add(
            linted.document,
            place,
            format!("the path has the parameters {in_template:?}, but required are declared {declared:?}"),
        );
    }
}

fn check_responses(linted: &Linted<'_>, operation: &Value, place: &str, findings: &mut Findings) {
    let responses = operation["responses"].as_object();
    let successes: Vec<_> = responses.into_iter().flatten().filter(|(status, _)| status.starts_with('2')).collect();
    if successes.len() != 1 {
        findings.add(linted.document, place, format!("needs one 2xx response and has {}", successes.len()));
    }
    for (status, response) in responses.into_iter().flatten() {
        let place = format!("{place}/responses/{status}");
        match status.parse::<u16>() {
            Ok(100..=599) => {}
            _ => findings.add(linted.document, &place, "not a status code"),
        }
        if let Some(response) = resolve(&linted.bundled, response) {
            check_content(linted, response, &place, findings);
        }
    }
}

fn check_content(linted: &Linted<'_>, holder: &Value, place: &str, findings: &mut Findings) {
    let schema = &holder["content"]["application/json"]["schema"];
    let only_json = holder["content"].as_object().is_some_and(|content| content.len() == 1);
    let named = Reference::schema_name(schema).is_some();
    if !(only_json && named) {
        findings.add(linted.document, place, "needs application/json, and nothing else, with a $ref to a schema");
    }
}

/// Whether the object at this place is a schema.
pub(super) fn is_schema(pointer: &str) -> bool {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    match parts.as_slice() {
        // Within an example anything may stand, and `properties` holds schemas without being one.
        parts if parts.contains(&"example") || parts.contains(&"default") => false,
        [.., "properties"] => false,
        ["components", "schemas", _, ..] | [.., "schema"] => true,
        _ => false,
    }
}
