//! Holds the body of a request to the document: what is required, types, bounds, words.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::{Described, resolve};
use crate::envelope::Refusal;
use crate::lenient::{Node, illegal};

/// Words of these schemas depend on the model, and the vendor adds some every month: the table of capabilities judges them.
const OPEN_WORDS: &[&str] = &[
    "ImageResolution",
    "ImageAspectRatio",
    "VideoMode",
    "OutputResolution",
    "OutputAspectRatio",
    "SolutionResolution",
    "SolutionAspectRatio",
];

/// Texts that are numbers: a number is taken as well.
const NUMBERS_AS_TEXT: &[&str] = &["VideoDuration"];

/// Members that the document requires and the service has been seen to do without.
const TOLERATED: &[(&str, &str)] = &[("create_virtual_try_on", "cloth_image")];

/// Refusals whose wording was seen on the wire, by the end of the field's path.
const SEEN_COUNTS: &[(&str, &str)] = &[
    ("refer_images", "The number of element refer images must be between 1 and 3"),
    ("element_refer_list", "The number of element refer images must be between 1 and 3"),
];

/// Refuses a body that the document does not allow, naming the field.
pub(crate) fn check_body(operation: &Described, body: &Node<'_>) -> Result<(), Refusal> {
    let Some(schema) = operation.body else { return Ok(()) };
    Checker { operation: operation.name }.check(schema, body, "")
}

struct Checker {
    operation: &'static str,
}

impl Checker {
    fn check(&self, schema: &'static Value, node: &Node<'_>, path: &str) -> Result<(), Refusal> {
        let name = schema["$ref"].as_str().or(schema["allOf"][0]["$ref"].as_str()).unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default();
        let schema = resolve(schema);
        if let Some(kinds) = schema["oneOf"].as_array() {
            let tried: Vec<_> = kinds.iter().map(|kind| self.check(kind, node, path)).collect();
            return tried
                .into_iter()
                .find(Result::is_ok)
                .unwrap_or_else(|| Err(wrong(path, node, "must be a documented value")));
        }
        match schema["type"].as_str() {
            Some("object") => self.check_object(schema, node, path),
            Some("array") => self.check_array(schema, node, path),
            Some("string") => check_text(schema, name, node, path),
            Some("integer") => {
                check_number(schema, node.integer().map(|_| ()).and(node.number()), node, path, "an integer")
            }
            Some("number") => check_number(schema, node.number(), node, path, "a number"),
            Some("boolean") => node.flag().map(drop).ok_or_else(|| wrong(path, node, "must be true or false")),
            _ => Ok(()),
        }
    }

    fn check_object(&self, schema: &'static Value, node: &Node<'_>, path: &str) -> Result<(), Refusal> {
        let properties = schema["properties"].as_object();
        if !matches!(node, Node::Object(_)) {
            let members: Vec<&str> = properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            return Err(illegal(path, &format!("must be an object of {}", members.join(", "))));
        }
        let inner = |member: &str| if path.is_empty() { member.to_owned() } else { format!("{path}.{member}") };
        for member in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let says_nothing = says_nothing(node.get(member), resolve(&schema["properties"][member]));
            if says_nothing && !TOLERATED.contains(&(self.operation, member)) {
                let path = inner(member);
                return Err(seen_count(&path).unwrap_or_else(|| illegal(&path, "is required")));
            }
        }
        for (member, schema) in properties.into_iter().flatten() {
            let value = node.get(member);
            if !says_nothing(value, resolve(schema)) {
                self.check(schema, value, &inner(member))?;
            }
        }
        Ok(())
    }

    fn check_array(&self, schema: &'static Value, node: &Node<'_>, path: &str) -> Result<(), Refusal> {
        let Node::List(items) = node else { return Err(illegal(path, "must be an array")) };
        let least = schema["minItems"].as_u64().unwrap_or(0);
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        if !(least..=most).contains(&(items.len() as u64)) {
            let rule = match most {
                u64::MAX => format!("must have at least {least} items"),
                most => format!("size must be between {least} and {most}"),
            };
            return Err(seen_count(path).unwrap_or_else(|| illegal(path, &rule)));
        }
        for (index, item) in items.iter().enumerate() {
            self.check(&schema["items"], item, &format!("{path}[{index}]"))?;
        }
        Ok(())
    }
}

/// An empty list or object says nothing where one is expected; elsewhere it is a wrong value.
fn says_nothing(value: &Node<'_>, schema: &Value) -> bool {
    let is_container = matches!(value, Node::List(_) | Node::Object(_));
    let takes_container = matches!(schema["type"].as_str(), Some("object" | "array"));
    value.is_absent() && (!is_container || takes_container)
}

fn check_text(schema: &Value, name: &str, node: &Node<'_>, path: &str) -> Result<(), Refusal> {
    let takes_number = schema["x-also-read"] == "integer" || NUMBERS_AS_TEXT.contains(&name);
    let text = match node {
        Node::Text(text) => &**text,
        Node::Number(digits) if takes_number => digits,
        _ => return Err(wrong(path, node, "must be a string")),
    };
    if let Some(most) = schema["maxLength"].as_u64()
        && text.len() as u64 > most
        && text.chars().count() as u64 > most
    {
        return Err(illegal(path, &format!("is too long: it must not exceed {most} characters")));
    }
    if let Some(words) = schema["x-extensible-enum"].as_array().filter(|_| !OPEN_WORDS.contains(&name)) {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        if !words.contains(&text) {
            return Err(wrong(path, node, &format!("must be one of {}", words.join(", "))));
        }
    }
    Ok(())
}

fn check_number(schema: &Value, value: Option<f64>, node: &Node<'_>, path: &str, kind: &str) -> Result<(), Refusal> {
    let bounds: RangeInclusive<f64> =
        schema["minimum"].as_f64().unwrap_or(f64::MIN)..=schema["maximum"].as_f64().unwrap_or(f64::MAX);
    if value.is_some_and(|value| bounds.contains(&value)) {
        return Ok(());
    }
    let rule = match (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
        (Some(least), Some(most)) => format!("must be {kind} between {least} and {most}"),
        (Some(least), None) => format!("must be {kind} of at least {least}"),
        (None, Some(most)) => format!("must be {kind} of at most {most}"),
        (None, None) => format!("must be {kind}"),
    };
    Err(wrong(path, node, &rule))
}

/// The message of a value that is not allowed: as the vendor words it, then the rule.
fn wrong(path: &str, node: &Node<'_>, rule: &str) -> Refusal {
    Refusal::illegal_value(format!("{path} value '{}' is invalid: {path} {rule}", node.shown()))
}

fn seen_count(path: &str) -> Option<Refusal> {
    let (_, message) = SEEN_COUNTS.iter().find(|(end, _)| path.ends_with(end))?;
    Some(Refusal::illegal_value(*message))
}
