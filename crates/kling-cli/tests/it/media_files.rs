//! What files a request takes: the rules of the libraries, and of the API.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use crate::picture::write_png;
use crate::program::{Run, klingctl};

const FOX: &str = "https://example.com/fox.png";
const CLIP: &str = "https://example.com/clip.mp4";

fn dry_run(folder: &Path, arguments: &str) -> Run {
    Run::of(klingctl(folder, &format!("{arguments} --dry-run --json")))
}

#[track_caller]
fn assert_refused(run: Run, problem: &str) {
    let error = run.expect_exit(2).error_json();
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains(problem), "{error:#}");
}

/// A picture that says it has this size; no more of it is there than is needed to believe it.
fn write_head(folder: &Path, name: &str, width: u32, height: u32) {
    let path = write_png(folder, name, 300, 300);
    let mut bytes = fs::read(&path).expect("it was written");
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    fs::write(path, bytes).expect("a file");
}

#[test]
fn a_shape_is_refused_only_where_one_is_stated() {
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "tall.png", 300, 900);
    let last_frame = format!("video image {FOX} fox --model kling-v1-6 --mode pro --image-tail tall.png");
    for shapeless in ["image try-on tall.png tall.png", &last_frame] {
        dry_run(folder.path(), shapeless).expect_exit(0);
    }
    for shaped in ["image segments tall.png", "video image tall.png fox", "element create-old Mia girl tall.png"] {
        let shaped =
            shaped.replace("girl tall.png", "girl --element-frontal-image tall.png --element-refer-list tall.png");
        assert_refused(
            dry_run(folder.path(), &shaped),
            "image width over height is 300:900; 1:2.5 to 2.5:1 is allowed",
        );
    }
}

#[test]
fn a_side_is_refused_that_is_too_short_or_too_long() {
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "small.png", 299, 299);
    write_png(folder.path(), "person.png", 300, 300);
    let small = "image side is 299 pixels; at least 300 is allowed";
    assert_refused(dry_run(folder.path(), &format!("video image {FOX} fox --image-tail small.png")), small);
    assert_refused(dry_run(folder.path(), "image try-on person.png small.png"), small);

    let motion = format!("video motion huge.png {CLIP} --character-orientation image --mode std");
    write_head(folder.path(), "huge.png", 65_536, 30_000);
    dry_run(folder.path(), &motion).expect_exit(0);
    write_head(folder.path(), "huge.png", 65_537, 30_000);
    assert_refused(dry_run(folder.path(), &motion), "image side is 65537 pixels; at most 65536 is allowed");
}

#[test]
fn the_longest_file_is_that_of_the_standard() {
    let folder = tempdir().expect("a folder");
    let file = fs::File::create(folder.path().join("long.png")).expect("a file");
    for (order, most) in
        [("video image long.png fox", 10_000_000), ("video image long.png fox --model kling-3.0", 50_000_000)]
    {
        file.set_len(most + 1).expect("a long file");
        assert_refused(dry_run(folder.path(), order), &format!("the API takes {most} at most"));
        file.set_len(most).expect("a long file");
        assert_refused(dry_run(folder.path(), order), "is neither PNG nor JPEG");
    }
}

#[test]
fn what_the_api_fetches_itself_is_an_address() {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("clip.mp4"), "a film").expect("a file");
    write_png(folder.path(), "person.png", 400, 400);
    let omni = "video omni fox --model kling-3.0-omni";
    let body = r#"{"contents":[{"type":"prompt","text":"fox"},{"type":"base_video","url":"@clip.mp4"}]}"#;
    for (order, name) in [
        (format!("{omni} --base-video clip.mp4"), "--base-video"),
        (format!("{omni} --feature-video @clip.mp4"), "--feature-video"),
        (format!("video omni --model kling-3.0-omni --body {body}"), "contents[1].url"),
        (format!("video motion {FOX} clip.mp4 --character-orientation video --model kling-3.0"), "VIDEO-URL"),
        (format!("video motion {FOX} clip.mp4 --character-orientation video --mode std"), "VIDEO-URL"),
        ("video faces clip.mp4".to_owned(), "VIDEO-URL"),
        ("voice create Mia clip.mp4".to_owned(), "VOICE-URL"),
        (format!("solution try-on person.png {FOX}"), "PERSON-IMAGE"),
        ("solution subtitles clip.mp4".to_owned(), "SOURCE-VIDEO"),
    ] {
        let run = dry_run(folder.path(), &order);
        assert!(run.stderr.contains("give what begins with http:// or https://"), "{order}: {run:#?}");
        assert_refused(run, &format!("{name} takes an address, never a file"));
    }
}
