//! How the program ends when the API does not do what was asked.

use serde_json::json;
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::picture::write_small_png;
use crate::program::{Run, klingctl};

#[test]
fn every_refusal_has_its_exit_code() {
    for (status, code, exit_code) in [(429, 1102, 5), (429, 1101, 5), (403, 1103, 4), (400, 1301, 1), (429, 1304, 1)] {
        let emulator = EmulatorProcess::start(1000.0);
        let folder = tempdir().expect("a folder");
        write_small_png(folder.path(), "dog.png");
        emulator.inject(&json!({
            "fault": "answer", "operation": "create_image_expansion", "status": status, "code": code, "message": "no",
        }));
        let run = emulator.run(folder.path(), "expand dog.png --largest").expect_exit(exit_code);
        assert!(run.stderr.contains("no task was made by this call, so it cost nothing"), "{run:#?}");
        assert!(emulator.tasks().is_empty());
    }
}

#[test]
fn a_limit_that_lasts_longer_than_the_patience_is_6() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.inject(&json!({
        "fault": "answer", "operation": "create_image_expansion", "status": 429, "code": 1303, "message": "busy", "retry_after": 3600,
    }));
    emulator.run(folder.path(), "expand dog.png --largest").expect_exit(6);
    assert!(emulator.tasks().is_empty());
}

#[test]
fn a_task_that_fails_is_3_and_tells_the_reason() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.inject(&json!({ "fault": "fail_task", "message": "the picture shows too much" }));
    let run = emulator.run(folder.path(), "expand dog.png --largest --json").expect_exit(3);
    assert_eq!(run.stdout_json()["status"], "failed");
    let error = run.error_json();
    assert_eq!(error["message"], "the task ended as failed: the picture shows too much");
    assert_eq!(error["resume"], json!(null));
}

#[test]
fn a_gateway_in_the_way_is_7() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.inject(
        &json!({ "fault": "gateway_page", "operation": "create_image_expansion", "when": "before", "status": 404 }),
    );
    emulator.run(folder.path(), "expand dog.png --largest").expect_exit(7);
    assert!(emulator.tasks().is_empty());
}

#[test]
fn a_wrong_key_is_4_and_never_shown() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let mut command = klingctl(folder.path(), "auth status --check -v");
    command.env("KLINGAI_BASE_URL", emulator.base_url()).env("KLING_API_KEY", "very-secret-key");
    let run = Run::of(command).expect_exit(4);
    assert!(!format!("{run:?}").contains("very-secret-key"), "{run:#?}");
}

#[test]
fn a_lost_answer_is_looked_up_and_paid_once() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.inject(&json!({ "fault": "hang_up", "operation": "create_image_expansion", "when": "after" }));
    emulator.run(folder.path(), "expand dog.png --largest").expect_exit(0);
    assert_eq!(emulator.tasks().len(), 1);
}
