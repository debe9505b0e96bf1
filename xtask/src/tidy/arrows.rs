//! Which crate may depend on which: `program -> umbrella -> client crates -> {runtime, geometry, models}`, and beside it
//! `program -> emulator -> {runtime, geometry, models, media}`.

use anyhow::Result;
use cargo_metadata::{DependencyKind, MetadataCommand};

use super::Finding;
use crate::project::Project;

/// A package of the workspace and the packages of the workspace it depends on.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: String,
    /// Needed to build it.
    pub dependencies: Vec<String>,
    /// Needed by its tests, examples and benches only.
    pub dev_dependencies: Vec<String>,
}

/// The packages as cargo sees them.
pub fn packages(project: &Project) -> Result<Vec<Package>> {
    let metadata = MetadataCommand::new().manifest_path(project.root().join("Cargo.toml")).no_deps().exec()?;
    let ours: Vec<String> = metadata.packages.iter().map(|package| package.name.to_string()).collect();
    let packages = metadata.packages.iter().map(|package| {
        let (dev, normal): (Vec<_>, Vec<_>) = package
            .dependencies
            .iter()
            .filter(|dependency| ours.contains(&dependency.name))
            .partition(|dependency| dependency.kind == DependencyKind::Development);
        let names = |of: Vec<&cargo_metadata::Dependency>| of.into_iter().map(|one| one.name.clone()).collect();
        Package { name: package.name.to_string(), dependencies: names(normal), dev_dependencies: names(dev) }
    });
    Ok(packages.collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Geometry,
    /// The geometry for JavaScript.
    GeometryWasm,
    /// What each model can do and costs.
    Models,
    /// The pictures, videos and sounds that the emulator makes.
    Media,
    Runtime,
    Client,
    Umbrella,
    Emulator,
    Program,
    Xtask,
    /// The whole-system tests, what tests share, the benches and the cases of the geometry.
    Outside,
}

impl Role {
    fn of(name: &str, stems: &[String]) -> Option<Self> {
        Some(match name {
            "kling-geometry" => Self::Geometry,
            "kling-geometry-wasm" => Self::GeometryWasm,
            "kling-media" => Self::Media,
            "kling-models" => Self::Models,
            "kling-runtime" => Self::Runtime,
            "kling" => Self::Umbrella,
            "kling-emulator" => Self::Emulator,
            "kling-cli" => Self::Program,
            "xtask" => Self::Xtask,
            "kling-benches" | "kling-fixtures" | "kling-geometry-cases" | "kling-tests" => Self::Outside,
            _ if stems.iter().any(|stem| name == format!("kling-{stem}")) => Self::Client,
            _ => return None,
        })
    }

    fn may_depend_on(self) -> &'static [Self] {
        use Role::{Client, Emulator, Geometry, Media, Models, Runtime, Umbrella};
        match self {
            Self::Geometry | Self::Models | Self::Media | Self::Xtask => &[],
            Self::Runtime => &[Models],
            Self::GeometryWasm => &[Geometry],
            Self::Client => &[Geometry, Models, Runtime],
            Self::Emulator => &[Geometry, Media, Models, Runtime],
            Self::Umbrella => &[Geometry, Models, Runtime, Client],
            Self::Program => &[Geometry, Models, Runtime, Client, Umbrella, Emulator],
            Self::Outside => &[Geometry, Media, Models, Runtime, Client, Umbrella, Emulator],
        }
    }
}

/// Checks the arrows. `stems` are those of the client documents.
pub fn check(packages: &[Package], stems: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in packages {
        let Some(role) = Role::of(&package.name, stems) else {
            findings.push(Finding::new(
                &package.name,
                "has no place in the architecture: it is not one of the known crates, and there is no document of its stem",
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let allowed = Role::of(dependency, stems).is_some_and(|target| role.may_depend_on().contains(&target));
            if !allowed {
                findings.push(Finding::new(&package.name, format!("must not depend on {dependency}")));
            }
        }
        // Tests may look anywhere but up to the program, except that xtask stays by itself.
        for dependency in &package.dev_dependencies {
            if role == Role::Xtask || Role::of(dependency, stems) == Some(Role::Program) {
                findings
                    .push(Finding::new(&package.name, format!("must not depend on {dependency}, not even in tests")));
            }
        }
    }
    findings
}
