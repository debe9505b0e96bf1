//! An answer of the API as people read it: a line for each value, a table for each list.

use serde_json::{Map, Value};

use crate::text_table;

/// A longer text is data, such as a picture: only its length is told.
const LONGEST_TEXT: usize = 200;

/// The whole answer.
pub(crate) fn describe(data: &Value) -> String {
    let Some(members) = data.as_object().filter(|members| !members.is_empty()) else { return "done".to_owned() };
    let answer = Flat::of(members);
    let width = answer.values.iter().map(|(label, _)| label.len()).max().unwrap_or_default();
    let lines: Vec<String> = answer.values.iter().map(|(label, text)| format!("{label:<width$}  {text}")).collect();
    let lists = answer.lists.iter().map(|items| table_of(items));
    let parts: Vec<String> = [lines.join("\n")].into_iter().chain(lists).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// An object and all objects in it as one.
#[derive(Default)]
struct Flat<'a> {
    /// Labels and texts.
    values: Vec<(String, String)>,
    /// The lists of objects.
    lists: Vec<&'a [Value]>,
}

impl<'a> Flat<'a> {
    fn of(members: &'a Map<String, Value>) -> Self {
        let mut flat = Self::default();
        flat.add(members);
        flat.values.retain(|(_, text)| !text.is_empty());
        flat
    }

    fn add(&mut self, members: &'a Map<String, Value>) {
        for (name, value) in members {
            match value {
                Value::Null => {}
                Value::Object(inner) => self.add(inner),
                Value::Array(items) if items.iter().any(Value::is_object) => self.lists.push(items),
                Value::Array(items) => {
                    let texts: Vec<String> = items.iter().map(text_of).collect();
                    self.values.push((label_of(name), texts.join(", ")));
                }
                value => self.values.push((label_of(name), text_of(value))),
            }
        }
    }
}

fn table_of(items: &[Value]) -> String {
    let rows: Vec<Flat<'_>> = items.iter().filter_map(Value::as_object).map(Flat::of).collect();
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in rows.iter().flat_map(|row| &row.values) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let cell = |row: &Flat<'_>, label: &str| {
        row.values.iter().find(|(own, _)| own == label).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let rows = rows.iter().map(|row| labels.iter().map(|label| cell(row, label)).collect::<Vec<_>>());
    text_table::to_text_of(&labels, &[], rows)
}

fn label_of(name: &str) -> String {
    match name {
        "final_unit_deduction" => "units".to_owned(),
        _ => name.replace('_', " "),
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) if text.len() > LONGEST_TEXT && !text.starts_with("http") => {
            format!("({} bytes, in --json)", text.len())
        }
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
