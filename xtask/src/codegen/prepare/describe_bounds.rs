use serde_json::{Map, Value};

use crate::walk;

/// Moves defaults and bounds into the description. The generator would send every default, though the server's own
/// depends on the model, and would check bounds on answers too; the front doors check them on requests.
pub(super) fn describe_bounds(document: &mut Value) {
    walk::objects_mut(document, &mut |object| {
        if !object.get("type").is_some_and(Value::is_string) {
            return;
        }
        let range = range(object);
        let default = object.remove("default").map(|value| format!("The server's default is {value}."));
        object.remove("pattern");
        for sentence in [range, default].into_iter().flatten() {
            append(object, &sentence);
        }
    });
}

fn range(object: &mut Map<String, Value>) -> Option<String> {
    let mut take = |least: &str, most: &str| Some((object.remove(least), object.remove(most)));
    let spans = [
        (take("minimum", "maximum")?, ""),
        (take("minLength", "maxLength")?, " character"),
        (take("minItems", "maxItems")?, " item"),
    ];
    spans.into_iter().find_map(|(span, unit)| match span {
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {}.", counted(&most, unit))),
        (Some(least), Some(most)) => Some(format!("From {least} to {}.", counted(&most, unit))),
        (Some(least), None) => Some(format!("At least {}.", counted(&least, unit))),
        (None, Some(most)) => Some(format!("At most {}.", counted(&most, unit))),
        (None, None) => None,
    })
}

fn counted(amount: &Value, unit: &str) -> String {
    let ending = if unit.is_empty() || *amount == 1 { "" } else { "s" };
    format!("{amount}{unit}{ending}")
}

fn append(object: &mut Map<String, Value>, sentence: &str) {
    let before = object.get("description").and_then(Value::as_str).unwrap_or_default().trim_end();
    let text = if before.is_empty() { sentence.to_owned() } else { format!("{before}\n\n{sentence}") };
    object.insert("description".to_owned(), text.into());
}
