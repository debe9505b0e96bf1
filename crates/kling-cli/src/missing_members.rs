//! What a request needs and does not have.

use kling::Error;
use serde_json::Value;

use crate::request_schema::{Kind, Schema};
use crate::request_walk::member_path;

/// Refuses a body without members that the document requires. All of them are named.
pub(crate) fn check(request: Schema, body: &Value) -> Result<(), Error> {
    let mut missing = Vec::new();
    find(request, body, "", &mut missing);
    let names = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match missing.split_last() {
        None => Ok(()),
        Some((only, [])) => Err(Error::invalid_input(format!("`{only}` is missing"))),
        Some((last, others)) => Err(Error::invalid_input(format!("{} and `{last}` are missing", names(others)))),
    }
}

fn find(schema: Schema, value: &Value, place: &str, missing: &mut Vec<String>) {
    if let (Some(items), Some(schema)) = (value.as_array(), schema.items()) {
        for (index, item) in items.iter().enumerate() {
            find(schema, item, &format!("{place}[{index}]"), missing);
        }
    }
    if schema.kind() != Kind::Object {
        return;
    }
    let required = schema.required();
    for (name, schema) in schema.members() {
        let place = member_path(place, name);
        match value.get(name).filter(|value| !value.is_null()) {
            Some(value) => find(schema, value, &place, missing),
            // An object that is not there lacks what it would need.
            None if required.contains(&name) && !schema.required().is_empty() => {
                find(schema, &Value::Null, &place, missing);
            }
            None if required.contains(&name) => missing.push(place),
            None => {}
        }
    }
}
