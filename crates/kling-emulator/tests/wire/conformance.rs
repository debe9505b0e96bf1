//! Answers held to the document.

use std::sync::LazyLock;

use jsonschema::Draft;
use kling_emulator::Operation;
use serde_json::{Value, json};

use crate::world::Answer;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document: Value = serde_json::from_str(include_str!("../../src/openapi.json")).unwrap();
    allow_null(&mut document);
    document
});

/// OpenAPI 3.0 schemas are JSON Schema draft 4 but for `nullable`.
fn allow_null(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let (Some(Value::Bool(true)), Some(kind)) = (object.get("nullable"), object.get("type").cloned()) {
                object.insert("type".to_owned(), json!([kind, "null"]));
            }
            object.values_mut().for_each(allow_null);
        }
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        _ => {}
    }
}

/// The operation of the document with this name, with its path and method.
pub(crate) fn find(name: &str) -> (String, String, &'static Value) {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            if operation["operationId"] == name {
                return (method.to_uppercase(), path.clone(), operation);
            }
        }
    }
    panic!("{name} is no operation of the document");
}

/// The operation that a method and a path are.
pub(crate) fn operation_of(method: &str, path: &str) -> Operation {
    let operation = &DOCUMENT["paths"][path][method.to_lowercase()]["operationId"];
    Operation::named(operation.as_str().unwrap_or_else(|| panic!("{method} {path}"))).unwrap()
}

/// Asserts that an answer is what the document says of its status.
pub(crate) fn assert_conforms(name: &str, answer: &Answer) {
    let (_, _, operation) = find(name);
    let mut response = &operation["responses"][answer.status.as_str()];
    if let Some(reference) = response["$ref"].as_str() {
        response = DOCUMENT.pointer(reference.trim_start_matches('#')).unwrap();
    }
    let schema = &response["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{name}: {} is not documented", answer.status);
    let root = json!({ "components": DOCUMENT["components"], "allOf": [schema] });
    let validator = jsonschema::options().with_draft(Draft::Draft4).build(&root).unwrap();
    let problems: Vec<String> =
        validator.iter_errors(&answer.body).map(|error| format!("{} {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{name}: {problems:#?} in {:#}", answer.body);
}
