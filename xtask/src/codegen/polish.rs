//! From the generator's output to code one would have written. Each pass works on the syntax tree and has one
//! purpose.

mod borrow_segments;
mod build_structs;
mod call_runtime;
mod check_requests;
mod describe_members;
mod drop_leftovers;
mod import_wire;
mod mark_reads;
mod open_enums;
mod order_arguments;
mod order_members;
mod read_leniently;
mod shorten_paths;
mod start_from_session;
mod tame_docs;
mod words;

use anyhow::{Context, Result};
use serde_json::Value;
use syn::{Attribute, Field, Item, ItemMod, ItemStruct, LitStr};

use super::prepare::Prepared;

pub(super) fn polish(mut file: syn::File, prepared: &Prepared) -> Result<syn::File> {
    drop_leftovers::drop_leftovers(&mut file);
    call_runtime::call_runtime(&mut file)?;
    shorten_paths::shorten_paths(&mut file);
    mark_reads::mark_reads(&mut file, &prepared.value);
    borrow_segments::borrow_segments(&mut file);
    start_from_session::start_from_session(&mut file.items)?;
    order_arguments::order_arguments(&mut file.items, &prepared.value);

    let types = types_mut(&mut file)?;
    order_members::order_members(types, &prepared.value);
    describe_members::describe_members(types, &prepared.value);
    read_leniently::read_leniently(types, &prepared.value)?;
    check_requests::check_requests(types, prepared);
    build_structs::build_structs(types, &prepared.value)?;
    open_enums::open_enums(types)?;

    if prepared.types_only {
        file.items = std::mem::take(types);
        import_wire::import_within_runtime(&mut file);
    } else {
        import_wire::import_wire(&mut file);
    }
    tame_docs::tame_docs(&mut file);
    Ok(file)
}

/// The items of the module `types`.
fn types_mut(file: &mut syn::File) -> Result<&mut Vec<Item>> {
    file.items
        .iter_mut()
        .find_map(|item| match item {
            Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) if ident == "types" => Some(items),
            _ => None,
        })
        .context("the generator's output has no module `types`")
}

/// The document's schema of a generated struct.
fn schema_of<'d>(document: &'d Value, item: &ItemStruct) -> Option<&'d Value> {
    document.pointer("/components/schemas")?.get(item.ident.to_string())
}

/// The name of a field on the wire.
fn wire_name(field: &Field) -> String {
    renamed(&field.attrs).unwrap_or_else(|| {
        let ident = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        ident.trim_start_matches("r#").to_owned()
    })
}

/// The name that `#[serde(rename = "..")]` gives.
fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // A key without a value ends the parsing; the generator writes `rename` first.
        let _ = attribute.parse_nested_meta(|meta| {
            let value: LitStr = meta.value()?.parse()?;
            if meta.path.is_ident("rename") {
                name = Some(value.value());
            }
            Ok(())
        });
    }
    name
}
