use std::collections::BTreeMap;

use proc_macro2::Literal;
use syn::{Expr, Field, GenericArgument, Item, ItemImpl, ItemStruct, PathArguments, Type, TypePath, parse_quote};

use super::wire_name;
use crate::codegen::prepare::Prepared;
use crate::codegen::prepare::find_bounds::Check;

/// Gives every request a `check` that holds it against the bounds of the document, so that what the API would refuse
/// is refused here, for nothing.
pub(super) fn check_requests(types: &mut Vec<Item>, prepared: &Prepared) {
    let runtime = if prepared.types_only { "crate" } else { "kling_runtime" };
    let mut checked = Vec::new();
    for item in types.drain(..) {
        let check = match &item {
            Item::Struct(item) => {
                prepared.checks.get(&item.ident.to_string()).map(|checks| Item::Impl(make_check(item, checks, runtime)))
            }
            _ => None,
        };
        checked.push(item);
        checked.extend(check);
    }
    *types = checked;
}

fn make_check(item: &ItemStruct, checks: &BTreeMap<String, Check>, runtime: &str) -> ItemImpl {
    let name = &item.ident;
    let errors = format!(
        "[`InvalidInput`]({runtime}::ErrorKind::InvalidInput) names the member, its value and what is allowed."
    );
    let lines = item.fields.iter().filter_map(|field| {
        let member = wire_name(field);
        checks.get(&member).map(|check| check_member(field, &member, check))
    });
    parse_quote! {
        impl #name {
            #[doc = "Holds every member against the bounds of the document. Nothing is sent."]
            #[doc = ""]
            #[doc = "# Errors"]
            #[doc = ""]
            #[doc = #errors]
            pub fn check(&self) -> Result<(), Error> {
                #(#lines?;)*
                Ok(())
            }
        }
    }
}

fn check_member(field: &Field, member: &str, check: &Check) -> Expr {
    let ident = &field.ident;
    let value: Expr = parse_quote!(self.#ident);
    let (container, inner) = inner_type(&field.ty);
    match check {
        Check::Characters { least, most } => {
            let text: Expr = match container {
                Some("Option") => parse_quote!(#value.as_deref()),
                _ => parse_quote!(Some(#value.as_str())),
            };
            let least = Literal::u64_unsuffixed(*least);
            let most = optional(most.map(Literal::u64_unsuffixed));
            parse_quote!(bounds::characters(#member, #text, #least, #most))
        }
        Check::Number { least, most } => {
            let number: Expr = match (container, Number::of(inner)) {
                (Some("Option"), Number::Float) => value,
                (Some("Option"), Number::Narrow) => parse_quote!(#value.map(f64::from)),
                (Some("Option"), Number::Wide) => parse_quote!(#value.map(|number| number as f64)),
                (_, Number::Float) => parse_quote!(Some(#value)),
                (_, Number::Narrow) => parse_quote!(Some(f64::from(#value))),
                (_, Number::Wide) => parse_quote!(Some(#value as f64)),
            };
            let [least, most] = [least, most].map(|bound| optional(bound.map(Literal::f64_unsuffixed)));
            parse_quote!(bounds::number(#member, #number, #least, #most))
        }
        Check::Items { least: 0, most: None, .. } => parse_quote!(bounds::each(#member, &#value, #inner::check)),
        Check::Items { required, least, most, each } => {
            let least = Literal::u64_unsuffixed(*least);
            let most = optional(most.map(Literal::u64_unsuffixed));
            let count: Expr = match required {
                true => parse_quote!(bounds::items(#member, #value.len(), #least, #most)),
                false => parse_quote!(bounds::items_if_any(#member, #value.len(), #least, #most)),
            };
            match each {
                true => parse_quote!(#count.and_then(|()| bounds::each(#member, &#value, #inner::check))),
                false => count,
            }
        }
        Check::Within => match container {
            Some("Option") => parse_quote!(bounds::within(#member, #value.as_ref(), #inner::check)),
            _ => parse_quote!(bounds::within(#member, Some(&#value), #inner::check)),
        },
    }
}

fn optional(bound: Option<Literal>) -> Expr {
    match bound {
        Some(bound) => parse_quote!(Some(#bound)),
        None => parse_quote!(None),
    }
}

/// The `T` of `Option<T>` or `Vec<T>` with the name of that container, or the type itself.
fn inner_type(kind: &Type) -> (Option<&'static str>, &Type) {
    let Type::Path(TypePath { path, .. }) = kind else { return (None, kind) };
    let Some(last) = path.segments.last() else { return (None, kind) };
    let container = ["Option", "Vec"].into_iter().find(|name| last.ident == name);
    match (&last.arguments, container) {
        (PathArguments::AngleBracketed(arguments), Some(container)) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => (Some(container), inner),
            _ => (None, kind),
        },
        _ => (None, kind),
    }
}

/// How a number becomes an `f64`.
enum Number {
    Float,
    /// By `f64::from`.
    Narrow,
    /// By a cast: large ones are rounded, which no bound of a document notices.
    Wide,
}

impl Number {
    fn of(kind: &Type) -> Self {
        match kind {
            Type::Path(TypePath { path, .. }) if path.is_ident("f64") => Self::Float,
            Type::Path(TypePath { path, .. }) if path.is_ident("i64") || path.is_ident("u64") => Self::Wide,
            _ => Self::Narrow,
        }
    }
}
