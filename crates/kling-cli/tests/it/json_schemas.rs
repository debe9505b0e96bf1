//! What `--json` prints is what `klingctl schema` says: real outputs against the schemas, in both directions.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::command_tree::command_tree;
use crate::emulator_process::{EmulatorProcess, send_signal};
use crate::picture::{write_png, write_small_png};
use crate::program::{Run, klingctl};

/// What no output of these tests tells: the emulator takes no money, and no element here is made from a video or has a voice.
const NEVER_SEEN: [&str; 8] = [
    "element.video_url",
    "element.voice",
    "expand.cash_deducted",
    "expand.earlier_steps.cash_deducted",
    "ledger.cash_type",
    "ledger.list_price",
    "order.cash_deducted",
    "task.cash_deducted",
];

/// Commands that print nothing of their own as JSON.
const WITHOUT: [&str; 4] = ["api", "schema", "completions", "man"];

#[test]
fn every_command_has_a_schema() {
    let commands = command_tree();
    let is_group = |command: &String| commands.iter().any(|below| below.starts_with(&format!("{command} ")));
    for command in &commands {
        if command.is_empty() || WITHOUT.contains(&command.as_str()) || (is_group(command) && command != "costs") {
            let run = Run::of(klingctl(Path::new("."), &format!("schema {command}")));
            assert_eq!(run.exit_code, Some(2), "{command}: {run:#?}");
        } else {
            let schema = schema_of(command);
            assert!(jsonschema::meta::is_valid(&schema), "{command}: {schema}");
        }
    }
}

#[test]
fn outputs_are_as_their_schemas_say() {
    let mut workshop = Workshop::start();
    let folder = workshop.folder.path().to_owned();
    write_small_png(&folder, "dog.png");
    write_png(&folder, "tall.png", 300, 750);

    workshop.run("plan", "1200x800 --to 16:9");
    workshop.run("models", "--all");
    workshop.run("expand", "dog.png --largest -o big.png");
    workshop.run("expand", "dog.png --largest --dry-run");
    workshop.run("expand", "dog.png --largest --no-wait --external-task-id job-1");
    workshop.run("expand", "tall.png --to 16:9 --steps auto -o wide.png");
    workshop.fail("expand", "nowhere.png --largest", 2);

    let image = workshop.run("image generate", "boat --model kling-v3 -o boat.png --watermark");
    workshop.run("image generate", "boat --model kling-v9 --dry-run");
    workshop.run("image generate", "boat --model kling-v3 --no-wait");
    workshop.run("video text", "fox --model kling-3.0 --duration 5 --no-wait");
    workshop.run("image segments", "dog.png");
    let video = workshop.run("video text", "fox --model kling-v3 --duration 5 --watermark -o fox.mp4");
    workshop.run("video text", "fox --model kling-3.0 --duration 5 -o fox-3.mp4");
    let sound = workshop.run("audio make", "rain --duration 6 --output-dir sounds");
    let video_id = video["videos"][0]["video_id"].as_str().expect("an id");
    let film = workshop.run("audio for-video", &format!("--video-id {video_id} --output-dir loud"));
    workshop.run("audio speak", "Hello --voice-id oversea_male1 --voice-language en -o hello.mp3");
    workshop.run("video faces", &format!("--video-id {video_id}"));
    workshop.run("video select-start", &format!("--video-id {video_id}"));

    let picture = image["images"][0]["url"].as_str().expect("a picture");
    let recording = sound["sounds"][0]["mp3"]["url"].as_str().expect("a sound");
    let voice = workshop.run("voice create", &format!("Mia {recording}"));
    let element = format!("Mia girl --reference-type image_refer --frontal-image {picture} --refer-images {picture}");
    let element = workshop.run("element create", &element);
    let angles = workshop.run("element shots", &format!("{picture} --output-dir angles"));
    workshop.run("solution try-on", &format!("{picture} {picture} -o coat.png"));
    let film = film["videos"][0]["url"].as_str().expect("a video");
    workshop.run("solution subtitles", &format!("{film} --output-dir drama"));
    let silent = video["videos"][0]["url"].as_str().expect("a video");
    let failed = workshop.fail("solution subtitles", &format!("{silent} --output-dir drama"), 3);
    workshop.run("task show", &format!("solution {}", failed["task_id"].as_str().expect("an id")));
    for list in ["voice list", "voice presets", "element list", "element presets", "costs"] {
        workshop.run(list, "");
    }

    // The emulator's clock runs ahead of ours.
    workshop.run("costs ledger", "--from 2020-01-01 --to 2099-01-01");
    workshop.run("auth status", "--check");
    workshop.run("task wait", "job-1 -o later.png");
    workshop.run("task download", "job-1 --output-dir again");
    workshop.run("task show", "job-1");
    for (product, order) in
        [("voice", &voice), ("element", &element), ("multi-shot", &angles), ("text-to-audio", &sound)]
    {
        workshop.run("task show", &format!("{product} {}", order["task_id"].as_str().expect("an id")));
    }
    let face = "face-id=0,audio-id=7,sound-start-time=0,sound-end-time=2s,sound-insert-time=0";
    workshop.run("video lip-sync", &format!("7 --face-choose {face} --dry-run"));
    workshop.run("task list", "--all");
    workshop.run("task list", "--product solution");
    workshop.run("task list", "--product text-to-video");
    let id = |record: &Value, noun: &str, id: &str| record[noun][0][id].as_str().expect("an id").to_owned();
    workshop.run("voice delete", &id(&voice, "voices", "voice_id"));
    workshop.run("element delete", &id(&element, "elements", "element_id"));

    workshop.refuse("task show 912", 1);
    workshop.emulator.set_speed(0.0);
    workshop.fail("expand", "dog.png --largest --wait-timeout 1s -o slow.png", 8);
    workshop.contract.check("emulator", workshop.emulator.ready_record());
    let address = first_line("playground --json");
    workshop.contract.check("playground", &address);

    assert_eq!(workshop.contract.unseen(), BTreeSet::from(NEVER_SEEN.map(str::to_owned)));
}

/// The first line that a command prints that does not end by itself.
fn first_line(arguments: &str) -> Value {
    let mut child = klingctl(Path::new("."), arguments).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    send_signal(&child, "INT");
    assert!(child.wait().expect("it ends").success());
    serde_json::from_str(&line).expect("JSON")
}

fn schema_of(command: &str) -> Value {
    Run::of(klingctl(Path::new("."), &format!("schema {command}"))).expect_exit(0).stdout_json()
}

/// An emulator, and what was printed by commands that worked on it.
struct Workshop {
    emulator: EmulatorProcess,
    folder: TempDir,
    contract: Contract,
}

impl Workshop {
    fn start() -> Self {
        let contract = Contract { schemas: BTreeMap::new(), seen: BTreeSet::new() };
        Self { emulator: EmulatorProcess::start(1000.0), folder: tempdir().expect("a folder"), contract }
    }

    /// Runs a command that succeeds, and holds what it printed against its schema.
    fn run(&mut self, command: &str, arguments: &str) -> Value {
        self.fail(command, arguments, 0)
    }

    /// The same with a command that ends so, and prints a record all the same.
    fn fail(&mut self, command: &str, arguments: &str, exit_code: i32) -> Value {
        let run = self.emulator.run(self.folder.path(), &format!("{command} {arguments} --json"));
        let printed = run.expect_exit(exit_code).stdout_json();
        self.contract.check(command, &printed);
        printed
    }

    /// Runs a command that fails, and holds its last line on stderr against the schema of errors.
    fn refuse(&mut self, command: &str, exit_code: i32) {
        let run = self.emulator.run(self.folder.path(), &format!("{command} --json")).expect_exit(exit_code);
        self.contract.check("error", &json!({ "error": run.error_json() }));
    }
}

/// The schemas, and which of their members were printed.
struct Contract {
    /// By the command.
    schemas: BTreeMap<String, Value>,
    seen: BTreeSet<String>,
}

impl Contract {
    /// Holds a value against the schema of a command. Members that the schema does not have are refused as well.
    #[track_caller]
    fn check(&mut self, command: &str, value: &Value) {
        let schema = self.schemas.entry(command.to_owned()).or_insert_with(|| closed(schema_of(command))).clone();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        let problems: Vec<String> =
            validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{command}: {problems:#?}\n{value:#}");
        self.mark(&schema, &schema, command, value);
    }

    /// Notes which members a value has, by the schemas that describe it.
    fn mark(&mut self, root: &Value, schema: &Value, place: &str, value: &Value) {
        if let Some((name, schema)) = follow(root, schema) {
            return self.mark(root, schema, name, value);
        }
        for one in schema["anyOf"].as_array().into_iter().flatten() {
            let alone = json!({ "$defs": root["$defs"], "allOf": [one] });
            if jsonschema::is_valid(&alone, value) {
                self.mark(root, one, place, value);
            }
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}.{name}");
            match value.get(name) {
                None | Some(Value::Null) => continue,
                Some(value) => self.mark(root, member, &place, value),
            }
            self.seen.insert(place);
        }
        for item in value.as_array().into_iter().flatten() {
            self.mark(root, &schema["items"], place, item);
        }
    }

    /// The members that no output had, of the schemas that this program writes itself.
    fn unseen(&self) -> BTreeSet<String> {
        let mut members = BTreeSet::new();
        for (command, schema) in &self.schemas {
            if schema["description"].as_str().is_none_or(|text| !text.starts_with("The data of the API's answer")) {
                list_members(schema, schema, command, &mut members);
            }
        }
        members.difference(&self.seen).cloned().collect()
    }
}

fn list_members(root: &Value, schema: &Value, place: &str, members: &mut BTreeSet<String>) {
    if let Some((name, schema)) = follow(root, schema) {
        return list_members(root, schema, name, members);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        list_members(root, one, place, members);
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        list_members(root, member, &place, members);
        members.insert(place);
    }
    if let Some(items) = schema.get("items") {
        list_members(root, items, place, members);
    }
}

/// What a reference names, with its name.
fn follow<'s>(root: &'s Value, schema: &'s Value) -> Option<(&'s str, &'s Value)> {
    let name = schema["$ref"].as_str()?.strip_prefix("#/$defs/")?;
    Some((name, root["$defs"].get(name)?))
}

/// The schema without room for members that it does not name.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(members) => {
            for member in members.values_mut() {
                *member = closed(member.take());
            }
            if members.get("type") == Some(&json!("object")) && members.get("properties").is_some_and(Value::is_object)
            {
                members.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = closed(item.take())),
        _ => {}
    }
    schema
}
