//! Going through a JSON value.

use serde_json::{Map, Value};

/// Calls `visit` on every object, outer ones first.
pub fn objects_mut(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values_mut().for_each(|member| objects_mut(member, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| objects_mut(item, visit)),
        _ => {}
    }
}

/// Calls `visit` on every object with its JSON pointer, outer ones first.
pub fn objects(value: &Value, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
    fn walk(pointer: &str, value: &Value, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
        match value {
            Value::Object(object) => {
                visit(pointer, object);
                for (key, member) in object {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    walk(&format!("{pointer}/{key}"), member, visit);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&format!("{pointer}/{index}"), item, visit);
                }
            }
            _ => {}
        }
    }
    walk("", value, visit);
}

/// One operation of a document.
pub struct Operation<'d> {
    pub path: &'d str,
    /// In lower case, as the document has it.
    pub method: &'d str,
    pub value: &'d Value,
}

impl<'d> Operation<'d> {
    pub fn id(&self) -> Option<&'d str> {
        self.value.get("operationId")?.as_str()
    }
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Every operation of a document, in its order.
pub fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths
        .into_iter()
        .flatten()
        .filter_map(|(path, item)| Some((path, item.as_object()?)))
        .flat_map(|(path, item)| {
            item.iter().filter(|(method, _)| METHODS.contains(&method.as_str())).map(move |(method, value)| Operation {
                path,
                method,
                value,
            })
        })
        .collect()
}

/// Calls `visit` on every operation of a document.
pub fn operations_mut(document: &mut Value, mut visit: impl FnMut(&mut Map<String, Value>)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if METHODS.contains(&method.as_str())
                && let Some(operation) = operation.as_object_mut()
            {
                visit(operation);
            }
        }
    }
}

/// The schemas of a document by name.
pub fn schemas(document: &Value) -> impl Iterator<Item = (&str, &Value)> {
    document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.as_str(), schema))
}
