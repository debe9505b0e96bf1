use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, parse_quote};

/// Writes every doc as one attribute for each line, without the JSON schema that the generator appends, and so that
/// nothing in it is taken for a code example: a block comment would be indented again when printed, and indented text
/// is compiled as a test.
pub(super) fn tame_docs(file: &mut syn::File) {
    struct Tame;
    impl VisitMut for Tame {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
            let (docs, others): (Vec<_>, Vec<_>) =
                std::mem::take(attributes).into_iter().partition(|attribute| text(attribute).is_some());
            let whole: Vec<String> = docs.iter().filter_map(text).collect();
            let lines = tame(&whole.join("\n"));
            attributes.extend(lines.iter().map(|line| -> Attribute { parse_quote!(#[doc = #line]) }));
            attributes.extend(others);
            attributes.iter_mut().for_each(|attribute| visit_mut::visit_attribute_mut(self, attribute));
        }
    }
    Tame.visit_file_mut(file);
}

/// The text of a doc attribute. The space that people write after `///` is not part of it.
fn text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    match &meta.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if meta.path.is_ident("doc") => {
            let text = text.value();
            Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
        }
        _ => None,
    }
}

fn tame(doc: &str) -> Vec<String> {
    let prose = doc.split("<details><summary>JSON schema</summary>").next().unwrap_or_default();
    let mut lines: Vec<String> = prose.trim().lines().map(tame_line).collect();
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    lines
}

/// One line of Markdown that is neither indented code nor the fence of a code block.
fn tame_line(line: &str) -> String {
    let text = line.trim();
    let indent = (line.trim_end().len() - text.len()).min(2);
    match text.is_empty() {
        true => String::new(),
        false => format!(" {}{}", " ".repeat(indent), text.replace("```", "'''")),
    }
}
