//! Ctrl-C, deadlines, and taking up what was left behind.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::tempdir;

use crate::emulator_process::{EmulatorProcess, send_signal};
use crate::picture::{size_of, write_small_png};
use crate::program::Run;

/// Starts a command and interrupts it once it has printed this on stderr.
pub(crate) fn interrupt_after(command: Command, words: &str) -> Run {
    signal_after(command, words, "INT")
}

fn signal_after(command: Command, words: &str, signal: &str) -> Run {
    meanwhile(command, words, |child| send_signal(child, signal))
}

/// Starts a command, does something once it has printed these words on stderr, and waits for its end.
pub(crate) fn meanwhile(mut command: Command, words: &str, act: impl FnOnce(&Child)) -> Run {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut stderr = String::new();
    while !stderr.contains(words) {
        assert_ne!(lines.read_line(&mut stderr).expect("text"), 0, "{words:?} did not come: {stderr}");
    }
    act(&child);
    lines.read_to_string(&mut stderr).expect("text");
    let output = child.wait_with_output().expect("the program ends");
    Run { stderr, ..output.into() }
}

/// The arguments of the command that a report offers.
pub(crate) fn offered_command(stderr: &str) -> &str {
    let line = stderr.lines().find_map(|line| line.trim_start().strip_prefix("resume: klingctl "));
    line.unwrap_or_else(|| panic!("no command is offered: {stderr}"))
}

fn resume(emulator: &EmulatorProcess, folder: &Path, stderr: &str) -> Run {
    emulator.set_speed(1000.0);
    emulator.run(folder, offered_command(stderr))
}

#[test]
fn an_interrupted_wait_is_resumed_by_the_command_it_prints() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let run = interrupt_after(emulator.client(folder.path(), "expand dog.png --canvas 450x300"), "submitted\n");
    let run = run.expect_exit(130);
    let task_id = emulator.tasks()[0]["task_id"].as_str().expect("an id").to_owned();
    assert!(run.stderr.contains(&format!("task {task_id} exists and is not lost")), "{run:#?}");
    assert_eq!(offered_command(&run.stderr), format!("task wait {task_id} -o dog-450x300.png"));

    let resumed = resume(&emulator, folder.path(), &run.stderr).expect_exit(0);
    assert_eq!(resumed.stdout, "dog-450x300.png\n");
    assert_eq!(size_of(&folder.path().join("dog-450x300.png")), (450, 300));
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn a_killed_process_leaves_a_task_that_another_one_takes_up() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let killed = signal_after(emulator.client(folder.path(), "expand dog.png --canvas 450x300"), "submitted\n", "KILL");
    let task_id = emulator.tasks()[0]["task_id"].as_str().expect("an id").to_owned();
    assert!(killed.stderr.contains(&format!("task {task_id} created")), "{killed:#?}");

    emulator.set_speed(1000.0);
    let resumed = emulator.run(folder.path(), &format!("task wait {task_id} -o big.png")).expect_exit(0);
    assert_eq!(resumed.stdout, "big.png\n");
    assert_eq!(size_of(&folder.path().join("big.png")), (450, 300));
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn an_interrupted_create_tells_the_external_id() {
    let emulator = EmulatorProcess::start(0.0);
    emulator.inject(&serde_json::json!({
        "fault": "answer", "operation": "create_image_expansion", "status": 429, "code": 1303, "message": "busy", "retry_after": 60,
    }));
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let command = emulator.client(folder.path(), "expand dog.png --largest --external-task-id job-7 -v");
    let run = interrupt_after(command, "trying again in").expect_exit(130);
    assert!(run.stderr.contains("look for external id job-7"), "{run:#?}");
    // Whether the task was made is open: the command takes it up, or makes it.
    assert_eq!(offered_command(&run.stderr), "expand dog.png --largest --external-task-id job-7");
    emulator.set_speed(1000.0);
    let resumed = emulator.run(folder.path(), offered_command(&run.stderr)).expect_exit(0);
    assert_eq!(resumed.stdout, "dog-520x520.png\n");
}

#[test]
fn a_create_whose_body_came_from_stdin_is_waited_for_and_another_repeated() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    let body = folder.path().join("body.json");
    std::fs::write(&body, r#"{"prompt":"a fox","model_name":"kling-v3"}"#).expect("a file");
    let waits = "task wait image-generation job-8 --output-dir .";
    let order = "image generate --external-task-id job-8 -v --body";
    for (order, offered) in [
        (format!("{order} -"), waits),
        (format!("{order}=-"), waits),
        (format!("{order} @body.json"), &*format!("{order} @body.json")),
    ] {
        emulator.inject(&serde_json::json!({
            "fault": "answer", "operation": "create_image_generation", "status": 429, "code": 1303, "message": "busy", "retry_after": 60,
        }));
        let mut command = emulator.client(folder.path(), &order);
        command.stdin(std::fs::File::open(&body).expect("the file"));
        let run = interrupt_after(command, "trying again in").expect_exit(130);
        assert_eq!(offered_command(&run.stderr).replace('\'', ""), offered, "{order}");
    }
}

#[test]
fn an_interruption_before_the_create_cost_nothing() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "a.png");
    write_small_png(folder.path(), "b.png");
    let command = emulator.client(folder.path(), "expand a.png b.png --largest --jobs 1");
    let run = interrupt_after(command, "a.png: submitted\n").expect_exit(130);
    let (_, unsent) = run.stderr.split_once("b.png: interrupted before anything was sent\n").expect("b.png is named");
    assert!(unsent.contains("no task was made by this call, so it cost nothing"), "{run:#?}");
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn a_deadline_ends_the_wait_and_not_the_task() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let run = emulator.run(folder.path(), "expand dog.png --largest --wait-timeout 10ms").expect_exit(8);
    assert_eq!(run.stdout, "");
    let resumed = resume(&emulator, folder.path(), &run.stderr).expect_exit(0);
    assert_eq!(resumed.stdout, "dog-520x520.png\n");

    emulator.set_speed(0.0);
    let run = emulator.run(folder.path(), "expand dog.png --largest --wait-timeout 10ms --json --force").expect_exit(8);
    let error = run.error_json();
    assert_eq!((error["kind"].as_str(), error["exit_code"].as_i64()), (Some("pending"), Some(8)));
    assert_eq!(error["task"]["state"], "exists");
}

#[test]
fn the_built_in_emulator_offers_no_command() {
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let command = crate::program::klingctl(folder.path(), "expand dog.png --largest --emulator");
    let run = interrupt_after(command, "submitted\n").expect_exit(130);
    assert!(!run.stderr.contains("resume:") && !run.stderr.contains("not lost"), "{run:#?}");
    assert!(run.stderr.contains("nothing is charged: the built-in emulator and its tasks end"), "{run:#?}");
}

#[test]
fn an_interrupted_task_wait_can_be_repeated() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let id = emulator.run(folder.path(), "expand dog.png --largest --no-wait").expect_exit(0).stdout;
    let command = emulator.client(folder.path(), &format!("task wait {} --output-dir big", id.trim()));
    let run = interrupt_after(command, "submitted\n").expect_exit(130);
    let resumed = resume(&emulator, folder.path(), &run.stderr).expect_exit(0);
    assert_eq!(resumed.stdout, format!("big/{}.png\n", id.trim()));
}

#[test]
fn an_interrupted_order_of_either_standard_is_resumed_and_paid_once() {
    for (model, product) in [("kling-v3", "text-to-video"), ("kling-3.0", "task")] {
        let emulator = EmulatorProcess::start(0.0);
        let folder = tempdir().expect("a folder");
        let order = format!("video text fox --model {model} --duration 5 --external-task-id fox-1 -o fox.mp4");
        let run = interrupt_after(emulator.client(folder.path(), &order), "submitted\n").expect_exit(130);
        assert!(run.stderr.contains("exists and is not lost"), "{run:#?}");
        let offered = offered_command(&run.stderr).to_owned();
        let id =
            offered.strip_prefix(&format!("task wait {product} ")).and_then(|rest| rest.strip_suffix(" -o fox.mp4"));
        let id = id.unwrap_or_else(|| panic!("another command is offered: {offered}"));
        assert!(!folder.path().join("fox.mp4").exists());

        let resumed = resume(&emulator, folder.path(), &run.stderr).expect_exit(0);
        assert_eq!(resumed.stdout, "fox.mp4\n");
        let saved = emulator.run(folder.path(), &format!("task download {product} {id} -o again.mp4")).expect_exit(0);
        assert_eq!(saved.stdout, "again.mp4\n");
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect("it was saved");
        assert_eq!(read("fox.mp4"), read("again.mp4"));

        // Ordering again under the same id takes the task up.
        let again = emulator.run(folder.path(), &format!("{order} --force")).expect_exit(0);
        assert!(again.stderr.contains("nothing is paid again"), "{again:#?}");
        let all = emulator.run(folder.path(), "task list --all --json").expect_exit(0).stdout_json();
        assert_eq!(all["tasks"].as_array().map(Vec::len), Some(1), "{all}");
        let ledger = emulator.run(folder.path(), "costs ledger --only units --json").expect_exit(0).stdout_json();
        assert_eq!(ledger.as_array().map(Vec::len), Some(1), "{ledger}");
    }
}
