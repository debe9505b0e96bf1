use serde_json::Value;
use syn::{FnArg, ImplItem, ImplItemFn, Item, Pat};

use crate::reference;
use crate::walk::{self, Operation};

/// Puts the arguments of every method into the order of the document, the body last. The generator sorts them by
/// name, which puts the end of a span before its start.
pub(super) fn order_arguments(items: &mut [Item], document: &Value) {
    let operations = walk::operations(document);
    for item in items {
        let Item::Impl(item) = item else { continue };
        for member in &mut item.items {
            let ImplItem::Fn(method) = member else { continue };
            let operation = operations.iter().find(|operation| method.sig.ident == operation.id().unwrap_or_default());
            if let Some(operation) = operation {
                order(method, &parameter_names(operation, document));
            }
        }
    }
}

fn parameter_names(operation: &Operation<'_>, document: &Value) -> Vec<String> {
    let parameters = operation.value["parameters"].as_array();
    parameters
        .into_iter()
        .flatten()
        .filter_map(|parameter| reference::resolve(document, parameter)?["name"].as_str())
        .map(squeezed)
        .collect()
}

fn order(method: &mut ImplItemFn, names: &[String]) {
    let place = |name: &str| names.iter().position(|known| *known == squeezed(name)).unwrap_or(names.len());

    let mut arguments: Vec<FnArg> = std::mem::take(&mut method.sig.inputs).into_iter().collect();
    arguments.sort_by_key(|argument| match argument {
        FnArg::Receiver(_) => 0,
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(name) => 1 + place(&name.ident.to_string()),
            _ => 1 + names.len(),
        },
    });
    method.sig.inputs = arguments.into_iter().collect();

    for attribute in &mut method.attrs {
        let syn::Meta::NameValue(meta) = &mut attribute.meta else { continue };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(doc), .. }) = &mut meta.value else { continue };
        let text = doc.value();
        if let Some((before, list)) = text.split_once("Arguments:\n") {
            let mut entries: Vec<&str> = list.split("- `").skip(1).collect();
            entries.sort_by_key(|entry| place(entry.split('`').next().unwrap_or_default()));
            *doc = syn::LitStr::new(&format!("{before}Arguments:\n- `{}", entries.join("- `")), doc.span());
        }
    }
}

/// `pageNum` and `page_num` alike: the generator turns the one into the other.
fn squeezed(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
