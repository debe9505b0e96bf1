//! Wishes that take several tasks.

use std::path::Path;

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::interruption::{interrupt_after, offered_command};
use crate::picture::{size_of, write_png};
use crate::program::{Run, klingctl};

fn external_ids(emulator: &EmulatorProcess) -> Vec<String> {
    let tasks = emulator.tasks();
    let mut ids: Vec<String> =
        tasks.iter().map(|task| task["external_task_id"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids
}

fn write_tall(folder: &Path) {
    write_png(folder, "tall.png", 300, 750);
}

#[test]
fn a_wish_of_two_steps_is_refused_with_the_steps() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let run = emulator.run(folder.path(), "expand tall.png --to 16:9").expect_exit(2);
    assert_data_eq!(
        &run.stderr,
        str![[r#"
error: tall.png: 16:9 from 300x750 needs 4.4x the area; the limit is 3x; the widest legal aspect is 6:5; it can be done in 2 steps
    cost: no task was made by this call, so it cost nothing
    help: --steps auto does it: 300x750 to 632x750 to 1333x750, for 16 image units, $0.056 at list price (2026-09-20)

"#]]
    );
    // One step to the same pixels, but not by the ratios that were asked for.
    write_png(folder.path(), "dog.png", 300, 300);
    let run = emulator.run(folder.path(), "expand dog.png --ratios 0.2071,0.2071,0.5607,0.5607").expect_exit(2);
    assert!(run.stderr.contains("--steps auto does it: 300x300 to 636x424, for 8 image units"), "{run:#?}");
    assert!(emulator.tasks().is_empty());
}

#[test]
fn each_step_feeds_the_next_and_the_last_makes_the_pictures() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let command = "expand tall.png --to 16:9 --anchor left --steps auto -n 2 --external-task-id job-7 --json";
    let run = emulator.run(folder.path(), command).expect_exit(0);
    let record = run.stdout_json();
    assert_eq!(record["files"], json!(["tall-1333x750-0.png", "tall-1333x750-1.png"]));
    assert_eq!(record["plan"]["images"], 3);
    assert_eq!(record["units_estimated"], 24);
    assert_eq!(record["units_deducted"], 24);
    assert_eq!(record["external_task_id"], "job-7");
    assert_eq!(record["earlier_steps"][0]["external_task_id"], "job-7-step-1");
    assert_eq!(record["earlier_steps"][0]["units_deducted"], 8);
    for name in ["tall-1333x750-0.png", "tall-1333x750-1.png"] {
        assert_eq!(size_of(&folder.path().join(name)), (1333, 750));
    }
    // The original is still there, pixel by pixel, at the left.
    let grown = image::open(folder.path().join("tall-1333x750-0.png")).expect("a picture").into_rgb8();
    let original = image::open(folder.path().join("tall.png")).expect("a picture").into_rgb8();
    assert!(original.enumerate_pixels().all(|(x, y, pixel)| grown.get_pixel(x, y) == pixel));
    assert_eq!(external_ids(&emulator), ["job-7", "job-7-step-1"]);
}

#[test]
fn the_built_in_emulator_takes_steps_too() {
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let run = Run::of(klingctl(folder.path(), "expand tall.png --to 16:9 --steps auto --emulator")).expect_exit(0);
    assert_eq!(run.stdout, "tall-1333x750.png\n");
    assert_data_eq!(
        &run.stderr,
        str![[r#"
built-in emulator: nothing is sent to Kling, nothing is charged, and the new border is a local approximation
tall.png: 300x750, to 1333x750 in 2 steps: 16 image units, $0.056 at list price (2026-09-20)
tall.png: step 1: task [..] created, external id kling-rs-[..]-step-1
tall.png: submitted
tall.png: processing
tall.png: succeed
tall.png: step 1 done: 632x750; 8 units deducted
tall.png: step 2: task [..] created, external id kling-rs-[..]
tall.png: submitted
tall.png: processing
tall.png: succeed
tall.png: 1 picture saved; 16 units deducted; kept by the API until [..]Z

"#]]
    );
}

#[test]
fn an_interrupted_run_goes_on_where_it_was_and_pays_nothing_twice() {
    let emulator = EmulatorProcess::start(20.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let command = emulator.client(folder.path(), "expand tall.png --to 16:9 --steps auto --prompt beach");
    let run = interrupt_after(command, "step 2: task").expect_exit(130);
    assert_eq!(emulator.tasks().len(), 2);
    // Told before the first step too, for a process that is killed.
    assert_eq!(run.stderr.matches(offered_command(&run.stderr)).count(), 2, "{run:#?}");
    assert!(run.stderr.contains("the step before it is paid, and is not paid again when this is resumed"), "{run:#?}");
    let offered = offered_command(&run.stderr).to_owned();
    let (before, id) = offered.split_once(" --external-task-id ").expect("the id is named");
    assert_eq!(before, "expand tall.png --to 16:9 --steps auto --prompt beach");
    assert!(id.starts_with("kling-rs-"), "{id}");

    emulator.set_speed(1000.0);
    let resumed = emulator.run(folder.path(), &offered).expect_exit(0);
    assert_eq!(resumed.stdout, "tall-1333x750.png\n");
    assert_eq!(resumed.stderr.matches("its task is taken up, and nothing is paid again").count(), 1, "{resumed:#?}");
    assert_eq!(emulator.tasks().len(), 2);
    assert_eq!(size_of(&folder.path().join("tall-1333x750.png")), (1333, 750));
}

#[test]
fn a_step_that_failed_is_tried_again_and_the_steps_before_it_are_not() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let first =
        emulator.run(folder.path(), "expand tall.png --canvas 632x750 --external-task-id job-7-step-1 -o 1.png");
    first.expect_exit(0);
    emulator.inject(&json!({ "fault": "fail_task", "message": "the picture shows too much" }));
    let command = "expand tall.png --to 16:9 --steps auto --external-task-id job-7";
    let run = emulator.run(folder.path(), command).expect_exit(3);
    assert!(run.stderr.contains("the picture shows too much"), "{run:#?}");
    assert!(run.stderr.contains("the step before it is paid"), "{run:#?}");
    assert_eq!(emulator.tasks().len(), 2);

    let resumed = emulator.run(folder.path(), offered_command(&run.stderr)).expect_exit(0);
    assert_eq!(resumed.stdout, "tall-1333x750.png\n");
    assert!(resumed.stderr.contains("16 units deducted in all, the steps of earlier runs among them"), "{resumed:#?}");
    assert_eq!(external_ids(&emulator), ["job-7", "job-7-attempt-2", "job-7-step-1"]);
}

#[test]
fn a_refused_step_tells_that_the_steps_before_it_are_paid() {
    let emulator = EmulatorProcess::start(20.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    emulator
        .run(folder.path(), "expand tall.png --canvas 632x750 --external-task-id job-7-step-1 --no-wait")
        .expect_exit(0);
    emulator.inject(&json!({
        "fault": "answer", "operation": "create_image_expansion", "status": 429, "code": 1102, "message": "no units left",
    }));
    let run = emulator.run(folder.path(), "expand tall.png --to 16:9 --steps auto --external-task-id job-7 --json");
    let run = run.expect_exit(5);
    let error = run.error_json();
    assert_eq!(error["task"]["state"], "not_made");
    let resume =
        error["resume"].as_str().expect("a command").strip_prefix("klingctl ").expect("our command").to_owned();
    assert_eq!(run.stdout_json()["earlier_steps"].as_array().map(Vec::len), Some(1));

    let resumed = emulator.run(folder.path(), &resume).expect_exit(0);
    assert_eq!(resumed.stdout, "tall-1333x750.png\n");
    assert_eq!(emulator.tasks().len(), 2);
}

#[test]
fn a_step_of_another_plan_is_not_built_upon() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let other = "expand tall.png --canvas 400x750 --external-task-id job-7-step-1 -o other.png";
    emulator.run(folder.path(), other).expect_exit(0);
    let run =
        emulator.run(folder.path(), "expand tall.png --to 16:9 --steps auto --external-task-id job-7").expect_exit(1);
    assert!(run.stderr.contains("made 400x750, and this step makes 632x750"), "{run:#?}");
    assert!(!run.stderr.contains("resume:"), "the same would happen again: {run:#?}");
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn an_id_that_is_taken_at_the_end_is_found_before_anything_is_paid() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    emulator.run(folder.path(), "expand tall.png --to 1:1 --external-task-id job-7 -o other.png").expect_exit(0);
    let command = "expand tall.png --to 16:9 --steps auto --external-task-id job-7";
    let run = emulator.run(folder.path(), command).expect_exit(1);
    assert!(run.stderr.contains("made 750x750, and this command asked for 1333x750"), "{run:#?}");
    assert_eq!(emulator.tasks().len(), 1);
    // Nor does the id of one step stand for all.
    let run = emulator.run(folder.path(), &format!("{command}-step-1 --force")).expect_exit(2);
    assert!(run.stderr.contains("the id of all steps is job-7"), "{run:#?}");
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn the_command_that_resumes_makes_as_many_pictures_from_the_same_words() {
    let emulator = EmulatorProcess::start(20.0);
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let mut command = emulator.client(folder.path(), "expand tall.png --to 16:9 --steps auto -n 2 --output-dir out");
    command.arg("--prompt=-a 'quiet'\n  beach");
    let run = interrupt_after(command, "step 1: task").expect_exit(130);
    let (_, resume) = run.stderr.split_once("resume: klingctl ").expect("a command is offered");
    let words = shlex::split(resume.trim_end()).expect("words as a shell reads them");
    assert!(words.contains(&"--prompt=-a 'quiet'\n  beach".to_owned()), "{words:?}");

    emulator.set_speed(1000.0);
    let mut resumed = emulator.client(folder.path(), "");
    resumed.args(&words);
    let resumed = Run::of(resumed).expect_exit(0);
    assert_eq!(resumed.stdout, "out/tall-1333x750-0.png\nout/tall-1333x750-1.png\n");
    assert_eq!(emulator.tasks().len(), 2);
}

#[test]
fn a_dry_run_shows_all_steps_and_what_they_cost() {
    let folder = tempdir().expect("a folder");
    write_tall(folder.path());
    let command = "expand tall.png --to 16:9 --steps auto -n 2 --dry-run --json";
    let record: Value = Run::of(klingctl(folder.path(), command)).expect_exit(0).stdout_json();
    assert_eq!(record["units_estimated"], 24);
    assert_eq!(record["plan"]["steps"].as_array().map(Vec::len), Some(2));
    assert_eq!(record["request"]["n"], 1);
    // What is refused is not in the sum.
    write_png(folder.path(), "wide.png", 600, 400);
    let run = Run::of(klingctl(folder.path(), "expand tall.png wide.png --to 16:9 --dry-run")).expect_exit(1);
    assert!(run.stderr.contains("estimate for 1 of 2 inputs: 8 image units"), "{run:#?}");
    let emulator = EmulatorProcess::start(1000.0);
    emulator.run(folder.path(), "expand tall.png --to 16:9 --steps auto --no-wait").expect_exit(2);
    emulator.run(folder.path(), "expand tall.png --canvas 600x750 --steps auto --no-wait").expect_exit(0);
    assert_eq!(emulator.tasks().len(), 1);
}
