//! What the commands print with `--json`, as JSON Schema.
//!
//! The folder `schemas` describes what this program writes itself, one thing in a file. What it passes on from the API is described by
//! the OpenAPI document.

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value, json};

use crate::library::Library;
use crate::openapi_document::{Operation, component};
use crate::product_table::{Call, VERBS};

static SCHEMAS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/schemas");

/// What describes errors, which every command prints in the same form.
pub(crate) const ERROR: &str = "error";

/// The schema of what `klingctl <words> --json` prints on stdout; `None` when that is no command, or prints no JSON of its own.
pub(crate) fn of_command(words: &[&str]) -> Option<Value> {
    let name = match words {
        [name @ ("expand" | "plan" | "models" | "costs" | "emulator" | "playground")] => name,
        [ERROR] => ERROR,
        ["task", "show" | "wait" | "download"] => "task",
        ["task", "list"] => "task-list",
        ["costs", "ledger"] => "ledger",
        ["auth", "status"] => "auth-status",
        [group, verb] => return of_verb(group, verb),
        _ => return None,
    };
    bundle(name)
}

fn of_verb(group: &str, name: &str) -> Option<Value> {
    let verb = VERBS.iter().find(|verb| verb.group == group && verb.name == name)?;
    match verb.call {
        Call::Order { .. } | Call::Speak => bundle("order"),
        Call::List(Library::Voices | Library::PresetVoices) => bundle("voices"),
        Call::List(Library::Elements | Library::PresetElements) => bundle("elements"),
        Call::Direct(direct) => of_answer(direct.operation, direct.call.files().is_some()),
    }
}

/// A file of the folder with all that it refers to.
fn bundle(name: &str) -> Option<Value> {
    let find = |reference: &str| {
        let name = reference.strip_suffix(".json")?;
        Some((name.to_owned(), read(name)?))
    };
    read(name)?;
    Some(Bundle::of(json!({ "$ref": format!("{name}.json") }), find))
}

fn read(name: &str) -> Option<Value> {
    let text = SCHEMAS.get_file(format!("{name}.json"))?.contents();
    Some(serde_json::from_slice(text).expect("the files of the folder are JSON, which a test holds them to"))
}

/// The data of the answer to an operation, by the OpenAPI document; with the files of it that were saved.
fn of_answer(operation: &str, has_files: bool) -> Option<Value> {
    let answer = Operation::find(operation)?.answer()?;
    let envelope = component(answer.get("$ref")?.as_str()?)?;
    let mut data = envelope.pointer("/properties/data")?.clone();
    if has_files {
        let target = data.pointer("/$ref").or_else(|| data.pointer("/allOf/0/$ref")).and_then(Value::as_str);
        data = target.and_then(component).cloned().unwrap_or(data);
        let files = "Where the files that the answer names were saved.";
        data["properties"]["files"] = json!({ "description": files, "type": "array", "items": { "type": "string" } });
    }
    allow_null(&mut data);
    let find = |reference: &str| {
        let mut found = component(reference)?.clone();
        allow_null(&mut found);
        Some((reference.rsplit('/').next()?.to_owned(), found))
    };
    let description = "The data of the API's answer; null when it has none.";
    Some(Bundle::of(json!({ "description": description, "anyOf": [data, { "type": "null" }] }), find))
}

/// An OpenAPI 3.0 schema says `nullable` where JSON Schema names the type null. The program writes null for every member that is
/// missing.
fn allow_null(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.remove("nullable") == Some(Value::Bool(true))
                && let Some(kind) = members.get("type").cloned()
            {
                members.insert("type".to_owned(), json!([kind, "null"]));
            }
            members.values_mut().for_each(allow_null);
        }
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        _ => {}
    }
}

/// A schema that is being made complete in itself.
struct Bundle<F> {
    find: F,
    definitions: Map<String, Value>,
}

impl<F: Fn(&str) -> Option<(String, Value)>> Bundle<F> {
    /// The schema with everything under `$defs` that it refers to. `find` gives the name and the schema of a reference.
    fn of(mut root: Value, find: F) -> Value {
        let mut bundle = Self { find, definitions: Map::new() };
        bundle.fetch(&mut root);
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.extend(root.as_object_mut().map(std::mem::take).unwrap_or_default());
        if !bundle.definitions.is_empty() {
            schema.insert("$defs".to_owned(), Value::Object(bundle.definitions));
        }
        Value::Object(schema)
    }

    fn fetch(&mut self, schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get_mut("$ref")
                    && let Some((name, mut found)) = (self.find)(reference)
                {
                    *reference = format!("#/$defs/{name}");
                    if !self.definitions.contains_key(&name) {
                        // There already when it refers to itself.
                        self.definitions.insert(name.clone(), Value::Null);
                        self.fetch(&mut found);
                        self.definitions.insert(name, found);
                    }
                }
                members.values_mut().for_each(|member| self.fetch(member));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.fetch(item)),
            _ => {}
        }
    }
}
