//! The commands that order something, without sending: bodies, options, refusals.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::picture::write_small_png;
use crate::program::{Run, klingctl};

/// Every ordering command with the wire fixture that its body is tried with.
pub(crate) const COMMANDS: [(&str, &str); 49] = [
    ("image generate", "images/create_image_generation"),
    ("image omni", "images/create_omni_image"),
    ("image reference", "images/create_reference_image"),
    ("image try-on", "images/create_virtual_try_on"),
    ("image segments", "videos/recognize_image"),
    ("video text", "videos/create_text_to_video"),
    ("video text --model kling-2.5-turbo", "tasks/create_text_to_video_2_5_turbo"),
    ("video text --model kling-2.6", "tasks/create_text_to_video_2_6"),
    ("video text --model kling-3.0", "tasks/create_text_to_video_3_0"),
    ("video text --model kling-3.0-turbo", "tasks/create_text_to_video_3_0_turbo"),
    ("video image", "videos/create_image_to_video"),
    ("video image --model kling-2.5-turbo", "tasks/create_image_to_video_2_5_turbo"),
    ("video image --model kling-2.6", "tasks/create_image_to_video_2_6"),
    ("video image --model kling-3.0", "tasks/create_image_to_video_3_0"),
    ("video image --model kling-3.0-turbo", "tasks/create_image_to_video_3_0_turbo"),
    ("video omni", "videos/create_omni_video"),
    ("video omni --model kling-3.0-omni", "tasks/create_omni_video_3_0"),
    ("video omni --model kling-o1", "tasks/create_omni_video_o1"),
    ("video reference", "videos/create_reference_video"),
    ("video motion", "videos/create_motion_control"),
    ("video motion --model kling-2.6", "tasks/create_motion_control_2_6"),
    ("video motion --model kling-3.0", "tasks/create_motion_control_3_0"),
    ("video extend", "videos/create_video_extension"),
    ("video faces", "videos/identify_faces"),
    ("video lip-sync", "videos/create_lip_sync"),
    ("video lip-sync-old", "videos/create_legacy_lip_sync"),
    ("video avatar", "videos/create_avatar_video"),
    ("video effect", "videos/create_video_effect"),
    ("video select-start", "videos/init_selection"),
    ("video select-add", "videos/add_selection"),
    ("video select-remove", "videos/delete_selection"),
    ("video select-clear", "videos/clear_selection"),
    ("video select-preview", "videos/preview_selection"),
    ("video edit", "videos/create_multi_elements_edit"),
    ("audio make", "audio/create_text_to_audio"),
    ("audio for-video", "audio/create_video_to_audio"),
    ("audio speak", "audio/create_speech"),
    ("voice create", "assets/create_voice"),
    ("voice delete", "assets/delete_voice"),
    ("element create", "assets/create_element"),
    ("element create-old", "assets/create_legacy_element"),
    ("element delete", "assets/delete_element"),
    ("element delete-advanced", "assets/delete_advanced_element"),
    ("element shots", "assets/create_multi_shot"),
    ("solution try-on", "solutions/create_virtual_try_on_3"),
    ("solution commerce", "solutions/create_talking_agent"),
    ("solution apparel", "solutions/create_clothing_dupe"),
    ("solution goods", "solutions/create_goods_studio"),
    ("solution subtitles", "solutions/create_drama_subtitle"),
];

pub(crate) fn body_of(fixture: &str) -> Value {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../openapi/examples");
    let text = std::fs::read_to_string(examples.join(format!("{fixture}.success.json"))).expect(fixture);
    let fixture: Value = serde_json::from_str(&text).expect("JSON");
    fixture["request"]["body"].clone()
}

/// What a body says: 10 and 10.0 are the same, and an empty text is the same as none.
fn meaning_of(value: Value) -> Value {
    match value {
        Value::Number(number) if !number.is_i64() && !number.is_u64() => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0).map(|number| json!(number as i64));
            whole.unwrap_or(Value::Number(number))
        }
        Value::Array(items) => items.into_iter().map(meaning_of).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(_, value)| *value != "");
            members.map(|(name, value)| (name, meaning_of(value))).collect()
        }
        other => other,
    }
}

fn dry_run(folder: &Path, command: &str, arguments: &[&str]) -> Run {
    let mut command = klingctl(folder, command);
    command.args(arguments).args(["--dry-run", "--json"]);
    Run::of(command)
}

#[track_caller]
fn request_of(run: Run) -> Value {
    meaning_of(run.expect_exit(0).stdout_json()["request"].clone())
}

#[test]
fn every_command_gives_the_body_of_its_fixture_back() {
    let folder = tempdir().expect("a folder");
    let mut failures = Vec::new();
    for (command, fixture) in COMMANDS {
        let body = body_of(fixture);
        std::fs::write(folder.path().join("body.json"), body.to_string()).expect("a file");
        let run = dry_run(folder.path(), command, &["--body", "@body.json"]);
        if run.exit_code != Some(0) {
            failures.push(format!("{command}: {}", run.stderr));
            continue;
        }
        let request = request_of(run);
        if request != meaning_of(body.clone()) {
            failures.push(format!("{command}: {request}\n  instead of {body}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_command_is_left_out_of_this_test() {
    for group in ["image", "video", "audio", "voice", "element", "solution"] {
        let help = Run::of(klingctl(Path::new("."), &format!("{group} -h"))).expect_exit(0).stdout;
        let commands = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
        for line in commands.lines() {
            let name = line.split_whitespace().next().expect("a name");
            let is_tried = COMMANDS.iter().any(|(command, _)| command.starts_with(&format!("{group} {name}")));
            assert!(is_tried || ["list", "presets", "help"].contains(&name), "{group} {name}");
        }
    }
}

#[test]
fn options_say_the_same_as_a_body() {
    let folder = tempdir().expect("a folder");
    for (command, arguments, expected) in [
        (
            "image generate",
            vec![
                "a harbour",
                "--negative-prompt",
                "people",
                "-n",
                "3",
                "--image-fidelity",
                "0.25",
                "--element-list",
                "163",
                "--watermark",
            ],
            json!({
                "prompt": "a harbour", "negative_prompt": "people", "image_fidelity": 0.25, "n": 3,
                "element_list": [{ "element_id": 163 }], "watermark_info": { "enabled": true },
            }),
        ),
        (
            "image omni",
            vec![
                "a day",
                "https://example.com/a.png",
                "https://example.com/b.png",
                "--series-amount",
                "auto",
                "--result-type",
                "series",
            ],
            json!({
                "prompt": "a day", "result_type": "series", "series_amount": "auto",
                "image_list": [{ "image": "https://example.com/a.png" }, { "image": "https://example.com/b.png" }],
            }),
        ),
        (
            "video text --model kling-3.0",
            vec![
                "a fox",
                "--duration",
                "4",
                "--audio",
                "native",
                "--multi-shot=false",
                "--callback-url",
                "https://example.com/",
            ],
            json!({
                "prompt": "a fox", "settings": { "duration": 4, "audio": "native", "multi_shot": false },
                "options": { "callback_url": "https://example.com/" },
            }),
        ),
        (
            "video image --model kling-3.0",
            vec!["https://example.com/a.png", "@Mia waves", "--element", "Mia=163"],
            json!({
                "contents": [
                    { "type": "prompt", "text": "@Mia waves" }, { "type": "first_frame", "url": "https://example.com/a.png" },
                    { "type": "element", "id": "Mia", "element_id": "163" },
                ],
            }),
        ),
        (
            "solution subtitles",
            vec!["https://example.com/episode.mp4", "--glossary", "shifu=Master"],
            json!({
                "contents": [
                    { "type": "source_video", "url": "https://example.com/episode.mp4" },
                    { "type": "glossary", "source": "shifu", "target": "Master" },
                ],
            }),
        ),
        (
            "element create",
            vec![
                "Mia",
                "a girl",
                "--reference-type",
                "image_refer",
                "--frontal-image",
                "https://example.com/a.png",
                "--refer-images",
                "https://example.com/b.png",
            ],
            json!({
                "element_name": "Mia", "element_description": "a girl", "reference_type": "image_refer",
                "element_image_list": {
                    "frontal_image": "https://example.com/a.png", "refer_images": [{ "image_url": "https://example.com/b.png" }],
                },
            }),
        ),
    ] {
        assert_eq!(request_of(dry_run(folder.path(), command, &arguments)), expected, "{command}");
    }
}

#[test]
fn an_option_replaces_a_member_of_the_body() {
    let folder = tempdir().expect("a folder");
    let body = r#"{"prompt":"a dog","n":2}"#;
    let request = request_of(dry_run(folder.path(), "image generate", &["--body", body, "--prompt", "a cat"]));
    assert_eq!(request, json!({ "prompt": "a cat", "n": 2 }));
}

#[test]
fn ids_of_a_body_are_written_as_texts_and_as_numbers() {
    let request = |command: &str, body: &str| request_of(dry_run(Path::new("."), command, &["--body", body]));
    for id in ["7", "\"7\""] {
        let extension = request("video extend", &format!(r#"{{"video_id":{id},"external_task_id":{id}}}"#));
        assert_eq!(extension["video_id"], "7");
        let picture = request(
            "image generate --model kling-v3",
            &format!(r#"{{"prompt":"a","element_list":[{{"element_id":{id}}}]}}"#),
        );
        assert_eq!(picture["element_list"][0]["element_id"], 7);
    }
}

#[test]
fn files_are_sent_and_shown_short() {
    let folder = tempdir().expect("a folder");
    let length = std::fs::metadata(write_small_png(folder.path(), "dog.png")).expect("it was written").len();
    let shown = format!("PNG of {length} bytes in Base64");
    for arguments in [&["--image", "dog.png"][..], &["--image", "@dog.png"], &["--body", r#"{"image":"@dog.png"}"#]] {
        let arguments = [&["a dog", "--image-reference", "subject", "--model", "kling-v1-5"][..], arguments].concat();
        assert_eq!(request_of(dry_run(folder.path(), "image generate", &arguments))["image"], shown);
    }
}

#[test]
fn an_unknown_word_passes_with_a_warning() {
    let order = "image generate --image https://example.com/dog.png --image-reference pose";
    let run = dry_run(Path::new("."), order, &["a dog"]).expect_exit(0);
    let record = run.stdout_json();
    assert_eq!(record["request"]["image_reference"], "pose");
    let warnings = record["warnings"].to_string();
    assert!(warnings.contains("`pose` is no known value of --image-reference: subject, face"), "{warnings}");
}

#[test]
fn an_unknown_model_passes_with_a_warning() {
    let record = dry_run(Path::new("."), "video text --model kling-v9", &["a fox"]).expect_exit(0).stdout_json();
    assert_eq!(record["request"]["model_name"], "kling-v9");
    assert!(record["warnings"].to_string().contains("kling-v9"), "{record}");
}

#[test]
fn what_the_api_would_refuse_is_refused_here() {
    let long = "long ".repeat(600);
    for (command, arguments, problem) in [
        ("image generate", vec!["a dog", "--n", "many"], "-n: `many` is not a whole number"),
        ("image generate", vec!["a dog", "--n", "10"], "-n is 10; allowed is from 1 to 9"),
        ("image generate", vec!["--body", r#"{"prompt":"a dog","n":10}"#], "n is 10; allowed is from 1 to 9"),
        ("video text", vec![&*long], "PROMPT has 3000 characters; at most 2500 are allowed"),
        ("video text", vec!["--prompt", &*long], "--prompt has 3000 characters; at most 2500 are allowed"),
        (
            "video text --model kling-v3",
            vec!["a fox", "--duration", "1m"],
            "--duration 60 s is not possible with kling-v3 for text-to-video: allowed is 3 to 15 s",
        ),
        (
            "video text --model kling-3.0",
            vec!["a fox", "--duration", "99"],
            "--duration is 99; allowed is from 3 to 15 (text-to-video with kling-3.0)",
        ),
        (
            "video text --model kling-3.0",
            vec!["a fox", "--aspect-ratio", "16:10"],
            "--aspect-ratio `16:10` is not possible with kling-3.0",
        ),
        ("video text --model kling-v3", vec!["a fox", "--mode", "pr"], "--mode `pr` is not possible with kling-v3"),
        ("video avatar", vec!["https://example.com/a.png"], "neither --audio-id nor --sound-file is given"),
        ("image generate", vec!["a dog", "--image-fidelity", "much"], "--image-fidelity: `much` is not a number"),
        ("image generate", vec!["a dog", "--watermark=perhaps"], "--watermark: `perhaps` is not true or false"),
        ("image generate", vec!["a dog", "--image", "nowhere.png"], "nowhere.png could not be read"),
        ("image generate", vec![], "PROMPT is missing"),
        (
            "image generate",
            vec!["--body", r#"{"promt":"a dog"}"#],
            "the API has no member `promt` here; did you mean `prompt`?",
        ),
        ("image generate", vec!["--body", r#"{"model":"kling-v3"}"#], "`model` is ignored by the API, use model_name"),
        ("image generate", vec!["--body", "{"], "the body is not JSON"),
        (
            "image omni",
            vec!["--body", r#"{"image_list":[{"imag":"x"}]}"#],
            "no member `image_list[0].imag` here; did you mean `image_list[0].image`?",
        ),
        (
            "video text --model kling-3.0",
            vec!["a fox", "--negative-prompt", "dogs"],
            "--negative-prompt is not possible with --model kling-3.0",
        ),
        (
            "video text --model kling-3.0",
            vec!["a fox", "--external-task-id", "a,b"],
            "holds a comma, which separates ids in queries here",
        ),
        (
            "video omni --model kling-3.0-omni",
            vec!["a fox", "--element", "163"],
            "does not say what the prompt calls it",
        ),
    ] {
        let run = dry_run(Path::new("."), command, &arguments).expect_exit(2);
        let message = run.error_json()["message"].as_str().expect("a message").to_owned();
        assert!(message.contains(problem), "{command} {arguments:?}: {message}");
    }
}

#[test]
fn stdin_can_be_a_picture_once() {
    let run = dry_run(Path::new("."), "image try-on - -", &[]).expect_exit(2);
    assert!(run.stderr.contains("stdin can be read once only"), "{run:#?}");
}

const FACE: &str = "face-id=0,audio-id=7,sound-start-time=0,sound-end-time=3s,sound-insert-time=1000";

#[test]
fn objects_can_be_written_without_json() {
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "area.png");
    std::fs::write(folder.path().join("points.json"), r#"[{"x":0.5,"y":0.5},{"x":0,"y":1}]"#).expect("a file");
    let points = json!([{ "x": 0.5, "y": 0.5 }, { "x": 0, "y": 1 }]);
    let shots = json!([
        { "index": 1, "prompt": "a fox wakes, yawns", "duration": "3" }, { "index": 2, "prompt": "it runs", "duration": "4" },
    ]);
    let select = "video select-add 7 --frame-index 0";
    for (command, arguments, member, expected) in [
        (select, vec!["--points", "0.5,0.5", "--points", "x=0,y=1"], "points", points.clone()),
        (select, vec!["--points", "@points.json"], "points", points.clone()),
        (select, vec!["--points", r#"{"x":0.5,"y":0.5}"#, "--points", r#"[{"x":0,"y":1}]"#], "points", points),
        (
            "video text --model kling-v3",
            vec!["--shot", "3s: a fox wakes, yawns", "--multi-prompt", "prompt=it runs,duration=4"],
            "multi_prompt",
            shots,
        ),
        (
            "video lip-sync 7",
            vec!["--face-choose", FACE],
            "face_choose",
            json!([{
                "face_id": "0", "audio_id": "7", "sound_start_time": 0, "sound_end_time": 3000, "sound_insert_time": 1000,
            }]),
        ),
        (
            "video text fox --model kling-v1",
            vec!["--camera-control", "simple,pan=-5"],
            "camera_control",
            json!({ "type": "simple", "config": { "pan": -5 } }),
        ),
        (
            "video omni fox --model kling-v3-omni",
            vec!["--image-list", "https://example.com/a.png?x=1,type=first_frame"],
            "image_list",
            json!([{ "image_url": "https://example.com/a.png?x=1", "type": "first_frame" }]),
        ),
    ] {
        let request = request_of(dry_run(folder.path(), command, &arguments));
        assert_eq!(request[member], expected, "{command} {arguments:?}");
    }
    let brush = ["--model", "kling-v1", "--dynamic-masks", "mask=@area.png,trajectories=10:20/30:40"];
    let request = request_of(dry_run(folder.path(), "video image https://example.com/a.png fox", &brush));
    assert_eq!(request["dynamic_masks"][0]["trajectories"], json!([{ "x": 10, "y": 20 }, { "x": 30, "y": 40 }]));
    assert!(request["dynamic_masks"][0]["mask"].as_str().is_some_and(|mask| mask.starts_with("PNG of ")), "{request}");
}

#[test]
fn shots_say_the_rest_unless_it_is_said() {
    let order = |arguments: &[&str]| {
        let shots = ["--shot", "3s: a fox wakes", "--shot", "4s: it runs"];
        request_of(dry_run(Path::new("."), "video text --model kling-v3", &[&shots[..], arguments].concat()))
    };
    let request = order(&[]);
    assert_eq!((&request["multi_shot"], &request["shot_type"]), (&json!(true), &json!("customize")));
    assert_eq!(request["duration"], "7");
    assert_eq!(order(&["--multi-shot=false", "--prompt", "fox", "--duration", "5"])["duration"], "5");
}

#[test]
fn what_is_wrong_in_an_object_is_named_before_anything_is_sent() {
    for (command, arguments, problem, advice) in [
        (
            "video lip-sync 7",
            vec!["--face-choose", "face=0"],
            "--face-choose: there is no key face; did you mean face-id?",
            "the keys are face-id, audio-id, sound-file, sound-start-time, sound-end-time, sound-insert-time,",
        ),
        (
            "video lip-sync 7",
            vec!["--face-choose", "face-id=0"],
            "--face-choose: sound-start-time, sound-end-time, sound-insert-time are missing in `face-id=0`",
            "write KEY=VALUE,KEY=VALUE, or JSON",
        ),
        (
            "video lip-sync 7",
            vec!["--face-choose", &format!("{FACE},sound-volume=3")],
            "--face-choose: sound-volume is 3; allowed is from 0 to 2",
            "",
        ),
        (
            "video select-add 7 --frame-index 0",
            vec!["--points", "0.5,0.5", "--points", "0.5,2"],
            "--points, number 2: y is 2; allowed is from 0 to 1",
            "",
        ),
        ("video select-add 7 --frame-index 0", vec!["--points", "middle"], "--points: x: `middle` is not a number", ""),
        (
            "video text --model kling-v3",
            vec!["--shot", "a fox"],
            "--shot: `a fox` is not KEY=VALUE",
            "write TIME: TEXT, KEY=VALUE,KEY=VALUE, or JSON; the keys are index, prompt, duration",
        ),
        (
            "video text fox --model kling-v1",
            vec!["--camera-control", "simple,pan=50"],
            "--camera-control: config.pan is 50; allowed is from -10 to 10",
            "",
        ),
        ("video lip-sync 7", vec!["--face-choose", "{"], "--face-choose is not JSON", ""),
    ] {
        let error = dry_run(Path::new("."), command, &arguments).expect_exit(2).error_json();
        let (message, help) = (error["message"].to_string(), error["advice"].to_string());
        assert!(message.contains(problem) && help.contains(advice), "{command} {arguments:?}: {message} {help}");
    }
}
