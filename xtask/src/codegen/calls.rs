//! A table of every call: the operations of all documents by their names, for tests that walk them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use quote::format_ident;
use serde_json::Value;
use syn::{Arm, Expr, parse_quote};

use super::print;
use crate::bundle::bundle;
use crate::document::{self, COMMON, Document};
use crate::project::Project;
use crate::reference::resolve;
use crate::walk::{self, Operation};

/// What to name on the command line.
pub const NAME: &str = "calls";

pub(super) fn target(project: &Project) -> PathBuf {
    project.root().join("tests/it/generated_calls.rs")
}

pub(super) fn generate(project: &Project) -> Result<String> {
    let common = Document::read(project, COMMON)?;
    let mut arms: Vec<Arm> = Vec::new();
    for stem in document::stems(project)?.iter().filter(|stem| *stem != COMMON) {
        let bundled = bundle(&Document::read(project, stem)?, &common)?;
        for operation in walk::operations(&bundled) {
            arms.push(arm(stem, &operation, &bundled).with_context(|| format!("openapi/{stem}.yaml"))?);
        }
    }
    let file: syn::File = parse_quote! {
        use kling_runtime::{Error, Session};
        use serde_json::Value;

        use crate::fixtures::Arguments;

        #[doc = " Calls an operation by its name through its generated client, and tells what was read of the answer."]
        pub(crate) async fn call(operation: &str, session: &Session, arguments: &Arguments<'_>) -> Result<Value, Error> {
            match operation {
                #(#arms)*
                unknown => panic!("no document has the operation {unknown}"),
            }
        }
    };
    print::print(&file, NAME, "the documents of openapi/", project.root())
}

fn arm(stem: &str, operation: &Operation<'_>, document: &Value) -> Result<Arm> {
    let id = operation.id().context("an operation without an id")?;
    let (krate, method) = (format_ident!("kling_{stem}"), format_ident!("{id}"));
    let parameters = operation.value["parameters"].as_array();
    let mut arguments: Vec<Expr> = parameters
        .into_iter()
        .flatten()
        .filter_map(|parameter| argument(resolve(document, parameter)?, document))
        .collect();
    if !operation.value["requestBody"].is_null() {
        arguments.push(parse_quote!(&arguments.body()));
    }
    Ok(parse_quote! {
        #id => #krate::wire::Client::new(session).#method(#(#arguments),*).await.map(|answer| arguments.seen(answer.into_inner())),
    })
}

fn argument(parameter: &Value, document: &Value) -> Option<Expr> {
    let name = parameter["name"].as_str()?;
    let is_text = resolve(document, &parameter["schema"])?["type"] == "string";
    Some(match (parameter["in"].as_str()?, parameter["required"] == true, is_text) {
        ("path", _, _) => parse_quote!(arguments.segment()),
        (_, true, false) => parse_quote!(arguments.query(#name).unwrap_or(1)),
        (_, true, true) => parse_quote!(&arguments.query::<String>(#name).unwrap_or_default()),
        (_, false, true) => parse_quote!(arguments.query::<String>(#name).as_deref()),
        (_, false, false) => parse_quote!(arguments.query(#name)),
    })
}
