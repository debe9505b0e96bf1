//! Orders of other products than expansion, sent to an emulator.

use serde_json::json;
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::interruption::meanwhile;
use crate::picture::{size_of, write_small_png};

#[test]
fn pictures_are_ordered_awaited_and_saved() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = "image generate lighthouse --model kling-v3 -n 2 --output-dir made --json";
    let record = emulator.run(folder.path(), order).expect_exit(0).stdout_json();
    assert_eq!(record["product"], "image-generation");
    assert_eq!(record["status"], "succeed");
    assert_eq!(record["units_estimated"], 16);
    assert_eq!(record["units_deducted"], record["units_estimated"]);
    let files = record["files"].as_array().expect("files");
    assert_eq!((files.len(), record["images"].as_array().map(Vec::len)), (2, Some(2)));
    for file in files {
        let (width, height) = size_of(&folder.path().join(file.as_str().expect("a path")));
        assert!(width > 0 && height > 0);
    }
}

#[test]
fn an_order_is_handed_from_process_to_process_and_never_paid_twice() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = "image generate lighthouse --model kling-v3 --external-task-id light-1";
    let printed = emulator.run(folder.path(), &format!("{order} --no-wait")).expect_exit(0).stdout;
    let handle = printed.trim_end();
    assert!(handle.starts_with("image-generation "), "{printed}");

    let saved = emulator.run(folder.path(), &format!("task wait {handle} -o light.png")).expect_exit(0);
    assert_eq!(saved.stdout, "light.png\n");
    let shown = emulator.run(folder.path(), "task show light-1 --product image-generation --json").expect_exit(0);
    assert_eq!(shown.stdout_json()["external_task_id"], "light-1");

    let again = emulator.run(folder.path(), &format!("{order} -o again.png")).expect_exit(0);
    assert!(again.stderr.contains("nothing is paid again"), "{again:#?}");
    let listed = emulator.run(folder.path(), "task list --product image-generation --json").expect_exit(0);
    assert_eq!(listed.stdout_json()["tasks"].as_array().map(Vec::len), Some(1));
}

#[test]
fn both_standards_make_videos_and_one_list_has_them_all() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    for (model, product) in [("kling-v3", "text-to-video"), ("kling-3.0", "task")] {
        let order = format!("video text fox --model {model} --duration 5 -o {product}.mp4 --json");
        let record = emulator.run(folder.path(), &order).expect_exit(0).stdout_json();
        assert_eq!(record["product"], product);
        assert_eq!(record["files"], json!([format!("{product}.mp4")]));
        assert!(record["videos"][0]["video_id"].is_string(), "{record}");
    }
    let all = emulator.run(folder.path(), "task list --all --json").expect_exit(0).stdout_json();
    assert_eq!(all["tasks"].as_array().map(Vec::len), Some(2));
}

#[test]
fn speech_is_saved_and_names_its_id() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = "audio speak Hello --voice-id oversea_male1 --voice-language en -o hello.mp3";
    let spoken = emulator.run(folder.path(), order).expect_exit(0);
    assert_eq!(spoken.stdout, "hello.mp3\n");
    assert!(spoken.stderr.contains("sound id "), "{spoken:#?}");
    assert!(folder.path().join("hello.mp3").exists());
}

#[test]
fn official_voices_and_elements_are_shown() {
    let emulator = EmulatorProcess::start(1.0);
    let folder = tempdir().expect("a folder");
    for (group, noun, id) in [("voice", "voices", "voice_id"), ("element", "elements", "element_id")] {
        let shown = emulator.run(folder.path(), &format!("{group} presets --json")).expect_exit(0).stdout_json();
        assert!(shown[noun][0][id].is_string(), "{shown}");
    }
}

#[test]
fn the_ledger_tells_what_was_taken() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = "image generate lighthouse --model kling-v3 -o light.png --json";
    let task = emulator.run(folder.path(), order).expect_exit(0).stdout_json()["task_id"].clone();
    let ledger = |options: &str| emulator.run(folder.path(), &format!("costs ledger {options}")).expect_exit(0);
    let rows = ledger("--only units --json").stdout_json();
    assert_eq!((&rows[0]["task_id"], &rows[0]["amount"]), (&task, &json!(8.0)));
    let csv = ledger("--filter product=image --format csv").stdout;
    assert!(csv.starts_with("ledger,at,task_id,function,model,"), "{csv}");
}

#[test]
fn the_ledger_has_no_end_where_none_is_asked_for() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    emulator.run(folder.path(), "image generate lighthouse --model kling-v3 -o light.png").expect_exit(0);
    let rows = |window: &str| {
        let ledger = format!("costs ledger --only units --json {window}");
        emulator.run(folder.path(), &ledger).expect_exit(0).stdout_json().as_array().map(Vec::len)
    };
    // The emulator's clock is ahead of ours, so the task is made in what is the future here.
    let now = jiff::Timestamp::now();
    assert_eq!(rows(&format!("--to {now}")), Some(0));
    assert_eq!(rows(""), Some(1));
    assert_eq!(rows(&format!("--from {now}")), Some(1));
}

#[test]
fn an_unknown_product_is_named_with_the_closest() {
    let emulator = EmulatorProcess::start(1.0);
    let folder = tempdir().expect("a folder");
    let run = emulator.run(folder.path(), "task show text-to-vidio 912").expect_exit(2);
    assert!(run.stderr.contains("no product is called text-to-vidio; did you mean text-to-video?"), "{run:#?}");
}

#[test]
fn a_place_that_cannot_take_the_files_is_refused_before_anything_is_paid() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    std::fs::write(folder.path().join("boat-1.png"), "mine").expect("a file");
    let pictures = "image generate boat --model kling-v3 -n 2";
    for (order, words) in [
        (format!("{pictures} -o new/"), "new/ is a folder"),
        ("video text fox --model kling-v3 -o new/".to_owned(), "use --output-dir for a folder"),
        (format!("{pictures} -o boat.png"), "boat-1.png exists already"),
        (format!("{pictures} -o -"), "stdout takes one"),
        ("audio make rain --duration 3 -o -".to_owned(), "stdout takes one"),
    ] {
        let refused = emulator.run(folder.path(), &order).expect_exit(2);
        assert!(refused.stderr.contains(words), "{order}: {refused:#?}");
    }
    assert!(emulator.tasks().is_empty());
}

#[test]
fn a_name_as_long_as_the_file_system_takes_is_saved_and_a_longer_one_refused() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let name = |length: usize| format!("{}.png", "a".repeat(length - 4));
    let order = |name: &str| format!("image generate boat --model kling-v3 -o {name}");
    let refused = emulator.run(folder.path(), &order(&name(256))).expect_exit(2);
    assert!(refused.stderr.contains("cannot be written"), "{refused:#?}");
    assert!(emulator.tasks().is_empty());
    let saved = emulator.run(folder.path(), &order(&name(255))).expect_exit(0);
    assert_eq!(saved.stdout, format!("{}\n", name(255)));
}

#[test]
fn what_finds_no_place_after_all_is_taken_up_in_this_folder() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    let order = "image generate boat --model kling-v3 -o boat.png --json";
    let run = meanwhile(emulator.client(folder.path(), order), "submitted\n", |_| {
        std::fs::write(folder.path().join("boat.png"), "mine").expect("a file");
        emulator.set_speed(1000.0);
    });
    let error = run.expect_exit(1).error_json();
    let resume = error["resume"].as_str().expect("a command");
    let words = resume.strip_prefix("klingctl ").expect("a command of this program");
    assert!(words.ends_with("--output-dir ."), "{resume}");
    let saved = emulator.run(folder.path(), words).expect_exit(0);
    assert!(saved.stdout.trim_end().ends_with(".png"), "{saved:#?}");
}

#[test]
fn what_the_account_keeps_is_printed_as_its_id() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "mug.png");
    let order = "element create mug cup --frontal-image mug.png --refer-images mug.png";
    let printed = emulator.run(folder.path(), order).expect_exit(0).stdout;
    let listed = emulator.run(folder.path(), "element list --json").expect_exit(0).stdout_json();
    assert_eq!(listed["elements"][0]["element_id"], printed.trim_end());
}

#[test]
fn a_picture_whose_name_says_another_format_is_told() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = |name: &str| format!("image generate boat --model kling-v3 -o {name}");
    let told = emulator.run(folder.path(), &order("boat.jpg")).expect_exit(0);
    assert!(told.stderr.contains("boat.jpg holds PNG, as the API made it"), "{told:#?}");
    let untold = emulator.run(folder.path(), &order("boat.png")).expect_exit(0);
    assert!(!untold.stderr.contains("holds a"), "{untold:#?}");
}

#[test]
fn the_copy_with_a_watermark_is_told() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let order = "image generate boat --model kling-v3 --watermark -o boat.png";
    let run = emulator.run(folder.path(), order).expect_exit(0);
    assert!(run.stderr.contains("watermarked copy http://"), "{run:#?}");
}
