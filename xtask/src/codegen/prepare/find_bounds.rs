use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::reference::Reference;
use crate::walk;

/// What a request is checked for before it is sent: by schema, then by member.
pub(crate) type Checks = BTreeMap<String, BTreeMap<String, Check>>;

/// What one member of a request is checked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Check {
    /// A text of so many characters; one that is required is not empty.
    Characters { least: u64, most: Option<u64> },
    /// A number in a range.
    Number { least: Option<f64>, most: Option<f64> },
    /// So many items in a list, where there are any or they are required; and each of them is checked, where they are
    /// objects that need it.
    Items { required: bool, least: u64, most: Option<u64>, each: bool },
    /// An object that is checked by itself.
    Within,
}

/// Reads the bounds of requests from a bundled document, before the generator's input loses them.
///
/// `shared` are the schemas of the shared vocabulary. They have no requests of their own, each may become part of one,
/// and many are parts of answers: they are held against their numbers only, not against what is required.
pub(super) fn find_bounds(document: &Value, shared: &BTreeSet<&str>) -> Checks {
    let bodies = bodies(document);
    let mut objects = made_of(&bodies, document);
    if bodies.is_empty() {
        objects.extend(shared.iter().map(|name| (*name).to_owned()));
    }
    let mut checks = Checks::new();
    // An object is checked when one of its members is: innermost objects first, until nothing is added.
    loop {
        let before = checks.clone();
        for name in &objects {
            let schema = &document["components"]["schemas"][name];
            let found = checks_of(document, schema, &before, !shared.contains(name.as_str()));
            if !found.is_empty() {
                checks.insert(name.clone(), found);
            }
        }
        if checks == before {
            break;
        }
    }
    // Every request has a check, so that front doors need not know which of them have bounds.
    for body in bodies.iter().filter(|body| !shared.contains(body.as_str())) {
        checks.entry(body.clone()).or_default();
    }
    checks
}

/// The schemas of request bodies.
fn bodies(document: &Value) -> Vec<String> {
    let body = |operation: &walk::Operation<'_>| {
        Reference::schema_name(&operation.value["requestBody"]["content"]["application/json"]["schema"])
    };
    walk::operations(document).iter().filter_map(body).collect()
}

/// These schemas and those they are made of.
fn made_of(schemas: &[String], document: &Value) -> BTreeSet<String> {
    let mut open = schemas.to_vec();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            walk::objects(&document["components"]["schemas"][&name], &mut |_, object| {
                open.extend(Reference::of(object).and_then(Reference::into_schema));
            });
        }
    }
    found
}

fn checks_of(document: &Value, schema: &Value, known: &Checks, insists: bool) -> BTreeMap<String, Check> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let members = schema["properties"].as_object().into_iter().flatten();
    let check = |(name, member): (&String, &Value)| {
        let is_required = insists && required.contains(&name.as_str());
        Some((name.clone(), check_of(document, member, is_required, known)?))
    };
    members.filter_map(check).collect()
}

fn check_of(document: &Value, member: &Value, required: bool, known: &Checks) -> Option<Check> {
    let target = target_name(member);
    let schema = match &target {
        Some(name) => document["components"]["schemas"].get(name)?,
        None => member,
    };
    let is_checked = |name: Option<String>| name.is_some_and(|name| known.contains_key(&name));
    match schema["type"].as_str()? {
        "string" if is_text(target.as_deref(), schema) => {
            let least = schema["minLength"].as_u64().unwrap_or(u64::from(required));
            let most = schema["maxLength"].as_u64();
            (least > 0 || most.is_some()).then_some(Check::Characters { least, most })
        }
        "integer" | "number" => {
            let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
            (least.is_some() || most.is_some()).then_some(Check::Number { least, most })
        }
        "array" => {
            let least = schema["minItems"].as_u64().unwrap_or(u64::from(required));
            let most = schema["maxItems"].as_u64();
            let each = is_checked(target_name(&schema["items"]));
            let counts = least > 0 || most.is_some();
            (counts || each).then_some(Check::Items { required, least, most, each })
        }
        "object" => is_checked(target).then_some(Check::Within),
        _ => None,
    }
}

/// The schema that a member refers to, bare or with a description beside it.
fn target_name(member: &Value) -> Option<String> {
    Reference::schema_name(member).or_else(|| Reference::schema_name(member["allOf"].as_array()?.first()?))
}

/// Whether the Rust type is plain text: a file is not, and neither is a word of an open set.
fn is_text(name: Option<&str>, schema: &Value) -> bool {
    let has_own_type =
        name.is_some_and(|name| super::HAND_WRITTEN.iter().any(|(hand_written, _)| *hand_written == name));
    !has_own_type && schema.get("x-extensible-enum").is_none()
}
