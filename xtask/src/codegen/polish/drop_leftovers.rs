use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, GenericArgument, ImplItem, Item, ItemImpl, PathArguments, Type};

/// Leaves out what nobody asked for: `Client::new` (it sets a total timeout of 15 seconds and unwraps), the prelude,
/// the conversion error, the check for hooks that the runtime implements for every client, `From<&T> for T`,
/// hand-rolled `Default`s, allowances, and publicity that reaches no further than the crate.
pub(super) fn drop_leftovers(file: &mut syn::File) {
    struct Drop;
    impl VisitMut for Drop {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("allow"));
        }
        fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
            module.vis = syn::parse_quote!(pub(crate));
            if let Some((_, items)) = &mut module.content {
                items.retain(|item| !is_leftover(item));
            }
            visit_mut::visit_item_mod_mut(self, module);
        }
        fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
            item.items.retain(|member| !matches!(member, ImplItem::Fn(function) if function.sig.ident == "new"));
            visit_mut::visit_item_impl_mut(self, item);
        }
    }
    file.items.retain(|item| !is_leftover(item));
    Drop.visit_file_mut(file);
}

fn is_leftover(item: &Item) -> bool {
    match item {
        Item::Mod(module) => ["prelude", "error", "defaults"].iter().any(|name| module.ident == name),
        Item::Const(constant) => constant.ident == "_",
        Item::Impl(item) => is_default(item) || is_from_own_reference(item),
        _ => false,
    }
}

fn is_default(item: &ItemImpl) -> bool {
    let last = item.trait_.as_ref().and_then(|(path, ..)| path.segments.last());
    last.is_some_and(|segment| segment.ident == "Default")
}

fn is_from_own_reference(item: &ItemImpl) -> bool {
    let Some(segment) = item.trait_.as_ref().and_then(|(path, ..)| path.segments.last()) else {
        return false;
    };
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return false };
    match arguments.args.first() {
        Some(GenericArgument::Type(Type::Reference(reference))) if segment.ident == "From" => {
            reference.elem.to_token_stream().to_string() == item.self_ty.to_token_stream().to_string()
        }
        _ => false,
    }
}
