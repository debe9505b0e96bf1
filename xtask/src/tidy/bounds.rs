use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use syn::{Expr, ExprLit, ExprStruct, Item, Lit, Member};

use super::Finding;
use crate::bundle::bundle;
use crate::document::{COMMON, Document};
use crate::project::Project;
use crate::reference::resolve;
use crate::walk;

/// A span of allowed numbers, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    least: Option<String>,
    most: Option<String>,
    /// It bounds the length of a text, not a value.
    of_length: bool,
}

/// What the table of the geometry crate says of a member is what the documents say. (The bounds of other requests are
/// in the documents alone, from which their checks are generated.)
pub(super) fn check(project: &Project, stems: &[String]) -> Result<Vec<Finding>> {
    let table_path = project.crates().join("kling-geometry/src/limits.rs");
    if !table_path.is_file() {
        return Ok(vec![Finding::new(project.relative(&table_path), "missing; it holds the table of bounds")]);
    }
    let place = project.relative(&table_path).to_string();
    let table = read_table(&fs::read_to_string(&table_path)?).with_context(|| place.clone())?;

    let common = Document::read(project, COMMON)?;
    let mut documented = BTreeMap::new();
    for stem in stems {
        collect(&bundle(&Document::read(project, stem)?, &common)?, &mut documented);
    }
    collect(&common.value, &mut documented);

    let mut findings = Vec::new();
    for (field, span) in &table {
        match documented.get(field) {
            Some(found) if found == span => {}
            Some(found) => findings.push(Finding::new(
                &place,
                format!("{field} is {} in the table, but {} in openapi/", show(span), show(found)),
            )),
            None => findings.push(Finding::new(&place, format!("{field} has no bound in openapi/"))),
        }
    }
    Ok(findings)
}

fn show(span: &Span) -> String {
    let text = |bound: &Option<String>| bound.clone().unwrap_or_else(|| "any".to_owned());
    let unit = if span.of_length { " characters" } else { "" };
    format!("{} to {}{unit}", text(&span.least), text(&span.most))
}

/// The bounds of a document: of the members of its schemas, by `Schema.member`, and of the parameters it shares, by name.
fn collect(document: &Value, documented: &mut BTreeMap<String, Span>) {
    for (name, schema) in walk::schemas(document) {
        for (member, value) in schema["properties"].as_object().into_iter().flatten() {
            if let Some(span) = resolve(document, value).and_then(span_of) {
                documented.insert(format!("{name}.{member}"), span);
            }
        }
    }
    for (_, parameter) in document["components"]["parameters"].as_object().into_iter().flatten() {
        let span = resolve(document, &parameter["schema"]).and_then(span_of);
        if let (Some(span), Some(name)) = (span, parameter["name"].as_str()) {
            documented.insert(name.to_owned(), span);
        }
    }
}

fn span_of(schema: &Value) -> Option<Span> {
    let text = |key: &str| schema.get(key).map(Value::to_string);
    [("minimum", "maximum", false), ("minLength", "maxLength", true)]
        .into_iter()
        .map(|(least, most, of_length)| Span { least: text(least), most: text(most), of_length })
        .find(|span| span.least.is_some() || span.most.is_some())
}

/// Reads `BOUNDS` from the source of the geometry crate. Entries without a field are bounds that OpenAPI cannot say.
fn read_table(source: &str) -> Result<BTreeMap<String, Span>> {
    let file = syn::parse_file(source)?;
    let table = file.items.iter().find_map(|item| match item {
        Item::Const(constant) if constant.ident == "BOUNDS" => Some(&*constant.expr),
        _ => None,
    });
    let entries = match table {
        Some(Expr::Reference(reference)) => match &*reference.expr {
            Expr::Array(array) => &array.elems,
            _ => bail!("BOUNDS is not `&[..]`"),
        },
        Some(_) => bail!("BOUNDS is not `&[..]`"),
        None => bail!("there is no constant BOUNDS"),
    };
    let mut table = BTreeMap::new();
    for entry in entries {
        let Expr::Struct(entry) = entry else { bail!("an entry of BOUNDS is not a struct literal") };
        let Some(field) = text_field(entry, "field")? else { continue };
        let span = Span {
            least: text_field(entry, "min")?,
            most: text_field(entry, "max")?,
            of_length: text_field(entry, "unit")?.as_deref() == Some("characters"),
        };
        if table.insert(field.clone(), span).is_some() {
            bail!("{field} is in BOUNDS twice");
        }
    }
    Ok(table)
}

/// A field that is written `Some("..")` or `None`.
fn text_field(entry: &ExprStruct, name: &str) -> Result<Option<String>> {
    let field = entry.fields.iter().find(|field| matches!(&field.member, Member::Named(ident) if ident == name));
    match field.map(|field| &field.expr) {
        Some(Expr::Path(path)) if path.path.is_ident("None") => Ok(None),
        Some(Expr::Call(call)) => match call.args.first() {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Ok(Some(text.value())),
            _ => bail!("`{name}` of an entry of BOUNDS is not Some(\"..\")"),
        },
        _ => bail!("`{name}` of an entry of BOUNDS is neither Some(\"..\") nor None"),
    }
}
