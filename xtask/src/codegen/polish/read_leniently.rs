use anyhow::{Context, Result, bail};
use quote::ToTokens;
use serde_json::Value;
use syn::{Field, Item, Type, parse_quote};

use super::{schema_of, wire_name};

/// Reads `null`, `""` and `{}` in an optional member as its absence, does not write what is absent, and reads a scalar
/// in both of its spellings where the document gives it a second one (`x-also-read`).
pub(super) fn read_leniently(types: &mut [Item], document: &Value) -> Result<()> {
    for item in types {
        let Item::Struct(item) = item else { continue };
        let schema = schema_of(document, item);
        for field in &mut item.fields {
            let name = wire_name(field);
            let member = schema.and_then(|schema| schema["properties"].get(&name)).unwrap_or(&Value::Null);
            read_field_leniently(field, member).with_context(|| format!("{}.{name}", item.ident))?;
        }
    }
    Ok(())
}

/// Whether the generator lets the member be missing.
pub(super) fn is_optional(field: &Field) -> bool {
    field.attrs.iter().any(|attribute| {
        attribute.path().is_ident("serde") && attribute.to_token_stream().to_string().contains("skip_serializing_if")
    })
}

fn read_field_leniently(field: &mut Field, member: &Value) -> Result<()> {
    let spelling = spelling(member)?;
    if !is_optional(field) {
        if let Some((reader, _)) = spelling {
            field.attrs.push(parse_quote!(#[serde(deserialize_with = #reader)]));
        }
        return Ok(());
    }
    let (reader, is_absent) = match (container(&field.ty).as_deref(), spelling) {
        (Some("Option"), None) => ("absent::option", "Option::is_none"),
        (Some("Option"), Some((_, reader))) => (reader, "Option::is_none"),
        (Some("Vec"), None) => ("absent::list", "Vec::is_empty"),
        (other, _) => bail!("no lenient reading for an optional {}", other.unwrap_or("member of its type")),
    };
    let name = wire_name(field);
    let renamed = field.ident.as_ref().is_some_and(|ident| *ident != name.as_str());

    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    if renamed {
        field.attrs.push(parse_quote!(#[serde(rename = #name)]));
    }
    field.attrs.push(parse_quote!(
        #[serde(default, deserialize_with = #reader, skip_serializing_if = #is_absent)]
    ));
    Ok(())
}

/// The readers of a scalar with two spellings: of a required one, and of an optional one.
fn spelling(member: &Value) -> Result<Option<(&'static str, &'static str)>> {
    if !member["items"]["x-also-read"].is_null() {
        bail!("no reader for a list whose items have two spellings");
    }
    let also = match &member["x-also-read"] {
        Value::Null => return Ok(None),
        also => also.as_str().unwrap_or_default(),
    };
    match (member["type"].as_str().unwrap_or_default(), also) {
        ("string", "integer") => Ok(Some(("spelling::text", "spelling::optional_text"))),
        ("integer", "string") => Ok(Some(("spelling::integer", "spelling::optional_integer"))),
        (kind, also) => bail!("no reader for a {kind} that is also a {also}"),
    }
}

fn container(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|segment| segment.ident.to_string())
}
