use anyhow::{Context, Result};
use serde_json::Value;
use syn::{Expr, Field, FnArg, Item, ItemImpl, ItemStruct, Type, parse_quote};

use super::read_leniently::is_optional;
use super::{schema_of, wire_name};

/// Makes every struct `#[non_exhaustive]`, so that a new member of the API is not a breaking change, and gives it a
/// `new` that takes the required members in the order of the document. A struct without any has `Default` already.
pub(super) fn build_structs(types: &mut Vec<Item>, document: &Value) -> Result<()> {
    let mut built = Vec::new();
    for mut item in types.drain(..) {
        let mut constructor = None;
        if let Item::Struct(item) = &mut item {
            item.attrs.push(parse_quote!(#[non_exhaustive]));
            if !item.fields.iter().all(is_optional) {
                constructor = Some(Item::Impl(make_new(item, document)?));
            }
        }
        built.push(item);
        built.extend(constructor);
    }
    *types = built;
    Ok(())
}

fn make_new(item: &ItemStruct, document: &Value) -> Result<ItemImpl> {
    let name = &item.ident;
    let order = schema_of(document, item)
        .and_then(|schema| schema["required"].as_array())
        .with_context(|| format!("{name} has required fields but its schema names none"))?;
    let place = |field: &&Field| {
        let wire = wire_name(field);
        order.iter().position(|entry| entry.as_str() == Some(&wire)).unwrap_or(usize::MAX)
    };
    let mut required: Vec<&Field> = item.fields.iter().filter(|field| !is_optional(field)).collect();
    required.sort_by_key(place);

    let parameters = required.iter().map(|field| -> FnArg {
        let (ident, kind) = (&field.ident, &field.ty);
        match is_primitive(kind) {
            true => parse_quote!(#ident: #kind),
            false => parse_quote!(#ident: impl Into<#kind>),
        }
    });
    let values = item.fields.iter().map(|field| -> syn::FieldValue {
        let ident = &field.ident;
        let value: Expr = match (is_optional(field), is_primitive(&field.ty)) {
            (true, _) if is_list(&field.ty) => parse_quote!(Vec::new()),
            (true, _) => parse_quote!(None),
            (false, true) => return parse_quote!(#ident),
            (false, false) => parse_quote!(#ident.into()),
        };
        parse_quote!(#ident: #value)
    });
    Ok(parse_quote! {
        impl #name {
            #[doc = "The required members, and nothing else."]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

fn is_primitive(kind: &Type) -> bool {
    const PRIMITIVES: [&str; 9] = ["bool", "f32", "f64", "i32", "i64", "u8", "u16", "u32", "u64"];
    matches!(kind, Type::Path(path) if PRIMITIVES.iter().any(|name| path.path.is_ident(name)))
}

fn is_list(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec"))
}
