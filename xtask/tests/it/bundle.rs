use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use xtask::document::stems;
use xtask::lint::fixture::read_all;
use xtask::{bundle, walk};

use crate::scratch::Scratch;

#[test]
fn the_merged_document_stands_alone() {
    let scratch = Scratch::new();
    let path = scratch.path("all.json");
    bundle::run(&scratch.project, Some(&path)).unwrap();
    let merged: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();

    let ids: BTreeSet<_> = walk::operations(&merged).iter().filter_map(walk::Operation::id).collect();
    let fixtures: BTreeSet<_> = stems(&scratch.project)
        .unwrap()
        .iter()
        .flat_map(|stem| read_all(&scratch.project, stem).unwrap())
        .map(|fixture| fixture.operation)
        .collect();
    assert!(ids.iter().copied().eq(fixtures.iter()), "{ids:?}");
    walk::objects(&merged, &mut |pointer, object| {
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|target| merged.pointer(target));
            assert!(target.is_some(), "{pointer} refers to {reference}");
        }
    });
    serde_json::from_value::<openapiv3::OpenAPI>(merged).unwrap();
}

#[test]
fn json_and_yaml_say_the_same() {
    let scratch = Scratch::new();
    let (json, yaml) = (scratch.path("all.json"), scratch.path("all.yaml"));
    bundle::run(&scratch.project, Some(&json)).unwrap();
    bundle::run(&scratch.project, Some(&yaml)).unwrap();
    let json: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    let yaml: Value = serde_norway::from_str(&fs::read_to_string(yaml).unwrap()).unwrap();
    assert_eq!(json, yaml);
}

#[test]
fn two_meanings_of_one_name_are_refused() {
    let scratch = Scratch::new();
    scratch.replace(
        "openapi/account.yaml",
        "    AccountCosts:\n",
        "    ImageTaskResult:\n      type: string\n    AccountCosts:\n",
    );
    let error = bundle::run(&scratch.project, Some(&scratch.path("all.yaml"))).unwrap_err();
    assert!(format!("{error:#}").contains("ImageTaskResult"), "{error:#}");
}

#[test]
fn another_extension_is_refused() {
    let scratch = Scratch::new();
    let error = bundle::run(&scratch.project, Some(&scratch.path("all.txt"))).unwrap_err();
    assert!(error.to_string().contains(".json or .yaml"), "{error}");
}
