use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

/// Every identifier and the text of every string literal.
pub(super) fn words(tokens: TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => found.extend(words(group.stream())),
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Literal(literal) => {
                let literal: syn::Lit = syn::parse_quote!(#literal);
                if let syn::Lit::Str(text) = literal {
                    found.insert(text.value());
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
    found
}
