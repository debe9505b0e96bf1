use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprLit, ExprStruct, Lit, Member, parse_quote};

use crate::walk;

/// Tells the runtime which operations only read: every `GET`, and what the document marks with `x-read-only`. These
/// are repeated freely; anything else is never repeated while it is open whether it took effect.
pub(super) fn mark_reads(file: &mut syn::File, document: &Value) {
    let reads = walk::operations(document)
        .into_iter()
        .filter(|operation| operation.method == "get" || operation.value["x-read-only"] == true)
        .filter_map(|operation| operation.id())
        .collect();
    MarkReads { reads }.visit_file_mut(file);
}

struct MarkReads<'d> {
    reads: Vec<&'d str>,
}

impl VisitMut for MarkReads<'_> {
    fn visit_expr_struct_mut(&mut self, literal: &mut ExprStruct) {
        visit_mut::visit_expr_struct_mut(self, literal);
        if literal.path.segments.last().is_none_or(|last| last.ident != "OperationInfo") {
            return;
        }
        let is_read = literal.fields.iter().any(|field| {
            matches!(&field.member, Member::Named(name) if name == "operation_id")
                && matches!(&field.expr, Expr::Lit(ExprLit { lit: Lit::Str(id), .. }) if self.reads.contains(&id.value().as_str()))
        });
        literal.fields.push(parse_quote!(is_read: #is_read));
    }
}
