use std::collections::BTreeSet;

use quote::{ToTokens, format_ident};
use syn::{Ident, Item, parse_quote};

use super::words::words;

/// Brings the shared vocabulary into scope, at the top and in the module of types, where it is used.
pub(super) fn import_wire(file: &mut syn::File) {
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && let Some((_, items)) = &mut module.content
        {
            import_into(items);
        }
    }
    let (modules, mut others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut file.items).into_iter().partition(|item| matches!(item, Item::Mod(_)));
    import_into(&mut others);
    let first_code = others.iter().position(|item| !matches!(item, Item::Use(_))).unwrap_or(others.len());
    others.splice(first_code..first_code, modules);
    file.items = others;
}

/// The same within the runtime, whose generated types lie beside the hand-written ones.
pub(super) fn import_within_runtime(file: &mut syn::File) {
    let used = words(file.to_token_stream());
    let readers = readers(&used);
    if !readers.is_empty() {
        file.items.insert(0, parse_quote!(use super::{#(#readers),*};));
    }
    if used.contains("bounds") {
        file.items.insert(
            0,
            parse_quote!(
                use crate::Error;
            ),
        );
        file.items.insert(
            1,
            parse_quote!(
                use crate::generated_support::bounds;
            ),
        );
    }
}

fn import_into(items: &mut Vec<Item>) {
    let mut used = words(items.iter().map(ToTokens::to_token_stream).collect());
    let readers = readers(&used);
    let import: Option<Item> = match (used.remove("wire"), readers.is_empty()) {
        (true, false) => Some(parse_quote!(use kling_runtime::wire::{self, #(#readers),*};)),
        (true, true) => Some(parse_quote!(
            use kling_runtime::wire;
        )),
        (false, false) => Some(parse_quote!(use kling_runtime::wire::{#(#readers),*};)),
        (false, true) => None,
    };
    let after_uses = items.iter().position(|item| !matches!(item, Item::Use(_))).unwrap_or(items.len());
    let checks: Option<Item> = used.contains("bounds").then(|| {
        parse_quote!(
            use kling_runtime::generated_support::{Error, bounds};
        )
    });
    items.splice(after_uses..after_uses, checks.into_iter().chain(import));
}

/// The modules of lenient readers that attributes name.
fn readers(used: &BTreeSet<String>) -> Vec<Ident> {
    let modules = ["absent", "spelling"].into_iter();
    let named = |module: &str| used.iter().any(|word| word.starts_with(&format!("{module}::")));
    modules.filter(|module| named(module)).map(|module| format_ident!("{module}")).collect()
}
