//! Reading a request body as tolerantly as the vendor does.

use std::borrow::Cow;
use std::collections::HashMap;

use kling_runtime::ApiCode;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::envelope::Refusal;

/// How deep a body may be nested. The vendor's limit has no source; no documented body is deeper than six.
const MAX_DEPTH: usize = 32;

/// How many values a body may hold, counted by commas: read, each takes far more memory than the two bytes it may be written in. The
/// vendor's limit has no source; no documented body has a thousand.
const MAX_COMMAS: usize = 100_000;

/// A JSON value as it was written: a number keeps its digits, a text that holds no escapes is not copied.
///
/// `null`, `""`, `[]` and `{}` are all ways to say nothing. A number and a truth value may come as a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize, PartialEq, Eq, Hash)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Node<'a> {
    /// Reads the body of a request: a JSON object.
    pub(crate) fn read(body: &'a [u8]) -> Result<Self, Refusal> {
        if body.iter().filter(|byte| **byte == b',').count() > MAX_COMMAS {
            return Err(not_an_object(&"it holds too many values"));
        }
        let raw: &RawValue = serde_json::from_slice(body).map_err(|error| not_an_object(&error))?;
        match Self::of(raw.get(), MAX_DEPTH)? {
            object @ Self::Object(_) => Ok(object),
            _ => Err(not_an_object(&"it is another JSON value")),
        }
    }

    fn of(json: &'a str, depth: usize) -> Result<Self, Refusal> {
        let json = json.trim_start();
        let deeper = || depth.checked_sub(1).ok_or_else(|| not_an_object(&"it is nested too deeply"));
        Ok(match json.as_bytes().first() {
            Some(b'"') => Self::Text(parse::<Text<'a>>(json)?.0),
            Some(b'{') => {
                let depth = deeper()?;
                let members: HashMap<Name<'a>, &'a RawValue> = parse(json)?;
                let members = members.into_iter().map(|(name, raw)| Ok((name.0, Self::of(raw.get(), depth)?)));
                Self::Object(members.collect::<Result<_, Refusal>>()?)
            }
            Some(b'[') => {
                let depth = deeper()?;
                let items: Vec<&'a RawValue> = parse(json)?;
                Self::List(items.into_iter().map(|raw| Self::of(raw.get(), depth)).collect::<Result<_, _>>()?)
            }
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number(json.trim_end()),
        })
    }

    /// The member of this name; [`Node::Null`] where there is none, or where this is no object.
    pub(crate) fn get(&self, name: &str) -> &Node<'a> {
        const NOTHING: Node<'static> = Node::Null;
        let Self::Object(members) = self else { return &NOTHING };
        members.iter().find(|(other, _)| other == name).map_or(&NOTHING, |(_, node)| node)
    }

    /// The node at a path of names with dots between them.
    pub(crate) fn at(&self, path: &str) -> &Node<'a> {
        path.split('.').fold(self, |node, name| node.get(name))
    }

    /// Whether it says nothing.
    pub(crate) fn is_absent(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }

    /// A text that is not empty, or the digits of a number.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&**text).filter(|text| !text.is_empty()),
            Self::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// A number, also one that comes as a text, as it was written.
    pub(crate) fn digits(&self) -> Option<&str> {
        self.text().map(str::trim).filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
    }

    pub(crate) fn number(&self) -> Option<f64> {
        self.digits()?.parse().ok()
    }

    /// A whole number; `2.0` is one.
    pub(crate) fn integer(&self) -> Option<i64> {
        let digits = self.digits()?;
        let whole = digits
            .split_once('.')
            .filter(|(_, decimals)| decimals.bytes().all(|digit| digit == b'0'))
            .map_or(digits, |(whole, _)| whole);
        whole.parse().ok()
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The items of a list; none where it is no list.
    pub(crate) fn items(&self) -> &[Node<'a>] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// What it is, for a message: its value where that is short.
    pub(crate) fn shown(&self) -> String {
        const MOST: usize = 40;
        let text = match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(digits) => (*digits).to_owned(),
            Self::Text(text) => text.chars().take(MOST + 1).collect(),
            Self::List(_) => "array".to_owned(),
            Self::Object(_) => "object".to_owned(),
        };
        if text.chars().count() > MOST { text.chars().take(MOST).chain("...".chars()).collect() } else { text }
    }
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Refusal> {
    serde_json::from_str(json).map_err(|error| not_an_object(&error))
}

fn not_an_object(reason: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(ApiCode::INVALID_PARAMETERS, format!("The body is not a JSON object: {reason}"))
}

/// 1201 for a field: its name and what it has to be.
pub(crate) fn illegal(field: &str, rule: &str) -> Refusal {
    Refusal::illegal_value(format!("{field} {rule}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_in_many_forms() {
        let body = br#"{"n":"2","m":2.0,"half":1.5,"yes":"true","no":false,"big":829836802793406551,"":[],"deep":{"er":{"text":"\u00fc"}}}"#;
        let node = Node::read(body).expect("an object");
        assert_eq!(
            (node.get("n").integer(), node.get("m").integer(), node.get("half").integer()),
            (Some(2), Some(2), None)
        );
        assert_eq!(
            (node.get("yes").flag(), node.get("no").flag(), node.get("n").flag()),
            (Some(true), Some(false), None)
        );
        assert_eq!(node.get("big").text(), Some("829836802793406551"));
        assert_eq!(node.at("deep.er.text").text(), Some("ü"));
        assert!(node.get("").is_absent() && node.get("nowhere").is_absent() && node.at("deep.nowhere.x").is_absent());
    }

    #[test]
    fn a_body_nested_without_end_is_refused() {
        let body = format!(r#"{{"a":{}{}}}"#, "[".repeat(5000), "]".repeat(5000));
        assert_eq!(Node::read(body.as_bytes()).expect_err("too deep").code, ApiCode::INVALID_PARAMETERS);
    }
}
