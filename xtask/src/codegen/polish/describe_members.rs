use serde_json::Value;
use syn::{Item, parse_quote};

use super::{schema_of, wire_name};

/// Gives every field the description of its property; the generator forgets it where the property is a reference.
pub(super) fn describe_members(types: &mut [Item], document: &Value) {
    for item in types {
        let Item::Struct(item) = item else { continue };
        let Some(schema) = schema_of(document, item) else { continue };
        for field in &mut item.fields {
            let description = schema["properties"][wire_name(field)]["description"].as_str();
            if let Some(description) = description {
                field.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
                field.attrs.insert(0, parse_quote!(#[doc = #description]));
            }
        }
    }
}
