//! What is read of a client crate's hand-written code: its methods and its tables.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use syn::ReceiverKind;
use syn::visit::{self, Visit};

/// One file of a crate.
#[derive(Default)]
pub(super) struct Source {
    pub(super) methods: Vec<Method>,
    pub(super) tables: Vec<Table>,
    pub(super) doors: Vec<Door>,
}

/// A method of a type.
pub(super) struct Method {
    pub(super) owner: String,
    pub(super) name: String,
    pub(super) kind: MethodKind,
    /// Every word of what it returns, without what it only lends.
    pub(super) returns: BTreeSet<String>,
    /// The names of the methods that it calls.
    pub(super) calls: BTreeSet<String>,
}

/// How a method is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MethodKind {
    /// Public, on something that stays usable: `&self`.
    Public,
    /// Uses its owner up: the end of a builder.
    Final,
    /// Of a trait.
    OfTrait,
    Private,
}

/// A macro call that makes items, often out of lines.
pub(super) struct Table {
    pub(super) name: String,
    /// Every word of it.
    pub(super) words: BTreeSet<String>,
    pub(super) rows: Vec<Row>,
}

/// What a line of a table is about, and a word that stands in it.
pub(super) struct Row {
    pub(super) subject: String,
    pub(super) word: String,
}

/// `front_door!(Door orders Product)`.
pub(super) struct Door {
    pub(super) name: String,
    pub(super) products: BTreeSet<String>,
}

impl Source {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let file = syn::parse_file(&text).with_context(|| path.display().to_string())?;
        let mut source = Self::default();
        for item in &file.items {
            match item {
                syn::Item::Impl(item) => source.methods.extend(methods(item)),
                syn::Item::Macro(item) if item.ident.is_none() => source.read_macro(&item.mac),
                _ => {}
            }
        }
        Ok(source)
    }

    fn read_macro(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            "front_door" | "order_door" => self.doors.extend(door(&call.tokens)),
            _ => {
                let words = call.tokens.clone().into_iter().filter_map(|token| ident(&token)).collect();
                self.tables.push(Table { name, words, rows: rows(&call.tokens) });
            }
        }
    }
}

fn methods(item: &syn::ItemImpl) -> Vec<Method> {
    let syn::Type::Path(owner) = &*item.self_ty else { return Vec::new() };
    let Some(owner) = owner.path.segments.last() else { return Vec::new() };
    let functions = item.items.iter().filter_map(|item| match item {
        syn::ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    functions
        .map(|function| Method {
            owner: owner.ident.to_string(),
            name: function.sig.ident.to_string(),
            kind: MethodKind::of(function, item.trait_.is_some()),
            returns: words_of(|words| words.visit_return_type(&function.sig.output)).idents,
            calls: words_of(|words| words.visit_block(&function.block)).calls,
        })
        .collect()
}

impl MethodKind {
    fn of(function: &syn::ImplItemFn, is_of_trait: bool) -> Self {
        let is_public = matches!(function.vis, syn::Visibility::Public(_));
        let is_borrowed =
            function.sig.receiver().is_some_and(|receiver| matches!(receiver.kind, ReceiverKind::Reference(..)));
        match (is_of_trait, is_public, is_borrowed) {
            (true, ..) => Self::OfTrait,
            (_, true, true) => Self::Public,
            (_, true, false) => Self::Final,
            (_, false, _) => Self::Private,
        }
    }
}

#[derive(Default)]
struct Words {
    idents: BTreeSet<String>,
    calls: BTreeSet<String>,
}

fn words_of(look: impl FnOnce(&mut Words)) -> Words {
    let mut words = Words::default();
    look(&mut words);
    words
}

impl<'ast> Visit<'ast> for Words {
    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.idents.insert(ident.to_string());
    }

    fn visit_type_reference(&mut self, _: &'ast syn::TypeReference) {}

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.calls.insert(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }
}

/// `Door<..> orders Product, ..`
fn door(tokens: &TokenStream) -> Option<Door> {
    let words: Vec<String> = tokens.clone().into_iter().filter_map(|token| ident(&token)).collect();
    let orders = words.iter().position(|word| word == "orders")?;
    Some(Door { name: words.first()?.clone(), products: words[orders + 1..].iter().cloned().collect() })
}

/// A line is `Subject = .., word, ..` or `Subject: word ..`; every word of it is a row.
fn rows(tokens: &TokenStream) -> Vec<Row> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut rows = Vec::new();
    let mut subject = None;
    for (place, token) in tokens.iter().enumerate() {
        let Some(word) = ident(token) else { continue };
        match (tokens.get(place + 1), tokens.get(place + 2)) {
            (Some(TokenTree::Punct(first)), second) if is_start(first, second) => subject = Some(word),
            _ => rows.extend(subject.clone().map(|subject| Row { subject, word })),
        }
    }
    rows
}

/// Whether what follows a word makes it the subject of its line: `=` and `:`, but neither `=>` nor `::`.
fn is_start(first: &proc_macro2::Punct, second: Option<&TokenTree>) -> bool {
    let goes_on = matches!(second, Some(TokenTree::Punct(second)) if matches!(second.as_char(), '>' | ':'));
    matches!(first.as_char(), '=' | ':') && !goes_on
}

fn ident(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}
