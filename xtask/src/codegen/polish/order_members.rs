use serde_json::Value;
use syn::{Fields, Item};

use super::{schema_of, wire_name};

/// Puts the fields of every struct into the order of the document, which is the order a person chose.
pub(super) fn order_members(types: &mut [Item], document: &Value) {
    for item in types {
        let Item::Struct(item) = item else { continue };
        let Some(properties) = schema_of(document, item).and_then(|schema| schema["properties"].as_object()) else {
            continue;
        };
        let place = |field: &syn::Field| {
            let name = wire_name(field);
            properties.keys().position(|key| *key == name).unwrap_or(usize::MAX)
        };
        if let Fields::Named(fields) = &mut item.fields {
            let mut sorted: Vec<_> = std::mem::take(&mut fields.named).into_iter().collect();
            sorted.sort_by_key(place);
            fields.named = sorted.into_iter().collect();
        }
    }
}
