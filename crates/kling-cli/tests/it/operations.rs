//! Which operations the commands call, as the emulator sees it: what `docs/operations.md` says of the program.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use snapbox::{Data, assert_data_eq, file};
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::orders::{COMMANDS, body_of};
use crate::picture::write_small_png;
use crate::program::{Run, klingctl};

/// Creates whose answer is the result.
const DIRECT: [&str; 3] = ["create_speech", "create_legacy_lip_sync", "create_legacy_element"];

/// Commands that order nothing, and what they are tried with.
const READING: [(&str, &str); 7] = [
    ("voice list", ""),
    ("voice presets", ""),
    ("element list", ""),
    ("element presets", ""),
    ("costs", ""),
    ("costs ledger", ""),
    ("task list --all", ""),
];

/// `SNAPSHOTS=overwrite cargo test -p kling-cli operations` writes it down, `cargo xtask codegen operations` then renews the table.
#[test]
fn what_the_commands_call_is_written_down() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let mut seen = Seen { emulator, calls: 0, lines: BTreeSet::new() };

    seen.order(folder.path(), "expand", "dog.png --largest --no-wait", "create_image_expansion");
    for (command, fixture) in COMMANDS {
        let (_, operation) = fixture.split_once('/').expect("a document and an operation");
        std::fs::write(folder.path().join("body.json"), body_of(fixture).to_string()).expect("a file");
        let is_task = operation.starts_with("create_") && !DIRECT.contains(&operation);
        let arguments = if is_task { "--body @body.json --no-wait" } else { "--body @body.json" };
        seen.order(folder.path(), command, arguments, operation);
    }
    for (command, arguments) in READING {
        seen.read(folder.path(), command, arguments);
    }
    for product in products() {
        seen.read(folder.path(), &format!("task show {product}"), "912345678901234567");
        if product != "task" {
            seen.read(folder.path(), &format!("task list --product {product}"), "");
        }
    }

    let text = seen.lines.iter().fold(String::new(), |mut text, (operation, command)| {
        let _ = writeln!(text, "{operation} {command}");
        text
    });
    assert_data_eq!(Data::text(text).raw(), file!["../surface/operations.txt"].raw());
}

/// The products that `task` knows.
fn products() -> Vec<String> {
    let refused = Run::of(klingctl(Path::new("."), "task show nothing 912 --emulator --json")).expect_exit(2);
    let advice = refused.error_json()["advice"].as_str().expect("advice").to_owned();
    advice.strip_prefix("one of ").expect("names").split(", ").map(str::to_owned).collect()
}

/// What the emulator has seen so far.
struct Seen {
    emulator: EmulatorProcess,
    calls: usize,
    /// An operation and a command that calls it.
    lines: BTreeSet<(String, String)>,
}

impl Seen {
    /// Notes the operation that a command is there for. It may call others too, to look whether its task exists already.
    fn order(&mut self, folder: &Path, command: &str, arguments: &str, operation: &str) {
        let called = self.run(folder, command, arguments);
        assert!(called.iter().any(|called| called == operation), "{command} calls {called:?} and not {operation}");
        self.lines.insert((operation.to_owned(), command.to_owned()));
    }

    /// Notes every operation that a command calls.
    fn read(&mut self, folder: &Path, command: &str, arguments: &str) {
        let called = self.run(folder, command, arguments);
        self.lines.extend(called.into_iter().map(|operation| (operation, command.to_owned())));
    }

    /// Runs a command, and tells which operations it called. It may fail: the things that it names do not exist.
    fn run(&mut self, folder: &Path, command: &str, arguments: &str) -> Vec<String> {
        let run = self.emulator.run(folder, &format!("{command} {arguments}"));
        let calls = self.emulator.calls();
        let new = calls[self.calls..].iter();
        // Not operations of the API.
        let new = new.filter(|name| !["download_result", "deliver_callback"].contains(&name.as_str()));
        let called: Vec<String> = new.cloned().collect();
        self.calls = calls.len();
        assert!(!called.is_empty(), "{command} calls nothing: {run:#?}");
        called
    }
}
