//! The smaller commands: `auth`, `costs`, `api`, `emulator`, `completions`.

use std::path::Path;

use snapbox::{assert_data_eq, str};
use tempfile::tempdir;

use crate::emulator_process::EmulatorProcess;
use crate::picture::{write_png, write_small_png};
use crate::program::{Run, klingctl};

#[test]
fn auth_status_names_the_variable_and_no_secret() {
    for (variables, base_url_option, expected) in [
        (
            vec![("KLINGAI_API_KEY", "secret-1"), ("KLING_TOKEN", "secret-2")],
            "",
            "credentials  API key from KLINGAI_API_KEY\nbase URL     https://api-singapore.klingai.com from the default\n",
        ),
        (
            vec![("KLING_ACCESS_KEY", "ak-7"), ("KLING_SECRET_KEY", "secret-1")],
            "--region beijing",
            "credentials  access key ak-7 from KLING_ACCESS_KEY\nbase URL     https://api-beijing.klingai.com from the command line\n",
        ),
        (
            vec![
                ("KLING_TOKEN", "secret-1"),
                ("KLING_BASE_URL", "https://elsewhere.example"),
                ("KLINGAI_BASE_URL", "https://here.example"),
            ],
            "",
            "credentials  API key from KLING_TOKEN\nbase URL     https://here.example from KLINGAI_BASE_URL\n",
        ),
    ] {
        let mut command = klingctl(Path::new("."), &format!("auth status {base_url_option}"));
        command.envs(variables);
        let run = Run::of(command).expect_exit(0);
        assert_eq!(run.stdout, expected);
        assert!(!format!("{run:?}").contains("secret-"), "{run:#?}");
    }
}

#[test]
fn half_a_pair_is_no_credentials() {
    let mut command = klingctl(Path::new("."), "auth status");
    command.env("KLINGAI_ACCESS_KEY", "ak-7");
    let run = Run::of(command).expect_exit(4);
    assert!(run.stderr.contains("KLINGAI_ACCESS_KEY is set but KLINGAI_SECRET_KEY is not"), "{run:#?}");
}

#[test]
fn both_kinds_of_credentials_are_accepted() {
    let emulator = EmulatorProcess::with_options("--access-key ak --secret-key sk --api-key k");
    for variables in [vec![("KLINGAI_API_KEY", "k")], vec![("KLINGAI_ACCESS_KEY", "ak"), ("KLINGAI_SECRET_KEY", "sk")]]
    {
        let mut command = klingctl(Path::new("."), "auth status --check --json");
        command.env("KLINGAI_BASE_URL", emulator.base_url()).envs(variables);
        assert_eq!(Run::of(command).expect_exit(0).stdout_json()["accepted"], true);
    }
}

#[test]
fn costs_come_as_table_json_and_csv() {
    let emulator = EmulatorProcess::start(1.0);
    let folder = tempdir().expect("a folder");
    let costs = |options: &str| emulator.run(folder.path(), &format!("costs {options}")).expect_exit(0);
    assert_data_eq!(
        &costs("").stdout,
        str![[r#"
pack                                kind    left  total  slots  expires               status
Trial-Image-1000Units-9Con-1Months  image   1000   1000      9  [..]Z  online
Trial-Video-1000Units-5Con-1Months  video   1000   1000      5  [..]Z  online
Trial-TryOn-100Units-5Con-1Months   try-on   100    100      5  [..]Z  online

"#]]
    );
    assert_data_eq!(
        &costs("--format csv").stdout,
        str![[r#"
name,id,kind,remaining_units,total_units,slots,status,purchased_at,effective_at,expires_at
Trial-Image-1000Units-9Con-1Months,[..],image,1000.0,1000.0,9,online,[..]Z,[..]Z,[..]Z
Trial-Video-1000Units-5Con-1Months,[..],video,1000.0,1000.0,5,online,[..]Z,[..]Z,[..]Z
Trial-TryOn-100Units-5Con-1Months,[..],try-on,100.0,100.0,5,online,[..]Z,[..]Z,[..]Z

"#]]
    );
    assert_data_eq!(
        &costs("--json").stdout,
        str![[r#"
[
  {
    "name": "Trial-Image-1000Units-9Con-1Months",
    "id": "[..]",
    "kind": "image",
    "remaining_units": 1000.0,
    "total_units": 1000.0,
    "slots": 9,
    "status": "online",
    "purchased_at": "[..]Z",
    "effective_at": "[..]Z",
    "expires_at": "[..]Z"
  },
...
]

"#]]
    );
    assert_eq!(costs("--json").stdout, costs("--format json").stdout);
}

#[test]
fn the_plain_api_answers_as_it_answers() {
    let emulator = EmulatorProcess::start(1000.0);
    let folder = tempdir().expect("a folder");
    let answer = emulator.run(folder.path(), "api get /v1/images/editing/expand?pageNum=1&pageSize=1").expect_exit(0);
    assert_data_eq!(
        &answer.stdout,
        str![[r#"
{
  "code": 0,
  "message": "SUCCEED",
  "request_id": "[..]",
  "data": []
}

"#]]
    );

    let refused = emulator.run(folder.path(), "api POST /v1/images/editing/expand --body {}").expect_exit(1);
    assert_data_eq!(
        &refused.stdout,
        str![[r#"
{
  "code": 1201,
  "message": "image is required",
  "request_id": "[..]"
}

"#]]
    );

    let path = write_small_png(folder.path(), "dog.png");
    std::fs::write(folder.path().join("body.json"), request_with(&path)).expect("a file");
    emulator.run(folder.path(), "api POST /v1/images/editing/expand --body @body.json").expect_exit(0);
    assert_eq!(emulator.tasks().len(), 1);

    let outside = emulator.run(folder.path(), "api GET //elsewhere.example/").expect_exit(2);
    assert!(outside.stderr.contains("is not a path of the API"), "{outside:#?}");
}

fn request_with(picture: &Path) -> String {
    use kling::runtime::wire::MediaInput;
    let image = MediaInput::from(std::fs::read(picture).expect("it was written"));
    serde_json::json!({
        "image": image, "up_expansion_ratio": 0, "down_expansion_ratio": 0, "left_expansion_ratio": 0.5, "right_expansion_ratio": 0,
    })
    .to_string()
}

#[test]
fn the_emulator_says_that_it_is_ready_and_stops_cleanly() {
    let mut emulator = EmulatorProcess::start(1.0);
    for member in ["base_url", "control_url", "api_key", "access_key", "secret_key"] {
        assert!(emulator.ready_record()[member].is_string(), "{member}");
    }
    assert!(emulator.terminate().success());
}

#[test]
fn an_address_in_use_is_told() {
    let emulator = EmulatorProcess::start(1.0);
    let address = emulator.base_url().trim_start_matches("http://");
    let run = Run::of(klingctl(Path::new("."), &format!("emulator --listen {address}"))).expect_exit(2);
    assert!(run.stderr.contains(&format!("cannot listen on {address}")), "{run:#?}");
    assert_eq!(run.stdout, "");
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Run::of(klingctl(Path::new("."), &format!("completions {shell}"))).expect_exit(0).stdout;
        for command in ["expand", "plan", "task", "costs", "auth", "api", "emulator"] {
            assert!(script.contains(command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn nothing_is_logged_unless_asked() {
    let emulator = EmulatorProcess::start(1.0);
    let quiet = emulator.run(Path::new("."), "costs").expect_exit(0);
    assert_eq!(quiet.stderr, "");
    let verbose = emulator.run(Path::new("."), "costs -v").expect_exit(0);
    let api_key = emulator.ready_record()["api_key"].as_str().expect("a key");
    assert!(verbose.stderr.contains("get_account_costs") && !verbose.stderr.contains(api_key), "{verbose:#?}");
}

#[test]
fn a_plan_names_the_file_that_is_refused_and_its_true_length() {
    let folder = tempdir().expect("a folder");
    write_png(folder.path(), "small.png", 200, 300);
    let huge = std::fs::File::create(folder.path().join("huge.png")).expect("a file");
    huge.set_len(23_000_000).expect("a long file");
    for (name, problem) in
        [("small.png", "image side is 200 pixels"), ("huge.png", "image file size is 23000000 bytes")]
    {
        let run = Run::of(klingctl(folder.path(), &format!("plan {name} --largest"))).expect_exit(2);
        assert!(run.stderr.starts_with(&format!("error: {name}: {problem}")), "{run:#?}");
    }
}
