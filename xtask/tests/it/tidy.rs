use std::fs;

use xtask::document;
use xtask::project::Project;
use xtask::tidy::{self, arrows, arrows::Package};

use crate::scratch::Scratch;

fn package(name: &str, dependencies: &[&str], dev_dependencies: &[&str]) -> Package {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Package { name: name.to_owned(), dependencies: owned(dependencies), dev_dependencies: owned(dev_dependencies) }
}

fn check(packages: &[Package]) -> Vec<String> {
    let stems = ["account".to_owned(), "images".to_owned()];
    arrows::check(packages, &stems).iter().map(ToString::to_string).collect()
}

#[test]
fn the_arrows_of_the_architecture_are_allowed() {
    let findings = check(&[
        package("kling-geometry", &[], &[]),
        package("kling-runtime", &[], &["kling-emulator"]),
        package("kling-runtime", &["kling-models"], &[]),
        package("kling-images", &["kling-geometry", "kling-models", "kling-runtime"], &["kling-emulator"]),
        package("kling-account", &["kling-runtime"], &[]),
        package(
            "kling-emulator",
            &["kling-geometry", "kling-media", "kling-models", "kling-runtime"],
            &["kling-images"],
        ),
        package("kling", &["kling-images", "kling-account", "kling-runtime", "kling-geometry"], &["kling-emulator"]),
        package("kling-cli", &["kling", "kling-emulator", "kling-images"], &[]),
        package("kling-tests", &["kling", "kling-emulator"], &[]),
        package("xtask", &[], &[]),
    ]);
    assert_eq!(findings, [""; 0]);
}

#[test]
fn arrows_against_the_grain_are_reported() {
    for (name, dependency) in [
        ("kling-geometry", "kling-runtime"),
        ("kling-runtime", "kling-geometry"),
        ("kling-images", "kling-account"),
        ("kling-account", "kling"),
        ("kling-runtime", "kling-images"),
        ("kling", "kling-emulator"),
        ("kling-emulator", "kling"),
        ("kling-emulator", "kling-images"),
        ("kling", "kling-cli"),
        ("kling-cli", "xtask"),
        ("kling-cli", "kling-tests"),
        ("xtask", "kling-geometry"),
    ] {
        let findings = check(&[package(name, &[dependency], &[])]);
        assert_eq!(findings, [format!("{name}: must not depend on {dependency}")]);
    }
}

#[test]
fn tests_may_look_sideways_but_not_at_the_program() {
    assert_eq!(check(&[package("kling-images", &[], &["kling-account"])]), [""; 0]);
    let findings = check(&[package("kling-images", &[], &["kling-cli"])]);
    assert_eq!(findings, ["kling-images: must not depend on kling-cli, not even in tests"]);
}

#[test]
fn a_crate_without_a_place_is_reported() {
    let findings = check(&[package("kling-kites", &[], &[])]);
    assert!(findings[0].starts_with("kling-kites: has no place"), "{findings:?}");
}

#[test]
fn cargo_tells_our_packages() {
    let packages = arrows::packages(&Project::of_this_build()).unwrap();
    let images = packages.iter().find(|package| package.name == "kling-images").unwrap();
    assert!(images.dependencies.contains(&"kling-runtime".to_owned()), "{images:?}");
    assert!(!images.dependencies.contains(&"serde".to_owned()), "{images:?}");
}

/// A workspace that keeps every rule, with the real table of bounds.
fn tidy_scratch() -> Scratch {
    let scratch = Scratch::new();
    let real = Project::of_this_build().crates().join("kling-geometry/src/limits.rs");
    scratch.write("crates/kling-geometry/src/limits.rs", &fs::read_to_string(real).unwrap());
    for stem in document::stems(&scratch.project).unwrap().iter().filter(|stem| *stem != document::COMMON) {
        scratch.write(&format!("crates/kling-{stem}/Cargo.toml"), "");
        scratch.write(&format!("crates/kling-{stem}/README.md"), "");
        scratch.write(&format!("crates/kling-{stem}/src/lib.rs"), "//! Docs.\n#![deny(missing_docs)]\n");
        scratch.write(&format!("crates/kling-{stem}/src/generated.rs"), "");
    }
    scratch
}

fn findings(scratch: &Scratch) -> Vec<String> {
    tidy::run(&scratch.project, &[]).unwrap().iter().map(|finding| finding.to_string().replace('\\', "/")).collect()
}

#[test]
fn a_tidy_workspace_has_no_findings() {
    assert_eq!(findings(&tidy_scratch()), [""; 0]);
}

#[test]
fn missing_files_of_a_client_crate_are_reported() {
    let scratch = tidy_scratch();
    fs::remove_file(scratch.path("crates/kling-images/README.md")).unwrap();
    assert_eq!(findings(&scratch), ["crates/kling-images/README.md: missing; every client crate has it"]);
}

#[test]
fn a_library_that_allows_missing_docs_is_reported() {
    let scratch = tidy_scratch();
    scratch.write("crates/kling-images/src/lib.rs", "//! #![deny(missing_docs)] in a comment does not count.\n");
    assert_eq!(findings(&scratch), ["crates/kling-images/src/lib.rs: lacks #![deny(missing_docs)]"]);
}

#[test]
fn files_without_a_subject_are_reported() {
    let scratch = tidy_scratch();
    scratch.write("crates/kling-images/src/util.rs", "");
    scratch.write("xtask/src/helpers/path.rs", "");
    assert_eq!(
        findings(&scratch),
        [
            "crates/kling-images/src/util.rs: is not named after what it holds",
            "xtask/src/helpers: is not named after what it holds",
        ]
    );
}

#[test]
fn bounds_that_differ_are_reported() {
    let images = "openapi/images.yaml";
    for (old, new, finding) in [
        ("maximum: 9\n", "maximum: 10\n", "ExpandImageRequest.n is 1 to 9 in the table, but 1 to 10 in openapi/"),
        (
            "maxLength: 2500",
            "maxLength: 2000",
            "ExpandImageRequest.prompt is any to 2500 characters in the table, but any to 2000 characters in openapi/",
        ),
        ("          maxLength: 2500\n", "", "ExpandImageRequest.prompt has no bound in openapi/"),
    ] {
        let scratch = tidy_scratch();
        scratch.replace_after(images, "    ExpandImageRequest:\n", old, new);
        assert_eq!(findings(&scratch), [format!("crates/kling-geometry/src/limits.rs: {finding}")]);
    }
}
