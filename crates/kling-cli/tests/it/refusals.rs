//! A command line that cannot be sent is refused with all that is wrong, and with what to write instead.

use std::path::Path;

use serde_json::Value;
use tempfile::tempdir;

use crate::picture::write_small_png;
use crate::program::{Run, klingctl};

const FREE: &str = "no task was made by this call, so it cost nothing";

/// The message of a refusal, and its advice.
#[track_caller]
fn refusal(folder: &Path, command: &str) -> (String, String) {
    let run = Run::of(klingctl(folder, &format!("{command} --dry-run"))).expect_exit(2);
    assert!(run.stderr.contains(FREE), "{run:#?}");
    let error = Run::of(klingctl(folder, &format!("{command} --dry-run --json"))).expect_exit(2).error_json();
    let text = |member: &str| error[member].as_str().unwrap_or_default().to_owned();
    (text("message"), text("advice"))
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let here = Path::new(".");
    for (command, problem, advice) in [
        ("video lip-sync", "SESSION-ID and --face-choose are missing", "`klingctl video lip-sync --help`"),
        ("video motion https://example.com/a.png", "VIDEO-URL, --character-orientation and --mode are missing", ""),
        (
            "video motion --body {\"image_url\":\"https://example.com/a.png\"}",
            "`video_url`, `character_orientation` and `mode` are missing",
            "--mode: std, pro, 4k",
        ),
        ("video motion --model kling-3.0 https://example.com/a.png", "--character-orientation is missing", ""),
        ("video lip-sync-old", "--mode is missing", "--mode: text2video, audio2video"),
        (
            "solution goods",
            "`contents`, --resolution, --aspect-ratio and --duration are missing",
            "contents is given with REF-IMAGE, --goods-title, --goods-description",
        ),
        ("video effect hug_pro", "`input` is missing", "input is given with --image, --images"),
        (
            "element create Mia girl",
            "--reference-type is missing",
            "reference_type follows from --frontal-image, --refer-images, --refer-videos",
        ),
        ("image generate --body {\"element_list\":[{}]}", "`prompt` and `element_list[0].element_id` are missing", ""),
    ] {
        let (message, help) = refusal(here, command);
        assert!(message == problem && help.contains(advice), "{command}: {message} | {help}");
    }
}

#[test]
fn an_option_of_the_other_standard_points_to_the_one_in_its_place() {
    let here = Path::new(".");
    for (command, problem, advice) in [
        (
            "--model kling-3.0 --mode pro",
            "--mode is not possible with --model kling-3.0",
            "--resolution has taken its place here: 720p, 1080p, 4k",
        ),
        (
            "--model kling-3.0 --sound on",
            "--sound is not possible with --model kling-3.0",
            "--audio has taken its place here: native, original, off",
        ),
        (
            "--model kling-v3 --resolution 1080p",
            "--resolution is not possible with --model kling-v3",
            "--mode has taken its place here: std, pro, 4k",
        ),
        ("--resolution 1080p", "--resolution is not possible without --model", "--mode has taken its place here"),
        (
            "--model kling-3.0 --multi-prompt 5s:fox",
            "--shot is not possible with --model kling-3.0",
            "write the shots in the prompt: `shot 1, 2, words;",
        ),
        ("--model kling-2.5-turbo --shot 5s:fox", "--shot is not possible with --model kling-2.5-turbo", "kling-v3"),
        (
            "--model kling-3.0 --camera-control simple",
            "--camera-control is not possible with --model kling-3.0",
            "no model of today takes it in `video text`",
        ),
    ] {
        let (message, help) = refusal(here, &format!("video text fox {command}"));
        assert!(message == problem && help.contains(advice), "{command}: {message} | {help}");
    }
    let (message, help) =
        refusal(here, "video image https://example.com/a.png --last-frame https://example.com/b.png --model kling-v3");
    assert_eq!(message, "--last-frame is not possible with --model kling-v3");
    assert_eq!(help, "--image-tail has taken its place here");
}

#[test]
fn a_misspelt_word_is_refused_and_an_unknown_one_is_not() {
    let here = Path::new(".");
    for (command, problem) in [
        (
            "video text fox --model kling-v3 --sound onn",
            "`onn` is no known value of --sound: on, off; did you mean on?",
        ),
        ("image generate fox --image https://example.com/a.png --image-reference subjct", "did you mean subject?"),
    ] {
        let (message, help) = refusal(here, command);
        assert!(message.contains(problem), "{command}: {message}");
        assert_eq!(help, "--body sends any word as it is", "{command}");
    }
    for passes in [
        "video text fox --model kling-v3 --body {\"sound\":\"onn\"}",
        "video text fox --model kling-v33",
        "image generate fox --image https://example.com/a.png --image-reference pose",
    ] {
        let run = Run::of(klingctl(here, &format!("{passes} --dry-run --json"))).expect_exit(0);
        assert!(!run.stdout_json()["warnings"].as_array().expect("warnings").is_empty(), "{passes}: {run:#?}");
    }
}

#[test]
fn what_options_imply_is_added_and_what_they_say_stays() {
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "mug.png");
    let request = |command: &str| -> Value {
        let run = Run::of(klingctl(folder.path(), &format!("{command} --dry-run --json"))).expect_exit(0);
        run.stdout_json()["request"].clone()
    };
    let element = "element create mug cup";
    let pictures = request(&format!("{element} --frontal-image mug.png --refer-images mug.png"));
    assert_eq!(pictures["reference_type"], "image_refer");
    let video = request(&format!("{element} --refer-videos https://example.com/mug.mp4"));
    assert_eq!(video["reference_type"], "video_refer");

    let shots = request("video text --model kling-v3 --shot 2s:fox --shot 3s:hen");
    assert_eq!((&shots["multi_shot"], &shots["shot_type"]), (&Value::Bool(true), &Value::from("customize")));
    assert_eq!(shots["duration"], "5");
    let said = request("video text --model kling-v3 --shot 2s:fox --shot 3s:hen --duration 5 --multi-shot");
    assert_eq!(said, shots);
}

#[test]
fn dots_in_a_message_are_no_member() {
    let (message, _) = refusal(Path::new("."), "video text fox --model kling-v3 --mode ...");
    assert!(message.starts_with("--mode `...` is not possible with kling-v3"), "{message}");
}

#[test]
fn values_of_another_kind_are_named_by_their_options() {
    let folder = tempdir().expect("a folder");
    for (command, problem) in [
        ("image generate fox -n -1", "-n is -1; allowed is from 1 to 9"),
        ("image generate fox --body {\"n\":\"three\"}", "`n` is `\"three\"`, and no whole number"),
        ("image generate --body {\"prompt\":[]}", "`prompt` is a list, and no text"),
        ("image generate --body {\"prompt\":\"x\",\"element_list\":{}}", "`element_list` is an object, and no list"),
        ("image generate --body {\"prompt\":7}", "`prompt` is `7`, and no text"),
        ("video text fox --model kling-v3 --duration -5s", "--duration is \"-5\"; allowed are whole seconds"),
        ("video select-add 7 --frame-index x --points 0.5,0.5", "--frame-index: `x` is not a whole number"),
        ("video image nowhere.png fox --model kling-v3", "nowhere.png could not be read"),
    ] {
        let (message, _) = refusal(folder.path(), command);
        assert!(message.contains(problem), "{command}: {message}");
    }
    let run = Run::of(klingctl(folder.path(), "video image nowhere.png fox --dry-run --json")).expect_exit(2);
    assert_eq!(run.error_json()["input"], "IMAGE");
    let mut blank = klingctl(folder.path(), "image generate --dry-run");
    blank.arg("   ");
    let run = Run::of(blank).expect_exit(2);
    assert!(run.stderr.contains("--prompt is blank"), "{run:#?}");
}

#[test]
fn an_empty_stdin_is_called_so() {
    for command in
        ["expand - --largest --dry-run", "image segments - --dry-run", "video avatar - --audio-id 7 --dry-run"]
    {
        let run = Run::of(klingctl(Path::new("."), command)).expect_exit(2);
        assert!(run.stderr.contains("stdin is empty"), "{command}: {run:#?}");
    }
}
