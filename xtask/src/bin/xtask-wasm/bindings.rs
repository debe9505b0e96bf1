//! From the sources to WebAssembly, and from that to what JavaScript loads.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::{Message, MetadataCommand};
use wasm_bindgen_cli_support::Bindgen;
use xtask::project::Project;

const CRATE: &str = "kling-geometry-wasm";
const TARGET: &str = "wasm32-unknown-unknown";

/// The stem of the generated files.
pub(crate) const STEM: &str = "kling_geometry";

/// The module as the compiler made it.
pub(crate) struct Module {
    path: PathBuf,
    /// The version of the compiler, as it tells it.
    pub(crate) compiler: String,
    /// The target folder of the workspace.
    pub(crate) target: PathBuf,
}

/// How JavaScript shall load it.
#[derive(Clone, Copy)]
pub(crate) enum Loader {
    /// By ES modules.
    Modules,
    /// By a classic script, which makes one global of this name.
    Script { global: &'static str },
}

/// Compiles the crate. The same sources and compiler give the same bytes wherever they lie.
pub(crate) fn compile(project: &Project) -> Result<Module> {
    let metadata = MetadataCommand::new().manifest_path(project.root().join("Cargo.toml")).no_deps().exec()?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = with_target(project)
        .arg(cargo)
        .args(["build", "--package", CRATE, "--lib", "--profile", "wasm", "--target", TARGET])
        .arg("--message-format=json-render-diagnostics")
        .env("CARGO_ENCODED_RUSTFLAGS", flags_without_paths(project))
        .output()
        .context("cargo build")?;
    if !output.status.success() {
        bail!("{CRATE} was not built");
    }
    let path = artifact(&output.stdout)?;
    let compiler = compiler_version(project)?;
    Ok(Module { path, compiler, target: metadata.target_directory.into_std_path_buf() })
}

/// A command that runs where the target can be built for: with the pinned toolchain or, where that cannot have the target, with Debian's.
fn with_target(project: &Project) -> Command {
    let mut command = Command::new(project.root().join(".ci/targets"));
    command.current_dir(project.root()).env("KLING_BUILD_STD", "core,alloc").stderr(Stdio::inherit());
    command
}

fn compiler_version(project: &Project) -> Result<String> {
    let output =
        with_target(project).args(["sh", "-c", "${RUSTC:-rustc} --version"]).output().context("rustc --version")?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Where a machine keeps its sources stays out of the module.
fn flags_without_paths(project: &Project) -> String {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let prefixes = [Some((project.root().to_path_buf(), "/kling")), cargo_home.map(|home| (home, "/cargo"))];
    let flags = prefixes.iter().flatten().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

/// The module among what cargo tells that it made.
fn artifact(messages: &[u8]) -> Result<PathBuf> {
    let artifacts = Message::parse_stream(messages).filter_map(|message| match message {
        Ok(Message::CompilerArtifact(artifact)) => Some(artifact.filenames),
        _ => None,
    });
    let path = artifacts.flatten().find(|path| path.extension() == Some("wasm")).context("cargo made no module")?;
    Ok(path.into_std_path_buf())
}

impl Module {
    /// Writes the bindings into a folder.
    pub(crate) fn bind(&self, loader: Loader, folder: &Path) -> Result<()> {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(&self.path).out_name(STEM).remove_name_section(true).remove_producers_section(true);
        match loader {
            Loader::Modules => bindgen.bundler(true)?.typescript(true),
            Loader::Script { global } => {
                bindgen.no_modules(true)?.no_modules_global(global)?.omit_default_module_path(true)
            }
        };
        bindgen.generate(folder)
    }
}
