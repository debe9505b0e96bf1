//! Values that are of another kind than the document wants.

use kling::Error;
use serde_json::Value;

use crate::request_schema::{Kind, Schema};

/// Refuses the first value of another kind.
pub(crate) fn check(request: Schema, body: &Value) -> Result<(), Error> {
    visit(request, body, "")
}

fn visit(schema: Schema, value: &Value, place: &str) -> Result<(), Error> {
    match (schema.kind(), value) {
        (_, Value::Null) => Ok(()),
        (_, Value::Number(_)) if schema.other_spelling() == Some("integer") => Ok(()),
        (_, Value::String(_)) if schema.other_spelling() == Some("string") => Ok(()),
        (Kind::Object, Value::Object(members)) => members.iter().try_for_each(|(name, value)| {
            let Some(schema) = schema.member(name) else { return Ok(()) };
            visit(schema, value, &if place.is_empty() { name.clone() } else { format!("{place}.{name}") })
        }),
        (Kind::List, Value::Array(items)) => {
            let Some(schema) = schema.items() else { return Ok(()) };
            items.iter().enumerate().try_for_each(|(index, item)| visit(schema, item, &format!("{place}[{index}]")))
        }
        (Kind::Integer, value) if value.is_i64() || value.is_u64() => check_sign(schema, value, place),
        (Kind::Number, value) if value.is_number() => Ok(()),
        (Kind::Text | Kind::Picture | Kind::Sound, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => Ok(()),
        (Kind::Either, _) => Ok(()),
        (kind, value) => {
            Err(Error::invalid_input(format!("`{place}` is {}, and no {}", shortened(value), name_of(kind))))
        }
    }
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
