//! A body and what the document says of it, value by value.

use serde_json::Value;

use crate::request_schema::Schema;

/// Shows every value that the document knows, with its schema and its path from the root, what holds others before what it holds. Ends
/// with the first error.
pub(crate) fn walk<E>(
    request: Schema,
    body: &Value,
    visit: &mut impl FnMut(Schema, &Value, &str) -> Result<(), E>,
) -> Result<(), E> {
    walk_from(request, body, "", visit)
}

fn walk_from<E>(
    schema: Schema,
    value: &Value,
    path: &str,
    visit: &mut impl FnMut(Schema, &Value, &str) -> Result<(), E>,
) -> Result<(), E> {
    visit(schema, value, path)?;
    match value {
        Value::Array(items) => {
            let Some(schema) = schema.items() else { return Ok(()) };
            items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| walk_from(schema, item, &format!("{path}[{index}]"), visit))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, value)| match schema.member(name) {
            Some(schema) => walk_from(schema, value, &member_path(path, name), visit),
            None => Ok(()),
        }),
        _ => Ok(()),
    }
}

/// The path of a member of what lies at this path.
pub(crate) fn member_path(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
