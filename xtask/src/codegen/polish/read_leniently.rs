use anyhow::{Result, bail};
use quote::ToTokens;
use syn::{Field, Item, Type, parse_quote};

use super::wire_name;

/// Reads `null`, `""` and `{}` in an optional member as its absence, and does not write what is absent.
pub(super) fn read_leniently(types: &mut [Item]) -> Result<()> {
    for item in types {
        let Item::Struct(item) = item else { continue };
        for field in &mut item.fields {
            if is_optional(field) {
                let place = format!("{}.{}", item.ident, wire_name(field));
                read_field_leniently(field, &place)?;
            }
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

fn read_field_leniently(field: &mut Field, place: &str) -> Result<()> {
    let (reader, is_absent) = match container(&field.ty).as_deref() {
        Some("Option") => ("absent::option", "Option::is_none"),
        Some("Vec") => ("absent::list", "Vec::is_empty"),
        other => bail!("{place}: no lenient reading for an optional {}", other.unwrap_or("member of its type")),
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

fn container(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|segment| segment.ident.to_string())
}
