use quote::ToTokens;
use syn::{Item, parse_quote};

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
    file.items.insert(
        0,
        parse_quote!(
            use super::absent;
        ),
    );
}

fn import_into(items: &mut Vec<Item>) {
    let mut used = words(items.iter().map(ToTokens::to_token_stream).collect());
    let readers = used.iter().any(|word| word.starts_with("absent::"));
    let import: Option<Item> = match (used.remove("wire"), readers) {
        (true, true) => Some(parse_quote!(
            use kling_runtime::wire::{self, absent};
        )),
        (true, false) => Some(parse_quote!(
            use kling_runtime::wire;
        )),
        (false, true) => Some(parse_quote!(
            use kling_runtime::wire::absent;
        )),
        (false, false) => None,
    };
    let after_uses = items.iter().position(|item| !matches!(item, Item::Use(_))).unwrap_or(items.len());
    items.splice(after_uses..after_uses, import);
}
