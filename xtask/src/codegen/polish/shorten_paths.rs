use syn::visit_mut::{self, VisitMut};
use syn::{GenericParam, Generics, Path, ReceiverKind, TypeReference};

/// Writes `Option` for `::std::option::Option` and the like, and leaves out lifetimes that the compiler finds by
/// itself.
pub(super) fn shorten_paths(file: &mut syn::File) {
    Shorten.visit_file_mut(file);
}

const PRELUDE: [&str; 4] = ["Option", "Result", "String", "Vec"];

struct Shorten;

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let standard = path.segments.first().is_some_and(|first| first.ident == "std");
        if standard
            && let Some(last) = path.segments.last()
            && PRELUDE.iter().any(|name| last.ident == name)
        {
            *path = Path::from(last.clone());
        }
    }

    fn visit_generics_mut(&mut self, generics: &mut Generics) {
        let kept = generics.params.iter().filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
        generics.params = kept.cloned().collect();
        if generics.params.is_empty() {
            generics.lt_token = None;
            generics.gt_token = None;
        }
        visit_mut::visit_generics_mut(self, generics);
    }

    fn visit_receiver_kind_mut(&mut self, kind: &mut ReceiverKind) {
        if let ReceiverKind::Reference(_, lifetime, _) = kind {
            *lifetime = None;
        }
        visit_mut::visit_receiver_kind_mut(self, kind);
    }

    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident != "static") {
            reference.lifetime = None;
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }
}
