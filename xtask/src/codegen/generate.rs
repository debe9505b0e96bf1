//! Runs progenitor.

use anyhow::{Context, Result};
use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle};
use quote::quote;

use super::prepare::Prepared;

/// The generator's own output, as a syntax tree.
pub(super) fn generate(prepared: &Prepared) -> Result<syn::File> {
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote! { ::kling_runtime::Session })
        .with_derive("PartialEq");
    for (name, path) in &prepared.replaced {
        settings.with_replacement(name, path, std::iter::empty());
    }

    let document: OpenAPI = serde_json::from_value(prepared.value.clone())
        .context("the document is not OpenAPI 3.0 as the generator reads it")?;
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    syn::parse2(tokens).context("the generator's output is not Rust")
}
