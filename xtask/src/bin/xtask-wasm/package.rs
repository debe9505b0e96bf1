//! The npm package: ES modules with the WebAssembly inside, so that bundlers, browsers and Node load it alike.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;
use xtask::project::Project;

use crate::bindings::{Loader, Module, STEM};
use crate::embedded;

const NAME: &str = "kling-geometry";

/// Writes the package into the target folder.
pub(crate) fn write(project: &Project, module: &Module) -> Result<PathBuf> {
    let folder = module.target.join("npm").join(NAME);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    module.bind(Loader::Modules, &folder)?;

    let file = |name: &str| folder.join(name);
    let wasm = file(&format!("{STEM}_bg.wasm"));
    let bytes = fs::read(&wasm)?;
    eprintln!("{STEM}_bg.wasm: {} bytes", bytes.len());
    fs::write(file(&format!("{STEM}_wasm.js")), instance(&bytes))?;
    fs::remove_file(&wasm)?;
    fs::remove_file(file(&format!("{STEM}_bg.wasm.d.ts")))?;

    let entry = fs::read_to_string(file(&format!("{STEM}.js")))?;
    let fetched = format!("import * as wasm from \"./{STEM}_bg.wasm\";");
    anyhow::ensure!(entry.contains(&fetched), "the bindings load the module in a way that is not known here");
    let entry = entry.replace(&fetched, &format!("import {{ wasm }} from \"./{STEM}_wasm.js\";"));
    fs::write(file("index.js"), entry.replace(&format!("./{STEM}.d.ts"), "./index.d.ts"))?;
    fs::remove_file(file(&format!("{STEM}.js")))?;
    fs::rename(file(&format!("{STEM}.d.ts")), file("index.d.ts"))?;

    let sources = project.crates().join("kling-geometry-wasm");
    fs::copy(sources.join("README.md"), file("README.md")).context("README.md")?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(project.root().join(licence), file(licence)).context(licence)?;
    }
    fs::write(file("package.json"), format!("{:#}\n", manifest()))?;
    Ok(folder)
}

/// A module that exports what the WebAssembly exports.
fn instance(module: &[u8]) -> String {
    let bytes = embedded::bytes_expression(module);
    format!(
        "import * as bindings from \"./{STEM}_bg.js\";\n\n\
         const bytes = {bytes};\n\
         const imports = {{ \"./{STEM}_bg.js\": bindings }};\n\
         export const wasm = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;\n",
    )
}

fn manifest() -> serde_json::Value {
    json!({
        "name": NAME,
        "version": env!("CARGO_PKG_VERSION"),
        "description": "The exact mathematics of image expansion for the Kling AI API.",
        "license": "MIT OR Apache-2.0",
        "repository": { "type": "git", "url": format!("git+{}.git", env!("CARGO_PKG_REPOSITORY")) },
        "type": "module",
        "exports": { ".": { "types": "./index.d.ts", "default": "./index.js" } },
        "types": "./index.d.ts",
        "files": ["*.js", "*.d.ts"],
        "engines": { "node": ">=20" },
    })
}
