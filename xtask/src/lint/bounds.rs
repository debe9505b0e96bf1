use serde_json::{Map, Value};

use crate::walk;

use super::structure::is_schema;
use super::{Findings, Linted};

/// Bounds make sense: the least is not above the most, and default and example lie between them. Words are not
/// repeated, and required members exist.
pub(super) fn check(linted: &Linted<'_>, findings: &mut Findings) {
    let document = linted.document;
    walk::objects(&document.value, &mut |pointer, object| {
        if !is_schema(pointer) {
            return;
        }
        for (least, most) in [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems")] {
            if let (Some(least), Some(most)) = (number(object, least), number(object, most))
                && least > most
            {
                findings.add(document, pointer, format!("the least, {least}, is above the most, {most}"));
            }
        }
        for key in ["default", "example"] {
            if let Some(problem) = object.get(key).and_then(|value| misfit(object, value)) {
                findings.add(document, pointer, format!("the {key} {problem}"));
            }
        }
        let words = object.get("x-extensible-enum").and_then(Value::as_array);
        let mut seen = Vec::new();
        for word in words.into_iter().flatten() {
            if !word.is_string() || seen.contains(&word) {
                findings.add(document, pointer, format!("{word} is not a word, or is there twice"));
            }
            seen.push(word);
        }
        for member in object.get("required").and_then(Value::as_array).into_iter().flatten() {
            let exists = member.as_str().is_some_and(|name| object["properties"].get(name).is_some());
            if !exists {
                findings.add(document, pointer, format!("requires {member}, which is not among its properties"));
            }
        }
    });
}

fn number(object: &Map<String, Value>, key: &str) -> Option<f64> {
    object.get(key)?.as_f64()
}

fn misfit(object: &Map<String, Value>, value: &Value) -> Option<String> {
    let fits_type = match object.get("type")?.as_str()? {
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        _ => true,
    };
    if !fits_type {
        return Some(format!("{value} is of another type"));
    }
    let size = value.as_f64().or_else(|| Some(value.as_str()?.chars().count() as f64))?;
    let (least, most) = match value {
        Value::String(_) => ("minLength", "maxLength"),
        _ => ("minimum", "maximum"),
    };
    let below = number(object, least).is_some_and(|least| size < least);
    let above = number(object, most).is_some_and(|most| size > most);
    (below || above).then(|| format!("{value} is out of bounds"))
}
