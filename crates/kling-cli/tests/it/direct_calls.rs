//! Calls whose answer is the result: what is refused before them, and what is told when they go wrong.

use std::path::Path;

use kling_fixtures::ScriptedServer;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::emulator_process::EmulatorProcess;
use crate::interruption::{interrupt_after, meanwhile};
use crate::orders::body_of;
use crate::picture::{size_of, write_png};
use crate::program::{Run, klingctl};

/// Those that may be charged, each with the wire fixture of its body.
const PAID: [(&str, &str); 9] = [
    ("image segments", "videos/recognize_image"),
    ("video faces", "videos/identify_faces"),
    ("video select-start", "videos/init_selection"),
    ("video select-add", "videos/add_selection"),
    ("video select-remove", "videos/delete_selection"),
    ("video select-clear", "videos/clear_selection"),
    ("video select-preview", "videos/preview_selection"),
    ("video lip-sync-old", "videos/create_legacy_lip_sync"),
    ("element create-old", "assets/create_legacy_element"),
];

const SPEAK: &str = "audio speak Hello --voice-id oversea_male1 --voice-language en -o hello.mp3";
const NOT_CHARGED: &str = "no task was made by this call, so it cost nothing";
const MAY_BE_CHARGED: &str = "the request may have taken effect, and what it costs, if anything, may be charged";
const LOST: &str = "its answer cannot be found again, and sending it again may be charged again";

/// A folder in which `body.json` is the body of this fixture, and the operation that it is for.
fn folder_with(fixture: &str) -> (TempDir, &str) {
    let folder = tempdir().expect("a folder");
    std::fs::write(folder.path().join("body.json"), body_of(fixture).to_string()).expect("a file");
    (folder, fixture.split_once('/').expect("a document and an operation").1)
}

/// What a command makes of an answer with this data.
fn run_answered_with(data: Value, folder: &Path, arguments: &str) -> Run {
    let mut command = klingctl(folder, arguments);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let answer = json!({ "code": 0, "message": "SUCCEED", "request_id": "1", "data": data });
        let server = ScriptedServer::answering([answer]).await;
        command.env("KLINGAI_BASE_URL", server.session().base_url().to_string()).env("KLINGAI_API_KEY", "k");
        tokio::task::spawn_blocking(|| Run::of(command)).await.expect("the program runs")
    })
}

#[test]
fn a_recognition_that_failed_is_no_success() {
    for (command, fixture) in PAID.iter().filter(|(command, _)| command.starts_with("video select-")) {
        let (folder, _) = folder_with(fixture);
        let failed = json!({ "status": 3, "session_id": "7", "final_unit_deduction": "0.1" });
        let run = run_answered_with(failed, folder.path(), &format!("{command} --body @body.json")).expect_exit(1);
        assert_eq!(run.stdout, "", "{command}");
        assert!(run.stderr.contains("the recognition failed: the status is 3; units taken: 0.1"), "{run:#?}");
        assert!(run.stderr.contains(MAY_BE_CHARGED), "{run:#?}");

        let done = json!({ "status": 0, "session_id": "7" });
        let run = run_answered_with(done, folder.path(), &format!("{command} --body @body.json --json")).expect_exit(0);
        assert_eq!(run.stdout_json()["session_id"], "7", "{command}");
    }
}

#[test]
fn an_answer_without_what_was_asked_for_is_no_success() {
    for (command, fixture, member) in [
        ("image segments", "videos/recognize_image", "task_result"),
        ("video faces", "videos/identify_faces", "session_id"),
        ("video select-start", "videos/init_selection", "session_id"),
    ] {
        let (folder, _) = folder_with(fixture);
        let run = run_answered_with(json!({}), folder.path(), &format!("{command} --body @body.json")).expect_exit(7);
        assert_eq!(run.stdout, "", "{command}");
        assert!(run.stderr.contains(&format!("holds no {member}")) && run.stderr.contains(MAY_BE_CHARGED), "{run:#?}");
    }
}

#[test]
fn a_success_without_data_may_be_charged() {
    let emulator = EmulatorProcess::start(1000.0);
    let inject = |operation: &str| {
        let fault =
            json!({ "fault": "answer", "operation": operation, "status": 200, "code": 0, "message": "SUCCEED" });
        emulator.inject(&fault);
    };
    for (command, fixture) in PAID {
        let (folder, operation) = folder_with(fixture);
        inject(operation);
        let run = emulator.run(folder.path(), &format!("{command} --body @body.json")).expect_exit(7);
        assert_eq!(run.stdout, "", "{command}");
        assert!(run.stderr.contains("holds no data") && run.stderr.contains(MAY_BE_CHARGED), "{command}: {run:#?}");
    }
    inject("delete_voice");
    let deleted = emulator.run(Path::new("."), "voice delete 7").expect_exit(0);
    assert_eq!(deleted.stdout, "done\n");
}

#[test]
fn a_refusal_tells_what_it_cost() {
    let emulator = EmulatorProcess::start(1000.0);
    let inject = |operation: &str| {
        let message = "no units left";
        emulator.inject(&json!({
            "fault": "answer", "operation": operation, "status": 429, "code": 1102, "message": message,
        }));
    };
    for (command, fixture) in PAID {
        let (folder, operation) = folder_with(fixture);
        inject(operation);
        let run = emulator.run(folder.path(), &format!("{command} --body @body.json")).expect_exit(5);
        assert!(run.stderr.contains(NOT_CHARGED), "{command}: {run:#?}");
    }
    inject("delete_voice");
    let run = emulator.run(Path::new("."), "voice delete 7").expect_exit(5);
    assert!(!run.stderr.contains("cost"), "nothing is charged for it: {run:#?}");
}

#[test]
fn one_video_is_asked_about_and_no_other_request_is_sent() {
    let emulator = EmulatorProcess::start(1000.0);
    let address = "https://example.com/fox.mp4";
    let old = "video lip-sync-old --mode text2video --text Hello --voice-id oversea_male1";
    for (command, problem) in [
        ("video faces", "--video-id and VIDEO-URL are both missing; one of them is needed"),
        ("video faces --body {\"video_url\":\"\"}", "video_id and video_url are both missing"),
        (
            &format!("video faces {address} --video-id 7"),
            "--video-id and VIDEO-URL are both given; only one is allowed",
        ),
        ("video select-start", "--video-id and VIDEO-URL are both missing"),
        (&format!("video select-start --video-url {address} --video-id 7"), "both given"),
        (old, "both missing"),
        (&format!("{old} --video-url {address} --video-id 7"), "both given"),
    ] {
        let run = emulator.run(Path::new("."), command).expect_exit(2);
        assert!(run.stderr.contains(problem) && run.stderr.contains(NOT_CHARGED), "{command}: {run:#?}");
    }
    assert_eq!(emulator.calls(), [""; 0]);
}

#[test]
fn an_interrupted_call_tells_that_it_may_be_charged_and_is_lost() {
    let emulator = EmulatorProcess::start(1000.0);
    let inject = |operation: &str| {
        emulator.inject(&json!({
            "fault": "answer", "operation": operation, "status": 429, "code": 1303, "message": "busy", "retry_after": 60,
        }));
    };
    for (command, fixture) in [PAID[0], PAID[1], PAID[3]] {
        let (folder, operation) = folder_with(fixture);
        inject(operation);
        let command = emulator.client(folder.path(), &format!("{command} --body @body.json -v"));
        let run = interrupt_after(command, "trying again in").expect_exit(130);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.contains("interrupted before the answer came"), "{run:#?}");
        assert!(run.stderr.contains(MAY_BE_CHARGED) && run.stderr.contains(LOST), "{run:#?}");
    }
    inject("delete_voice");
    let run = interrupt_after(emulator.client(Path::new("."), "voice delete 7 -v"), "trying again in").expect_exit(130);
    assert!(!run.stderr.contains("charged again"), "{run:#?}");
}

#[test]
fn an_interrupted_speech_tells_that_it_may_be_charged_and_is_lost() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    emulator.inject(&json!({ "fault": "delay", "operation": "create_speech", "milliseconds": 3000 }));
    let run = interrupt_after(emulator.client(folder.path(), SPEAK), "units").expect_exit(130);
    assert!(run.stderr.contains(MAY_BE_CHARGED) && run.stderr.contains(LOST), "{run:#?}");
    assert!(!folder.path().join("hello.mp3").exists());

    emulator.inject(&json!({ "fault": "delay", "operation": "download_result", "milliseconds": 3000 }));
    let command = emulator.client(folder.path(), &format!("{SPEAK} --json"));
    let run = interrupt_after(command, "sound id").expect_exit(130);
    let record = run.stdout_json();
    let url = record["sounds"][0]["url"].as_str().expect("the sound is not lost");
    assert_eq!(run.error_json()["advice"], format!("the speech is made, and waits at {url}"));
    assert_eq!((&record["files"], &record["units_deducted"]), (&json!([]), &json!(0.05)));
}

#[test]
fn an_answer_is_shown_as_lines_and_tables_and_its_price_before_it() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let video = emulator.run(folder.path(), "video text fox --model kling-v3 -o fox.mp4 --json").expect_exit(0);
    let video = video.stdout_json()["videos"][0]["video_id"].as_str().expect("an id").to_owned();
    emulator.inject(&json!({ "fault": "delay", "operation": "identify_faces", "milliseconds": 300 }));
    let command = emulator.client(folder.path(), &format!("video faces --video-id {video}"));
    let price = "face-identification: 0.05 video units, $0.007 at list price (2026-09-20)\n";
    let run = meanwhile(command, price, |_| assert!(!emulator.calls().contains(&"identify_faces".to_owned())));
    let run = run.expect_exit(0);
    assert_eq!(run.stderr, price);
    snapbox::assert_data_eq!(
        run.stdout,
        snapbox::str![[r#"
session id  [..]
units       0.05

face id  face image[..]start time  end time
0        http://[..].png  0           5000

"#]]
    );
}

#[test]
fn the_parts_of_a_picture_are_saved_beside_it() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "dog.png", 400, 300);
    let run = emulator.run(folder.path(), "image segments dog.png").expect_exit(0);
    let parts = ["dog-object_seg.png", "dog-head_seg.png", "dog-face_seg.png", "dog-cloth_seg.png"];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), parts);
    assert!(parts.iter().all(|part| size_of(&folder.path().join(part)) == (400, 300)), "{run:#?}");

    let again = emulator.run(folder.path(), "image segments dog.png").expect_exit(2);
    assert!(again.stderr.contains("dog-object_seg.png exists already") && again.stderr.contains(NOT_CHARGED));
    assert_eq!(emulator.calls().iter().filter(|call| *call == "recognize_image").count(), 1);

    let elsewhere = emulator.run(folder.path(), "image segments dog.png --output-dir parts --json").expect_exit(0);
    assert_eq!(elsewhere.stdout_json()["files"][3], "parts/dog-cloth_seg.png");
}

#[test]
fn parts_that_cannot_be_saved_are_paid_and_told_where_they_lie() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "dog.png", 400, 300);
    let fault = json!({
        "fault": "answer", "operation": "download_result", "status": 404, "code": 1203, "message": "gone", "times": 9,
    });
    emulator.inject(&fault);
    // To try again would be paid again, so it is no failure that time mends.
    let run = emulator.run(folder.path(), "image segments dog.png --json").expect_exit(1);
    let answer = run.stdout_json();
    assert!(answer["task_result"]["images"][0]["url"].is_string(), "{answer}");
    assert_eq!(answer["files"], json!([]));
    let error = run.error_json();
    assert_eq!((&error["task"]["state"], &error["can_be_retried"]), (&json!("untraceable"), &json!(false)));
    let advice = error["advice"].as_str().expect("an advice");
    assert!(advice.contains("the addresses in the answer; running the command again is charged again"), "{advice}");

    let spoken = emulator.run(folder.path(), &format!("{SPEAK} --force")).expect_exit(1);
    assert!(spoken.stderr.contains("cost: the call is paid"), "{spoken:#?}");
    assert!(spoken.stderr.contains("the speech waits at http://"), "{spoken:#?}");
}

#[test]
fn what_was_saved_before_a_failure_stays_and_is_told() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "dog.png", 400, 300);
    emulator.inject(&json!({ "fault": "delay", "operation": "recognize_image", "milliseconds": 500 }));
    let command = emulator.client(folder.path(), "image segments dog.png --json");
    let run = meanwhile(command, "image-recognition: 0.1 video units", |_| {
        // The place was free when it was looked at.
        std::fs::write(folder.path().join("dog-face_seg.png"), "mine").expect("a file");
    });
    let answer = run.expect_exit(1).stdout_json();
    assert_eq!(answer["files"], json!(["dog-object_seg.png", "dog-head_seg.png"]));
}

#[test]
fn the_preview_of_a_session_takes_the_place_of_the_one_before() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let ask = |command: &str| emulator.run(folder.path(), &format!("{command} --json")).expect_exit(0).stdout_json();
    let video = ask("video text fox --model kling-v3 -o fox.mp4")["videos"][0]["video_id"].clone();
    let begun = ask(&format!("video select-start --video-id {}", video.as_str().expect("an id")));
    let session = begun["session_id"].as_str().expect("an id");
    ask(&format!("video select-add {session} --frame-index 0 --points 0.5,0.5"));
    for _ in 0..2 {
        let preview = ask(&format!("video select-preview {session}"));
        assert_eq!(preview["files"], json!([format!("{session}-video.mp4"), format!("{session}-video_cover.png")]));
    }
}

#[test]
fn files_are_named_after_an_address_without_its_query() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let picture = emulator.run(folder.path(), "image generate dog --model kling-v3 -o dog.png --json").expect_exit(0);
    let url = picture.stdout_json()["images"][0]["url"].as_str().expect("an address").to_owned();
    let run = emulator.run(folder.path(), &format!("image segments {url}?signature=SECRET")).expect_exit(0);
    assert!(run.stdout.lines().count() == 4 && !run.stdout.contains("SECRET"), "{run:#?}");
    assert!(run.stdout.ends_with("-0-cloth_seg.png\n"), "{run:#?}");
}
