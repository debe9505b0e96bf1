//! Results that go on into other orders, each by a process of its own.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::emulator_process::EmulatorProcess;
use crate::picture::write_png;

/// A folder, and an emulator to order from.
struct Place {
    emulator: EmulatorProcess,
    folder: TempDir,
}

/// What the first bytes of a file say that it is.
fn kind_of(path: &Path) -> &'static str {
    let bytes = fs::read(path).expect("the file was written");
    match &bytes[..] {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "mp4",
        [b'I', b'D', b'3', ..] | [0xFF, 0xE0..=0xFF, ..] => "mp3",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => "wav",
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, ..] => "jpg",
        _ => "unknown",
    }
}

impl Place {
    fn new() -> Self {
        Self { emulator: EmulatorProcess::start(1000.0), folder: tempdir().expect("a folder") }
    }

    /// Runs a command that answers with JSON. Words in `texts` stand for `{}`, and may hold spaces.
    #[track_caller]
    fn ask(&self, command: &str, texts: &[&str]) -> Value {
        let mut process = self.emulator.client(self.folder.path(), "--json");
        let mut texts = texts.iter();
        for word in command.split_whitespace() {
            process.arg(if word == "{}" { texts.next().expect("a text") } else { word });
        }
        crate::program::Run::of(process).expect_exit(0).stdout_json()
    }

    /// Orders, and holds what was told and written against what was asked for. The record.
    #[track_caller]
    fn order(&self, command: &str, texts: &[&str], kind: &str) -> Value {
        let record = self.ask(&format!("{command} --output-dir made"), texts);
        assert_eq!(record["status"], "succeed", "{record}");
        assert!(record["units_deducted"].is_number(), "{record}");
        // What a result of unknown length costs is told afterwards.
        let estimated = &record["units_estimated"];
        assert!(estimated.is_null() || *estimated == record["units_deducted"], "{record}");
        let files = record["files"].as_array().expect("files");
        assert!(!files.is_empty(), "{record}");
        for file in files {
            let path = file.as_str().expect("a path");
            assert_eq!(kind_of(&self.folder.path().join(path)), kind, "{path}");
        }
        record
    }

    /// A video of 5 seconds. Its id.
    #[track_caller]
    fn video(&self) -> String {
        text(&self.order("video text fox --model kling-v2-6 --duration 5s", &[], "mp4")["videos"][0]["video_id"])
    }

    /// A speech of more than 2 seconds.
    #[track_caller]
    fn speech(&self) -> Value {
        let words =
            "The fox runs over fresh snow, looks back once, and is gone behind the trees before we can follow it.";
        let order = "audio speak {} --voice-id oversea_male1 --voice-language en";
        self.order(order, &[words], "mp3")["sounds"][0].clone()
    }

    fn picture(&self, name: &str) {
        write_png(self.folder.path(), name, 400, 400);
    }
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

#[test]
fn a_face_that_was_found_speaks_a_speech() {
    let place = Place::new();
    let (video, speech) = (place.video(), text(&place.speech()["audio_id"]));
    let found = place.ask("video faces --video-id {}", &[&video]);
    let (session, face) = (text(&found["session_id"]), text(&found["face_data"][0]["face_id"]));
    let times = "sound-start-time=0,sound-end-time=2s,sound-insert-time=500ms";
    let face = format!("face-id={face},audio-id={speech},{times},sound-volume=1.5");
    let record = place.order("video lip-sync {} --face-choose {}", &[&session, &face], "mp4");
    assert_eq!(record["product"], "lip-sync");
    assert_eq!((&record["videos"][0]["seconds"], &record["units_deducted"]), (&json!(5.0), &json!(0.5)));
}

#[test]
fn an_area_that_was_marked_is_edited() {
    let place = Place::new();
    let begun = place.ask("video select-start --video-id {}", &[&place.video()]);
    let session = text(&begun["session_id"]);
    let marked = |answer: &Value| answer["res"]["rle_mask_list"].as_array().map(Vec::len);
    let add = "video select-add {} --frame-index 0 --points 0.5,0.5 --points x=0.25,y=0.75";
    assert_eq!(marked(&place.ask(add, &[&session])), Some(2));
    let remove = "video select-remove {} --frame-index 0 --points 0.25,0.75";
    assert_eq!(marked(&place.ask(remove, &[&session])), Some(1));
    let preview = place.ask("video select-preview {}", &[&session]);
    assert!(preview["res"]["video"].is_string(), "{preview}");

    let edit = "video edit {} --model kling-v1-6 --edit-mode removal --prompt {}";
    let record = place.order(edit, &[&session, "remove the fox from <<<video_1>>>"], "mp4");
    assert_eq!(record["product"], "multi-elements");
}

#[test]
fn a_voice_that_was_made_speaks_in_a_video() {
    let place = Place::new();
    let recording = text(&place.speech()["url"]);
    let made = place.ask("voice create narrator {} --output-dir made", &[&recording]);
    let voice = text(&made["voices"][0]["voice_id"]);
    let own = place.ask("voice list", &[]);
    assert_eq!(own["voices"][0]["voice_id"], voice.as_str());

    let order = "video text {} --model kling-v2-6 --mode pro --sound on --voice-list {}";
    let record = place.order(order, &["the fox says <<<voice_1>>> good night", &voice], "mp4");
    assert_eq!(record["product"], "text-to-video");
    place.ask("voice delete {}", &[&voice]);
    // The list goes on showing it, and the API has no member that tells.
    let again = place.emulator.run(place.folder.path(), &format!("voice delete {voice}")).expect_exit(1);
    assert!(again.stderr.contains("deleted"), "{again:#?}");
}

#[test]
fn an_element_that_was_made_takes_part_until_it_is_deleted() {
    let place = Place::new();
    place.picture("front.png");
    place.picture("side.png");
    let create = "element create Mia {} --reference-type image_refer --frontal-image front.png --refer-images side.png \
                  --output-dir made";
    let made = place.ask(create, &["a girl in a yellow raincoat"]);
    let element = text(&made["elements"][0]["element_id"]);
    let order = "image omni {} --model kling-v3-omni --element-list {}";
    place.order(order, &["<<<element_1>>> by the sea", &element], "png");

    place.ask("element delete {}", &[&element]);
    let left = place.ask("element list", &[]);
    let is_gone = |item: &Value| item["element_id"] != element.as_str() || item["is_deleted"] == true;
    assert!(left["elements"].as_array().expect("a list").iter().all(is_gone), "{left}");
}

#[test]
fn a_solution_makes_a_video_of_pictures() {
    let place = Place::new();
    place.picture("kettle.png");
    let order = "solution goods kettle.png --goods-title {} --goods-description {} --resolution 720p --duration 15s --aspect-ratio 1:1";
    let record = place.order(order, &["Copper kettle", "Holds 1.2 litres, and sings when it boils."], "mp4");
    assert_eq!(record["product"], "solution");
}

#[test]
fn one_thing_is_shown_from_other_angles() {
    let place = Place::new();
    place.picture("front.png");
    let record = place.order("element shots front.png", &[], "png");
    assert_eq!(record["angle_sets"].as_array().map(Vec::len), Some(3));
    assert_eq!(record["files"].as_array().map(Vec::len), Some(9));
}

#[test]
fn a_video_is_made_longer() {
    let place = Place::new();
    let record = place.order("video text fox --model kling-v1-6 --duration 5", &[], "mp4");
    let video = text(&record["videos"][0]["video_id"]);
    let longer = place.order("video extend {}", &[&video], "mp4");
    assert_eq!((&longer["videos"][0]["seconds"], &longer["units_deducted"]), (&json!(10.0), &json!(2)));
}

#[test]
fn a_picture_speaks_a_speech() {
    let place = Place::new();
    place.picture("face.png");
    let speech = text(&place.speech()["audio_id"]);
    let record = place.order("video avatar face.png --audio-id {}", &[&speech], "mp4");
    assert_eq!(record["product"], "avatar");
    let (units, seconds) = (record["units_deducted"].as_f64(), record["videos"][0]["seconds"].as_f64());
    assert_eq!(units, seconds.map(|seconds| (seconds * 4.0).round() / 10.0));
}

#[test]
fn shots_that_are_given_one_by_one_make_the_length_of_the_video() {
    let place = Place::new();
    let order = "video text --model kling-v3 --shot {} --shot {}";
    let record = place.order(order, &["3s: a fox wakes, and stretches", "4s: it runs"], "mp4");
    assert_eq!(record["videos"][0]["seconds"], 7.0);
}
