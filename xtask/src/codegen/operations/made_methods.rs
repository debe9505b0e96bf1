//! The public methods that the macros of the runtime make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};

use crate::project::Project;

/// By the name of the macro.
pub(super) struct MadeMethods(BTreeMap<String, BTreeSet<String>>);

impl MadeMethods {
    pub(super) fn read(project: &Project) -> Result<Self> {
        let mut made = BTreeMap::new();
        read_folder(&project.crates().join("kling-runtime/src"), &mut made)?;
        Ok(Self(made))
    }

    /// Whether a macro makes a method of this name.
    pub(super) fn has(&self, name: &str, method: &str) -> bool {
        self.0.get(name).is_some_and(|methods| methods.contains(method))
    }
}

fn read_folder(folder: &Path, made: &mut BTreeMap<String, BTreeSet<String>>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(&path, made)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("generated.rs") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let file = syn::parse_file(&text).with_context(|| path.display().to_string())?;
            for item in &file.items {
                if let syn::Item::Macro(syn::ItemMacro { ident: Some(name), mac, .. }) = item {
                    collect_methods(&mac.tokens, made.entry(name.to_string()).or_default());
                }
            }
        }
    }
    Ok(())
}

/// Every `pub fn name` and `pub async fn name`.
fn collect_methods(tokens: &TokenStream, methods: &mut BTreeSet<String>) {
    let mut is_public = false;
    let mut is_named = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(word) if word == "pub" => is_public = true,
            TokenTree::Ident(word) if word == "async" => {}
            TokenTree::Ident(word) if word == "fn" => is_named = is_public,
            TokenTree::Ident(word) if is_named => {
                methods.insert(word.to_string());
                (is_public, is_named) = (false, false);
            }
            TokenTree::Group(group) => {
                collect_methods(&group.stream(), methods);
                (is_public, is_named) = (false, false);
            }
            _ => (is_public, is_named) = (false, false),
        }
    }
}
