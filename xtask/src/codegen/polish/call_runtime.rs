use anyhow::Result;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Block, Expr, ExprCall, ExprMethodCall, ExprTry, GenericArgument, Item, Path, PathArguments, Stmt, Type, parse_quote,
};

use super::words::words;

/// Lets the client call the runtime instead of progenitor's own client crate: its error type has no parameter, a
/// status that the document does not know becomes one of its errors, so does a request that cannot be built, and no
/// `api-version` header is sent.
pub(super) fn call_runtime(file: &mut syn::File) -> Result<()> {
    CallRuntime.visit_file_mut(file);
    file.items.retain(|item| !imports_progenitor(item));
    let imports = imports(&file.to_token_stream());
    file.items.splice(0..0, imports);
    Ok(())
}

struct CallRuntime;

impl VisitMut for CallRuntime {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts.retain(|statement| !mentions(statement, "api-version"));
        let header_uses = block.stmts.iter().filter(|statement| mentions(statement, "header_map")).count();
        // Its construction and the hand-over to the request are all that is left of it.
        if header_uses == 2 {
            block.stmts.retain(|statement| !is_let_of(statement, "header_map"));
            WithoutHeaders.visit_block_mut(block);
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        if let Some(Expr::Call(inner)) = call.args.first()
            && ends_with(&inner.func, &["Error", "UnexpectedResponse"])
        {
            let response = &inner.args;
            *call = parse_quote!(Err(#response.into_unexpected()));
        }
    }

    fn visit_expr_try_mut(&mut self, attempt: &mut ExprTry) {
        visit_mut::visit_expr_try_mut(self, attempt);
        if let Expr::MethodCall(build) = &*attempt.expr
            && build.method == "build"
        {
            attempt.expr = parse_quote!(#build.map_err(unbuildable));
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.first().is_some_and(|first| first.ident == "progenitor_client") {
            path.segments = std::mem::take(&mut path.segments).into_iter().skip(1).collect();
        }
    }

    fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
        visit_mut::visit_path_segment_mut(self, segment);
        if segment.ident == "Error" && takes_unit(&segment.arguments) {
            segment.arguments = PathArguments::None;
        }
    }
}

struct WithoutHeaders;

impl VisitMut for WithoutHeaders {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(ExprMethodCall { receiver, method, .. }) = expression
            && method == "headers"
        {
            *expression = (**receiver).clone();
        }
    }
}

fn takes_unit(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else { return false };
    matches!(arguments.args.first(), Some(GenericArgument::Type(Type::Tuple(tuple))) if tuple.elems.is_empty())
}

fn ends_with(expression: &Expr, names: &[&str]) -> bool {
    let Expr::Path(path) = expression else { return false };
    let found: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    found.iter().map(String::as_str).eq(names.iter().copied())
}

fn is_let_of(statement: &Stmt, name: &str) -> bool {
    matches!(statement, Stmt::Local(local) if mentions(&local.pat, name))
}

fn mentions(part: &impl ToTokens, word: &str) -> bool {
    words(part.to_token_stream()).contains(word)
}

fn imports_progenitor(item: &Item) -> bool {
    matches!(item, Item::Use(import) if mentions(import, "progenitor_client"))
}

/// One `use` of what the code needs from the runtime.
fn imports(code: &TokenStream) -> Option<Item> {
    let used = words(code.clone());
    // Two are traits, which are used through their methods only.
    let names = [
        ("ByteStream", "ByteStream"),
        ("ClientHooks", "exec"),
        ("ClientInfo", "ClientInfo"),
        ("Error", "Error"),
        ("OperationInfo", "OperationInfo"),
        ("QueryParam", "QueryParam"),
        ("RequestBuilderExt", "form_urlencoded"),
        ("ResponseValue", "ResponseValue"),
        ("encode_path", "encode_path"),
        ("unbuildable", "unbuildable"),
    ];
    let names: Vec<_> =
        names.iter().filter(|(_, sign)| used.contains(*sign)).map(|(name, _)| format_ident!("{name}")).collect();
    (!names.is_empty()).then(|| parse_quote!(use kling_runtime::generated_support::{#(#names),*};))
}
