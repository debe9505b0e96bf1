//! Values that are of another kind than the document wants.

use kling::Error;
use serde_json::Value;

use crate::request_schema::{Kind, Schema};
use crate::request_walk::walk;

/// Refuses the first value of another kind.
pub(crate) fn check(request: Schema, body: &Value) -> Result<(), Error> {
    walk(request, body, &mut |schema, value, path| match (schema.kind(), value) {
        (_, Value::Null) | (Kind::Either, _) => Ok(()),
        (_, Value::Number(_)) if schema.other_spelling() == Some("integer") => Ok(()),
        (_, Value::String(_)) if schema.other_spelling() == Some("string") => Ok(()),
        (Kind::Integer, value) if value.is_i64() || value.is_u64() => check_sign(schema, value, path),
        (Kind::Object, Value::Object(_)) | (Kind::List, Value::Array(_)) => Ok(()),
        (Kind::Text | Kind::Picture | Kind::Sound, Value::String(_)) => Ok(()),
        (Kind::Number, Value::Number(_)) | (Kind::Boolean, Value::Bool(_)) => Ok(()),
        (kind, value) => {
            Err(Error::invalid_input(format!("`{path}` is {}, and no {}", shortened(value), name_of(kind))))
        }
    })
}

/// The typed requests have no negative number where none is allowed, and could not say what is. Other bounds are theirs to check.
fn check_sign(schema: Schema, value: &Value, place: &str) -> Result<(), Error> {
    let allowed = match schema.bounds() {
        (Some(least), Some(most)) if least >= 0.0 => format!("from {least} to {most}"),
        (Some(least), None) if least >= 0.0 => format!("{least} or more"),
        _ => return Ok(()),
    };
    match value.as_i64() {
        Some(..0) => Err(Error::invalid_input(format!("`{place}` is {value}; allowed is {allowed}"))),
        _ => Ok(()),
    }
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Picture | Kind::Sound | Kind::Text | Kind::Either => "text",
        Kind::Integer => "whole number",
        Kind::Number => "number",
        Kind::Boolean => "true or false",
        Kind::List => "list",
        Kind::Object => "object",
    }
}

fn shortened(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => format!("`{other}`"),
    }
}
