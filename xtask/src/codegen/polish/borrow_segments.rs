use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, FnArg, ImplItemFn, Macro, Pat, Token, Type, parse_quote};

/// Takes a path segment that is text already as it is, where the generator makes a copy of it.
pub(super) fn borrow_segments(file: &mut syn::File) {
    Borrow { texts: Vec::new() }.visit_file_mut(file);
}

struct Borrow {
    /// The arguments of the current method that are `&str`.
    texts: Vec<String>,
}

impl VisitMut for Borrow {
    fn visit_impl_item_fn_mut(&mut self, method: &mut ImplItemFn) {
        self.texts = method.sig.inputs.iter().filter_map(text_argument).collect();
        visit_mut::visit_impl_item_fn_mut(self, method);
    }

    /// The path is put together by `format!`, whose arguments are not syntax yet.
    fn visit_macro_mut(&mut self, call: &mut Macro) {
        if let Ok(mut arguments) = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            arguments.pop_punct();
            call.tokens = arguments.to_token_stream();
        }
    }

    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        let is_encode = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("encode_path"));
        let copied = match call.args.first() {
            Some(Expr::Reference(reference)) => match &*reference.expr {
                Expr::MethodCall(copy) if copy.method == "to_string" => Some((*copy.receiver).clone()),
                _ => None,
            },
            _ => None,
        };
        if let Some(Expr::Path(name)) = copied
            && is_encode
            && self.texts.iter().any(|text| name.path.is_ident(text))
        {
            *call = parse_quote!(encode_path(#name));
        }
    }
}

fn text_argument(argument: &FnArg) -> Option<String> {
    let FnArg::Typed(typed) = argument else { return None };
    let (Pat::Ident(name), Type::Reference(reference)) = (&*typed.pat, &*typed.ty) else { return None };
    let is_str = matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str"));
    is_str.then(|| name.ident.to_string())
}
