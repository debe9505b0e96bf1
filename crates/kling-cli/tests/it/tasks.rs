//! `klingctl task`

use serde_json::json;
use snapbox::{assert_data_eq, str};
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::picture::{size_of, write_small_png};
use crate::program::Run;

#[test]
fn a_task_is_handed_from_process_to_process() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let expand = "expand dog.png --margins 30,0,0,0 --external-task-id job-1 --no-wait --json";
    let record = emulator.run(folder.path(), expand).expect_exit(0).stdout_json();
    assert_eq!(record["status"], "submitted");
    assert_eq!(record["files"], json!([]));
    assert_eq!(record["handle"]["external_task_id"], "job-1");
    assert_eq!(record["handle"]["base_url"], emulator.base_url());

    let waited = emulator.run(folder.path(), "task wait job-1").expect_exit(0);
    assert_data_eq!(
        &waited.stdout,
        str![[r#"
task         [..]
external id  job-1
status       succeed
created      [..]Z
updated      [..]Z
kept until   [..]Z
units        8
picture 0    http://127.0.0.1:[..]/results/[..]-0.png

"#]]
    );
    let summary = emulator.run(folder.path(), "task get job-1 --json").expect_exit(0).stdout_json();
    assert_data_eq!(
        serde_json::to_string_pretty(&summary).expect("JSON"),
        str![[r#"
{
  "task_id": "[..]",
  "external_task_id": "job-1",
  "status": "succeed",
  "status_message": null,
  "created_at": "[..]Z",
  "updated_at": "[..]Z",
  "expires_at": "[..]Z",
  "units_deducted": 8,
  "images": [
    {
      "index": 0,
      "url": "http://127.0.0.1:[..]/results/[..]-0.png",
      "watermark_url": null
    }
  ],
  "files": []
}"#]]
    );
    let listed = emulator.run(folder.path(), "task list").expect_exit(0);
    assert_data_eq!(
        &listed.stdout,
        str![[r#"
task                status   created               units  external id
[..]  succeed  [..]Z      8  job-1

"#]]
    );

    let saved = emulator.run(folder.path(), "task download job-1 -o big.png").expect_exit(0);
    assert_eq!(saved.stdout, "big.png\n");
    assert_eq!(size_of(&folder.path().join("big.png")), (300, 330));
    let again = emulator.run(folder.path(), "task download job-1 -o big.png").expect_exit(2);
    assert!(again.stderr.contains("big.png exists already"), "{again:#?}");
}

#[test]
fn a_list_of_all_products_tells_what_was_made() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.run(folder.path(), "expand dog.png --largest").expect_exit(0);
    emulator.run(folder.path(), "video text fox --model kling-3.0").expect_exit(0);
    let all = emulator.run(folder.path(), "task list --all").expect_exit(0);
    assert_data_eq!(
        all.stdout,
        str![[r#"
task                status   made   created               units  external id
[..]  succeed  video  [..]Z      3  [..]
[..]  succeed  image  [..]Z      8  [..]

"#]]
    );
    assert_eq!(all.stderr, "");
    let alone = emulator.run(folder.path(), "task list").expect_exit(0);
    assert!(alone.stderr.starts_with("these are expansions; --product NAME"), "{alone:#?}");
}

#[test]
fn several_pictures_get_their_index() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.run(folder.path(), "expand dog.png --largest -n 2 --external-task-id two --no-wait").expect_exit(0);
    let saved = emulator.run(folder.path(), "task wait two -o big.png").expect_exit(0);
    assert_eq!(saved.stdout, "big-0.png\nbig-1.png\n");
    let refused = emulator.run(folder.path(), "task download two -o -").expect_exit(2);
    assert!(refused.stderr.contains("stdout takes one"), "{refused:#?}");
}

#[test]
fn a_running_task_has_nothing_to_download() {
    let emulator = EmulatorProcess::start(0.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.run(folder.path(), "expand dog.png --largest --external-task-id job-1 --no-wait").expect_exit(0);
    let run = emulator.run(folder.path(), "task download job-1").expect_exit(8);
    assert!(run.stderr.contains("its status is submitted"), "{run:#?}");
}

#[test]
fn an_unknown_id_says_nothing_of_money() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    for command in ["task get 912", "task wait 912", "task download 912"] {
        let run = emulator.run(folder.path(), command).expect_exit(1);
        assert!(run.stderr.contains("Task not found") && !run.stderr.contains("exists"), "{run:#?}");
        assert!(!run.stderr.contains("resume:"), "{run:#?}");
    }
}

#[test]
fn pages_are_asked_for_one_by_one() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    for id in ["a", "b", "c"] {
        let expand = format!("expand dog.png --largest --no-wait --external-task-id {id}");
        emulator.run(folder.path(), &expand).expect_exit(0);
    }
    let page = |number: u32| {
        let run =
            emulator.run(folder.path(), &format!("task list --page {number} --page-size 2 --json")).expect_exit(0);
        run.stdout_json()["tasks"].as_array().expect("a list").len()
    };
    assert_eq!([page(1), page(2), page(3)], [2, 1, 0]);
}

#[test]
fn an_id_alone_of_another_product_is_told_how_it_is_found() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    emulator.run(folder.path(), "video text fox --model kling-v3 --external-task-id fox --no-wait").expect_exit(0);
    for command in ["task show fox", "task wait fox", "task download fox"] {
        let run = emulator.run(folder.path(), command).expect_exit(1);
        assert!(run.stderr.contains("write the product of another task before it"), "{run:#?}");
    }
    emulator.run(folder.path(), "task show text-to-video fox").expect_exit(0);
    let run = emulator.run(folder.path(), "task show text-to-video").expect_exit(2);
    assert!(run.stderr.contains("text-to-video is a product, and its task is not named"), "{run:#?}");
}

#[test]
fn an_id_of_ones_own_may_hold_spaces() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let with_id = |command: &str| {
        let mut command = emulator.client(folder.path(), command);
        command.arg("my job");
        Run::of(command).expect_exit(0)
    };
    with_id("image generate boat --model kling-v3 --no-wait --external-task-id");
    assert!(with_id("task show image-generation").stdout.contains("external id  my job"));
    assert!(with_id("task show --product image-generation").stdout.contains("external id  my job"));
}
