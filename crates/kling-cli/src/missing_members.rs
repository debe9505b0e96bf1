//! What a request needs and does not have.

use serde_json::Value;

use crate::request_schema::{Kind, Schema};
use crate::request_walk::member_path;

/// The paths of all members that the document requires and the body does not have.
pub(crate) fn find(request: Schema, body: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    search(request, body, "", &mut missing);
    missing
}

fn search(schema: Schema, value: &Value, place: &str, missing: &mut Vec<String>) {
    if let (Some(items), Some(schema)) = (value.as_array(), schema.items()) {
        for (index, item) in items.iter().enumerate() {
            search(schema, item, &format!("{place}[{index}]"), missing);
        }
    }
    if schema.kind() != Kind::Object {
        return;
    }
    let required = schema.required();
    for (name, schema) in schema.members() {
        let place = member_path(place, name);
        match value.get(name).filter(|value| !value.is_null()) {
            Some(value) => search(schema, value, &place, missing),
            // An object that is not there lacks what it would need.
            None if required.contains(&name) && !schema.required().is_empty() => {
                search(schema, &Value::Null, &place, missing);
            }
            None if required.contains(&name) => missing.push(place),
            None => {}
        }
    }
}
