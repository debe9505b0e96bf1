//! `klingctl expand`, from the picture to the bigger one on disk.

use std::io::Write as _;
use std::process::Stdio;

use snapbox::{assert_data_eq, str};
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::picture::{size_of, write_png, write_small_png};
use crate::program::{Run, klingctl};

#[test]
fn the_built_in_emulator_needs_no_account() {
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "dog.png", 400, 300);
    let run = Run::of(klingctl(folder.path(), "expand dog.png --to 16:9 --anchor right --emulator")).expect_exit(0);
    assert_data_eq!(
        &run.stdout,
        str![[r#"
dog-533x300.png

"#]]
    );
    assert_data_eq!(
        &run.stderr,
        str![[r#"
built-in emulator: nothing is sent to Kling, nothing is charged, and the new border is a local approximation
dog.png: 400x300, to 533x300: 8 image units, $0.028 at list price (2026-09-20)
dog.png: sending under external id kling-rs-[..]
dog.png: task [..] created
dog.png: submitted
dog.png: processing
dog.png: succeed
dog.png: 1 picture saved; 8 units deducted; kept by the API until [..]Z

"#]]
    );
    assert_eq!(size_of(&folder.path().join("dog-533x300.png")), (533, 300));
}

#[test]
fn a_record_tells_all_of_an_input() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let run = emulator.run(folder.path(), "expand dog.png --canvas 450x300 -n 2 --json").expect_exit(0);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    let record = run.stdout_json();
    let indented = serde_json::to_string_pretty(&record).expect("JSON");
    assert_data_eq!(
        indented,
        str![[r#"
{
  "input": "dog.png",
  "task_id": "[..]",
  "external_task_id": "kling-rs-[..]",
  "status": "succeed",
  "files": [
    "dog-450x300-0.png",
    "dog-450x300-1.png"
  ],
  "plan": {
    "canvas": {
      "width": 450,
      "height": 300
    },
    "origin": {
      "x": 75,
      "y": 0
    },
    "images": 2,
    "units_estimated": 16,
    "steps": [
      {
        "up_expansion_ratio": 0.0,
        "down_expansion_ratio": 0.0,
        "left_expansion_ratio": 0.25,
        "right_expansion_ratio": 0.25,
        "canvas": {
          "width": 450,
          "height": 300
        },
        "canvas_is_exact": true,
        "origin": {
          "x": 75,
          "y": 0
        },
        "area_multiple": 1.5
      }
    ]
  },
  "units_estimated": 16,
  "units_deducted": 16,
  "expires_at": "[..]Z"
}"#]]
    );
    for name in ["dog-450x300-0.png", "dog-450x300-1.png"] {
        assert_eq!(size_of(&folder.path().join(name)), (450, 300));
    }
    assert_eq!(record["task_id"], emulator.tasks()[0]["task_id"]);
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "a.png");
    write_small_png(folder.path(), "b.png");
    write_png(folder.path(), "small.png", 200, 200);
    let run = emulator.run(folder.path(), "expand a.png small.png nowhere.png b.png --largest --output-dir big --json");
    let run = run.expect_exit(1);
    let mut ends: Vec<(String, bool, String)> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("one object on a line"))
        .map(|record| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            (text(&record["input"]), record["files"][0].is_string(), text(&record["error"]["kind"]))
        })
        .collect();
    ends.sort();
    let expected =
        [("a.png", true, ""), ("b.png", true, ""), ("nowhere.png", false, "usage"), ("small.png", false, "usage")];
    assert_eq!(ends, expected.map(|(input, has_file, kind)| (input.to_owned(), has_file, kind.to_owned())));
    assert!(folder.path().join("big/b-520x520.png").exists());
    assert_eq!(emulator.tasks().len(), 2);
}

#[test]
fn inputs_that_all_fail_for_one_reason_keep_its_exit_code() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let run = emulator.run(folder.path(), "expand x.png y.png --largest").expect_exit(2);
    assert!(run.stderr.contains("0 of 2 done"), "{run:#?}");
    assert!(emulator.tasks().is_empty());
}

#[test]
fn an_output_that_exists_is_refused_before_paying() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    for (output, options) in [("dog-450x300.png", ""), ("dog-450x300.jpg", ""), ("big.png", "-o big.png")] {
        std::fs::write(folder.path().join(output), "precious").expect("a file");
        let run = emulator.run(folder.path(), &format!("expand dog.png --canvas 450x300 {options}")).expect_exit(2);
        assert!(run.stderr.contains(&format!("{output} exists already")), "{run:#?}");
        assert!(run.stderr.contains("it cost nothing"), "{run:#?}");
        std::fs::remove_file(folder.path().join(output)).expect("it is still there");
    }
    assert!(emulator.tasks().is_empty());

    std::fs::write(folder.path().join("big.png"), "worthless").expect("a file");
    emulator.run(folder.path(), "expand dog.png --canvas 450x300 -o big.png --force").expect_exit(0);
    assert_eq!(size_of(&folder.path().join("big.png")), (450, 300));
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_before_paying() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    for options in ["-o nowhere/big.png", "--output-dir dog.png/big", "-o ."] {
        let run = emulator.run(folder.path(), &format!("expand dog.png --largest {options}")).expect_exit(2);
        assert!(run.stderr.contains("it cost nothing"), "{run:#?}");
    }
    assert!(emulator.tasks().is_empty());
}

#[test]
fn two_inputs_do_not_overwrite_each_other() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("other")).expect("a folder");
    write_small_png(folder.path(), "dog.png");
    write_small_png(folder.path(), "other/dog.png");
    let run = emulator.run(folder.path(), "expand dog.png other/dog.png --largest --force").expect_exit(1);
    assert!(run.stderr.contains("another input of this run is saved as dog-520x520.png too"), "{run:#?}");
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn pictures_go_through_pipes() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let picture = std::fs::read(write_small_png(folder.path(), "dog.png")).expect("it was written");
    let mut command = emulator.client(folder.path(), "expand - --margins 0,0,150,0 -o -");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(&picture).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let result = image::load_from_memory(&output.stdout).expect("a picture on stdout");
    assert_eq!((result.width(), result.height()), (450, 300));
}

#[test]
fn a_dry_run_sends_nothing_and_needs_no_account() {
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "dog.png", 400, 300);
    let arguments = "expand dog.png --canvas 500x400+0+100 -n 3 --prompt sea --dry-run --base-url http://127.0.0.1:9";
    let run = Run::of(klingctl(folder.path(), arguments)).expect_exit(0);
    assert_data_eq!(
        &run.stdout,
        str![[r#"
picture  400x300
canvas   500x400
origin   x 0, y 100
up       0.3334   of 300 px
down     0        of 300 px
left     0        of 400 px
right    0.25     of 400 px
area     1.66675x
cost     3 pictures, 24 image units, $0.084 at list price (2026-09-20)
request
{
  "image": "PNG of 3159 bytes in Base64",
  "up_expansion_ratio": 0.3334,
  "down_expansion_ratio": 0.0,
  "left_expansion_ratio": 0.0,
  "right_expansion_ratio": 0.25,
  "prompt": "sea",
  "n": 3
}

"#]]
    );

    let run = Run::of(klingctl(folder.path(), &format!("{arguments} --json"))).expect_exit(0);
    let record = run.stdout_json();
    assert_eq!(record["units_estimated"], 24);
    assert_eq!(record["plan"]["canvas"], serde_json::json!({ "width": 500, "height": 400 }));
    assert!(record["request"].get("external_task_id").is_none(), "{record:#}");
}

#[test]
fn the_same_external_id_is_not_paid_twice() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    let arguments = "expand dog.png --largest --external-task-id job-1 -o";
    let run = emulator.run(folder.path(), &format!("{arguments} first.png")).expect_exit(0);
    assert!(run.stderr.contains("8 units deducted"), "{run:#?}");
    let run = emulator.run(folder.path(), &format!("{arguments} second.png")).expect_exit(0);
    assert!(run.stderr.contains("8 units, paid earlier"), "{run:#?}");
    assert!(run.stderr.contains("external id job-1 exists already"), "{run:#?}");
    assert_eq!(size_of(&folder.path().join("second.png")), (520, 520));
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn a_task_of_another_wish_is_saved_under_its_own_id_and_is_a_failure() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    emulator.run(folder.path(), "expand dog.png --canvas 450x300 --external-task-id job-1").expect_exit(0);
    let id = emulator.tasks()[0]["task_id"].as_str().expect("an id").to_owned();

    let other = "expand dog.png --largest --external-task-id job-1";
    let run = emulator.run(folder.path(), &format!("{other} --no-wait")).expect_exit(0);
    assert_eq!(run.stdout, format!("{id}\n"));

    let run = emulator.run(folder.path(), other).expect_exit(1);
    assert_eq!(run.stdout, format!("{id}.png\n"));
    assert_eq!(size_of(&folder.path().join(format!("{id}.png"))), (450, 300));
    assert!(!folder.path().join("dog-520x520.png").exists());
    let what = "the earlier task of external id job-1 made 450x300, and this command asked for 520x520";
    assert!(run.stderr.contains(what) && run.stderr.contains("nothing was paid again"), "{run:#?}");
    assert!(!run.stderr.contains("resume:"), "{run:#?}");

    let run = emulator.run(folder.path(), &format!("{other} -o big.png --json")).expect_exit(1);
    let record = run.stdout_json();
    assert_eq!((record["task_id"].as_str(), record["files"][0].as_str()), (Some(id.as_str()), Some("big.png")));
    assert_eq!(record["error"]["exit_code"], 1);

    emulator.run(folder.path(), &format!("{other} -o -")).expect_exit(1);
    emulator.run(folder.path(), other).expect_exit(1);
    assert_eq!(emulator.tasks().len(), 1);
}

#[test]
fn a_dry_run_of_several_inputs_names_each_and_adds_up() {
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "a.png");
    write_small_png(folder.path(), "b.png");
    let run =
        Run::of(klingctl(folder.path(), "expand a.png nowhere.png b.png --largest -n 2 --dry-run")).expect_exit(1);
    let inputs: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("input")).collect();
    assert_eq!(inputs, ["input    a.png", "input    b.png"]);
    let last = run.stderr.lines().last().unwrap_or_default();
    assert_eq!(last, "estimate for 2 of 3 inputs: 32 image units, $0.112 at list price (2026-09-20)");
}

#[test]
fn a_dry_run_in_which_every_input_fails_ends_with_the_failures() {
    let folder = tempdir().expect("a folder");
    let run = Run::of(klingctl(folder.path(), "expand nowhere.png elsewhere.png --largest --dry-run")).expect_exit(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("nowhere.png") && run.stderr.contains("elsewhere.png"), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked") && !run.stderr.contains("estimate"), "{}", run.stderr);
}
