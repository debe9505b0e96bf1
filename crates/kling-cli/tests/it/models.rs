//! `klingctl models`

use std::path::Path;

use crate::program::{Run, klingctl};

fn models(arguments: &str) -> Run {
    Run::of(klingctl(Path::new("."), &format!("models {arguments}")))
}

#[test]
fn the_table_is_narrowed() {
    let table = models("--product text-to-video --standard tasks").expect_exit(0).stdout;
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("product") && lines.len() > 3, "{table}");
    assert!(lines[1..].iter().all(|line| line.starts_with("text-to-video  kling-")), "{table}");
    let current = models("--product text-to-video").expect_exit(0).stdout;
    let all = models("--product text-to-video --all").expect_exit(0).stdout;
    assert!(!current.contains("kling-v2-master") && all.contains("kling-v2-master"), "{all}");
}

#[test]
fn one_model_is_told_in_full() {
    let text = models("kling-v1-6").expect_exit(0).stdout;
    for part in
        ["Video 1.6", "was announced to retire on 2026-09-15; use kling-v2-5-turbo", "product    text-to-video by v1"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn programs_get_everything() {
    let rows = models("--json --all").expect_exit(0).stdout_json();
    let rows = rows.as_array().expect("a list");
    assert_eq!(rows.len(), kling::models::CAPABILITIES.len());
    let row =
        rows.iter().find(|row| row["model"] == "kling-3.0-turbo" && row["product"] == "text-to-video").expect("a row");
    assert_eq!(row["always_has_sound"], true);
    assert_eq!(row["prices"][0]["per"], "second");
}

#[test]
fn an_unknown_name_offers_the_closest() {
    let run = models("kling-v3-0 --json").expect_exit(2);
    assert_eq!(run.error_json()["message"], "no model is known as kling-v3-0; did you mean kling-3.0?");
    let run = models("--product text2video --json").expect_exit(2);
    assert!(run.error_json()["message"].as_str().expect("text").contains("no product is called text2video"));
}
