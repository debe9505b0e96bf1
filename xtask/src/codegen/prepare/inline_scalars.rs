use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::reference::Reference;
use crate::walk;

/// Puts a named string, number or boolean in the place that refers to it, because the generator makes a wrapper
/// type of every name and users want `String`. Open enums and the schemas in `keep` stay named.
pub(super) fn inline_scalars(document: &mut Value, keep: &[&str]) -> Result<()> {
    let scalars: BTreeMap<String, Value> = walk::schemas(document)
        .filter(|(name, schema)| !keep.contains(name) && is_plain_scalar(schema))
        .map(|(name, schema)| (name.to_owned(), schema.clone()))
        .collect();
    if let Some((name, _)) = scalars.iter().find(|(_, schema)| schema.get("enum").is_some()) {
        bail!("{name} has a closed enum; use x-extensible-enum, because the vendor adds words");
    }
    walk::objects_mut(document, &mut |object| {
        let Some(name) = Reference::of(object).and_then(Reference::into_schema) else { return };
        if let Some(scalar) = scalars.get(&name).and_then(Value::as_object) {
            object.remove("$ref");
            for (key, value) in scalar {
                object.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
    });
    Ok(())
}

fn is_plain_scalar(schema: &Value) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    matches!(kind, Some("string" | "integer" | "number" | "boolean")) && schema.get("x-extensible-enum").is_none()
}
