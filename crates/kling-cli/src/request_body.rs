//! The body of a request, from `--body` and the options.

use clap::ArgMatches;
use kling::Error;
use kling::models::closest;
use serde_json::{Map, Value, json};

use crate::object_notation::NUMBER;
use crate::request_flags::{CONTENTS, Content, Flag, Place, positional_id};
use crate::request_schema::{Kind, Schema};
use crate::request_walk::{member_path, walk};
use crate::{implied_members, json_argument};

/// The name of the option that gives a whole body.
pub(crate) const BODY: &str = "body";

/// The options of a request, and which of them need no name: several names in a slot stand for the same thing.
pub(crate) struct FlagSet {
    pub(crate) flags: Vec<Flag>,
    pub(crate) slots: &'static [&'static [&'static str]],
}

/// The body that the command line describes. Files are only named in it.
pub(crate) fn read(request: Schema, set: &FlagSet, matches: &ArgMatches) -> Result<Value, Error> {
    let mut body = match matches.get_one::<String>(BODY) {
        Some(text) => json_argument::read_value(text, "the body")?,
        None => json!({}),
    };
    if !body.is_object() {
        return Err(Error::invalid_input("the body is not a JSON object"));
    }
    check_members(request, &body)?;
    let mut given = Vec::new();
    for flag in &set.flags {
        let values = set.values_of(flag, matches);
        if !values.is_empty() {
            place(flag, &values, &mut body)?;
            given.push(flag.place.member());
        }
    }
    implied_members::complete(request, &given, &mut body);
    check_members(request, &body)?;
    Ok(body)
}

impl FlagSet {
    /// What is given for an option, by its name or by its place.
    fn values_of(&self, flag: &Flag, matches: &ArgMatches) -> Vec<String> {
        let of = |id: &str| matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten().cloned();
        let slots = self.slots.iter().filter(|slot| slot.contains(&flag.name.as_str()));
        let placed = slots.filter_map(|slot| slot.first()).flat_map(|name| of(&positional_id(name)));
        of(&flag.name).chain(placed).collect()
    }
}

fn place(flag: &Flag, values: &[String], body: &mut Value) -> Result<(), Error> {
    let items = |texts: &[String]| texts.iter().map(|text| items_of(flag, text)).collect::<Result<Vec<_>, _>>();
    match &flag.place {
        Place::Member(path) => {
            if let Some(text) = values.last() {
                *slot(body, path)? = convert(flag, text)?;
            }
        }
        Place::Item { list, .. } => {
            let mut items = items(values)?.concat();
            number_items(flag.schema, &mut items);
            *slot(body, list)? = items.into();
        }
        Place::Content(content) => {
            let contents = slot(body, &[CONTENTS])?;
            if contents.is_null() {
                *contents = json!([]);
            }
            let contents = contents.as_array_mut().ok_or_else(|| Error::invalid_input("`contents` is not a list"))?;
            contents.retain(|item| item["type"] != content.kind);
            contents.extend(items(values)?.into_iter().flatten());
        }
    }
    Ok(())
}

/// The member at this path, made where it is missing.
fn slot<'b>(body: &'b mut Value, path: &[&str]) -> Result<&'b mut Value, Error> {
    path.iter().try_fold(body, |value, name| {
        if value.is_null() {
            *value = json!({});
        }
        let members = value.as_object_mut();
        let members =
            members.ok_or_else(|| Error::invalid_input(format!("`{}` does not lead to a member", path.join("."))))?;
        Ok(members.entry(*name).or_insert(Value::Null))
    })
}

/// Gives the items of a list that has their numbers in it those that are not written.
fn number_items(schema: Schema, items: &mut [Value]) {
    if schema.member(NUMBER).is_none() {
        return;
    }
    for (number, item) in (1..).zip(items) {
        if let Some(members) = item.as_object_mut() {
            members.entry(NUMBER).or_insert(Value::from(number));
        }
    }
}

/// The items that one value of a list gives: JSON can hold several.
fn items_of(flag: &Flag, text: &str) -> Result<Vec<Value>, Error> {
    match &flag.place {
        Place::Content(content) if text.starts_with('{') => {
            let mut item = json_argument::read_value(text, &flag.label())?;
            item["type"] = content.kind.into();
            Ok(vec![item])
        }
        Place::Content(content) => Ok(vec![content_item(flag, content, text)?]),
        Place::Item { .. } | Place::Member(_) => match convert(flag, text)? {
            Value::Array(items) => Ok(items),
            item => Ok(vec![item]),
        },
    }
}

fn content_item(flag: &Flag, content: &Content, text: &str) -> Result<Value, Error> {
    let named = content.name.and_then(|member| Some((member, text.split_once('=')?)));
    let named = named.filter(|(member, (name, _))| *member == "source" || is_name(name));
    let mut item = Map::new();
    item.insert("type".to_owned(), content.kind.into());
    let text = match named {
        Some((member, (name, rest))) => {
            item.insert(member.to_owned(), name.into());
            rest
        }
        None if content.needs_name => {
            let problem = format!("{}: `{text}` does not say what the prompt calls it", flag.label());
            return Err(Error::invalid_input(problem).with_advice("write NAME=VALUE"));
        }
        None => text,
    };
    item.insert(content.member.to_owned(), convert(flag, text)?);
    Ok(item.into())
}

/// What a prompt can call something. Addresses and paths with folders are no names.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
}

/// One value. An object can be written as JSON, or with keys.
fn convert(flag: &Flag, text: &str) -> Result<Value, Error> {
    let value = flag.value_type();
    match flag.notation() {
        Some(_) if flag.takes_json(text) => json_argument::read_value(text, &flag.label()),
        Some(notation) => notation.read(text, &flag.label()),
        None if value.is_scalar() => value.read(text, &flag.label()),
        None => json_argument::read_value(text, &flag.label()),
    }
}

/// Refuses members that the document does not know: the API would ignore them without a word.
fn check_members(request: Schema, body: &Value) -> Result<(), Error> {
    walk(request, body, &mut |schema, value, path| {
        let is_described = schema.kind() == Kind::Object && schema.members().next().is_some();
        let mut members = value.as_object().filter(|_| is_described).into_iter().flat_map(Map::keys);
        match members.find(|name| schema.member(name).is_none()) {
            Some(name) => Err(unknown_member(schema, name, path)),
            None => Ok(()),
        }
    })
}

fn unknown_member(schema: Schema, name: &str, path: &str) -> Error {
    let all = "`klingctl api POST` sends any body as it is";
    let member = member_path(path, name);
    if name == "model" && schema.member("model_name").is_some() {
        let error = Error::invalid_input(format!("`{member}` is ignored by the API, use model_name"));
        return error.with_advice(all);
    }
    let near = closest(name, schema.members().map(|(member, _)| member));
    let near = near.map(|near| format!("; did you mean `{}`?", member_path(path, near))).unwrap_or_default();
    Error::invalid_input(format!("the API has no member `{member}` here{near}")).with_advice(all)
}
