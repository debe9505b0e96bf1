//! What nobody should send, and what nobody should set: an answer or a refusal, and never a broken connection.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kling_emulator::{Emulator, Pack, StartError};
use reqwest::header::{CONTENT_TYPE, LAST_MODIFIED};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::world::{A_MINUTE, Answer, EXPAND, World, expansion, expansion_with};

#[tokio::test]
async fn settings_that_make_no_sense_are_refused() {
    let with = || Emulator::builder();
    for (builder, words) in [
        (with().speed(-1.0), "the speed is -1:"),
        (with().speed(f64::NAN), "the speed is NaN:"),
        (with().speed(f64::INFINITY), "the speed is inf:"),
        (with().speed(1_000_001.0), "at most 1000000"),
        (with().api_key(""), "the API key is empty"),
        (with().api_key("two words"), "the API key has a character that no header can carry as a part of a token"),
        (with().api_key("line\r\nbreak"), "the API key has a character"),
        (with().access_key("", "secret"), "the access key is empty"),
        (with().access_key("a", ""), "the secret key is empty"),
        (with().webhook_secret("whsec_"), "the webhook secret is empty"),
        (with().webhook_secret(""), "the webhook secret is empty"),
        (
            with().pack(Pack::new(1, 1).with_validity(Duration::ZERO)),
            "Trial-Image-1Units-1Con-1Months is valid for no time",
        ),
    ] {
        let error = builder.start().await.expect_err(words);
        let message = error.to_string();
        assert!(message.contains(words), "{message:?} does not say {words:?}");
        assert!(!format!("{error:?} {message}").contains("break"), "{error:?}");
    }
    let taken = World::start().await;
    let error = with().listen(taken.emulator.local_addr()).start().await.unwrap_err();
    assert!(matches!(error, StartError::Bind { .. }) && error.to_string().contains("cannot listen on 127.0.0.1:"));
    with().speed(1_000_000.0).start().await.unwrap().shutdown().await;
}

#[tokio::test]
async fn time_ends_before_its_notation_does() {
    let pack = Pack::new(100, 9).with_validity(Duration::MAX);
    let world = World::build(|builder| builder.pack(pack)).await;
    world.control().advance(Duration::from_millis(u64::MAX)).await;
    let end = world.control().now().0;
    assert!(end < 253_402_300_800_000, "{end} is beyond the year 9999");
    world.get(EXPAND).await.data();
    world.get("/account/costs?start_time=1&end_time=2").await.data();
    world.post("/tasks", &json!({})).await.data();
    world.get("/v1/general/presets-voices").await.data();
    world.control().advance(A_MINUTE).await;
    assert_eq!(world.control().now().0, end);
    let preset = &world.get("/v1/general/presets-voices").await.data()[0]["task_result"]["voices"][0];
    let trial = world.http.get(preset["trial_url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!((trial.status(), trial.headers().contains_key(LAST_MODIFIED)), (StatusCode::OK, true));
    world.create(&expansion()).await;
}

#[tokio::test]
async fn bodies_above_the_limit_are_413() {
    let world = World::start().await;
    let body = " ".repeat(40 * 1024 * 1024 + 1);
    let answer = world.request(Method::POST, EXPAND).body(body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    for path in ["faults", "clock", "packs/any"] {
        let url = world.url(&format!("/_emulator/{path}"));
        let body = format!("{{\"x\":\"{}\"}}", " ".repeat(3 * 1024 * 1024));
        let answer = world.http.post(url).header(CONTENT_TYPE, "application/json").body(body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

/// Forty megabytes of values would take a gigabyte once they are read.
#[tokio::test]
async fn a_body_of_endless_values_is_refused_unread() {
    let world = World::start().await;
    let numbers = format!("{{\"a\":[{}1]}}", "1,".repeat(200_000));
    let members = format!("{{{}\"z\":1}}", (0..200_000).map(|number| format!("\"{number}\":1,")).collect::<String>());
    for body in [numbers, members] {
        let answer = Answer::of(world.request(Method::POST, EXPAND).body(body)).await;
        assert!(answer.refused(400, 1200).contains("too many values"), "{}", answer.body);
    }
    let commas = expansion_with(json!({ "prompt": ",".repeat(2500) }));
    world.create(&commas).await.data();
}

#[tokio::test]
async fn odd_bodies_are_1200() {
    let world = World::start().await;
    let form = "--x\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\na\r\n--x--\r\n";
    for (kind, body) in [
        ("multipart/form-data; boundary=x", form.as_bytes().to_vec()),
        ("multipart/form-data", b"--".to_vec()),
        ("application/x-www-form-urlencoded", b"image=a&n=1".to_vec()),
        ("application/json", b"\xff\xfe{\0}\0".to_vec()),
        ("application/json", "\u{feff}{}".as_bytes().to_vec()),
        ("application/json", b"{\"image\":\"\\ud800\"}".to_vec()),
        ("application/json", format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)).into_bytes()),
        ("application/json", "[".repeat(1_000_000).into_bytes()),
    ] {
        let request = world.request(Method::POST, EXPAND).header(CONTENT_TYPE, kind).body(body);
        Answer::of(request).await.refused(400, 1200);
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let faults = world.http.post(world.url("/_emulator/faults")).header(CONTENT_TYPE, "application/json").body(deep);
    assert!(faults.send().await.unwrap().status().is_client_error());
    assert_eq!(world.control().count_tasks(), 0);
}

#[tokio::test]
async fn odd_ids_in_paths_are_unknown() {
    let world = World::start().await;
    let long = "9".repeat(60_000);
    for id in
        ["%00", "%0d%0aSet-Cookie:%20a=b", "%ff", "..%2f..%2fetc%2fpasswd", "%F0%9F%A6%8A", "-1", "1e18", "0x10", &long]
    {
        let answer = world.get(&format!("{EXPAND}/{id}")).await;
        assert!(answer.refused(400, 1201).starts_with("Task not found"), "{id}");
        assert_eq!(world.get(&format!("/tasks?task_ids={id}")).await.data(), json!([]), "{id}");
        let result = world.http.get(world.url(&format!("/results/{id}"))).send().await.unwrap();
        assert_eq!(result.status(), StatusCode::NOT_FOUND, "{id}");
    }
    world.get(&format!("/tasks?task_ids={}", "%2c".repeat(1000))).await.data();
}

/// An id of one's own comes back as it was, wherever it is shown.
#[tokio::test]
async fn an_external_id_is_only_ever_text() {
    let world = World::start().await;
    for id in ["a\r\nSet-Cookie: b=c", "../../etc/passwd", "a/b?c#d", "\u{202e}\0", "'; drop table tasks; --"] {
        world.create(&expansion_with(json!({ "external_task_id": id }))).await.data();
        world.control().advance(A_MINUTE).await;
        let found = world.get(EXPAND).await.data()[0].clone();
        assert_eq!(found["task_info"]["external_task_id"], json!(id));
        let request = world.request(Method::GET, "/tasks").query(&[("external_task_ids", id)]);
        assert_eq!(Answer::of(request).await.data()[0]["external_id"], json!(id));
        world.download(&found["task_result"]["images"][0]["url"]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_equal_external_ids_at_once_one_makes_a_task() {
    let world = World::build(|builder| builder.pack(Pack::new(1000, 100))).await;
    let body = expansion_with(json!({ "external_task_id": "job-1" }));
    let calls = (0..24).map(|_| tokio::spawn(Answer::of(world.create_request(&body))));
    let mut made = 0;
    for call in calls.collect::<Vec<_>>() {
        let answer = call.await.unwrap();
        match answer.code() {
            0 => made += 1,
            _ => assert!(answer.refused(400, 1201).contains("already exists")),
        }
    }
    assert_eq!((made, world.control().count_tasks()), (1, 1));
}

/// Half a head, half a body, and no more: others are served meanwhile, and a stop does not wait for the rest.
#[tokio::test]
async fn clients_that_never_finish_hinder_nobody() {
    let world = World::start().await;
    let head = format!("POST {EXPAND} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n");
    let mut stalled = Vec::new();
    for words in ["", "POST", &head, &format!("{head}\r\n{{\"image\":\"")].repeat(50) {
        let mut socket = TcpStream::connect(world.emulator.local_addr()).await.unwrap();
        socket.write_all(words.as_bytes()).await.unwrap();
        stalled.push(socket);
    }
    world.make(&expansion()).await;
    tokio::time::timeout(Duration::from_secs(10), world.emulator.shutdown()).await.unwrap();
    for mut socket in stalled {
        let ended = tokio::time::timeout(Duration::from_secs(5), socket.read(&mut [0])).await.unwrap();
        assert_eq!(ended.unwrap_or(0), 0);
    }
}

#[tokio::test]
async fn a_port_can_be_taken_again_at_once() {
    let world = World::start().await;
    let address = world.emulator.local_addr();
    let id = world.make(&expansion()).await;
    world.emulator.shutdown().await;
    let again = World::build(|builder| builder.listen(address)).await;
    let forgotten: Answer = again.get(&format!("{EXPAND}/{id}")).await;
    forgotten.refused(400, 1201);
    let list: Value = again.get(EXPAND).await.data();
    assert_eq!(list, json!([]));
}

/// Set for a process of its own that is to die with an emulator in it.
const DIE: &str = "KLING_EMULATOR_TEST_DIES";

#[tokio::test]
async fn an_emulator_lives_and_ends() {
    let world = World::start().await;
    world.finished(&expansion()).await;
    if std::env::var_os(DIE).is_some() {
        std::process::abort();
    }
    world.emulator.shutdown().await;
}

/// Killed, an emulator cannot delete its results: the next one does, and leaves alone those of the living.
#[test]
fn results_of_a_killed_emulator_go_when_the_next_one_starts() {
    let temporary = tempfile::tempdir().unwrap();
    let live = || {
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", "attacks::an_emulator_lives_and_ends"]).env("TMPDIR", temporary.path());
        process
    };
    let folders =
        || std::fs::read_dir(temporary.path()).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let in_use = temporary.path().join("kling-emulator-living");
    std::fs::create_dir(&in_use).unwrap();
    let lock = std::fs::File::create(in_use.join("in-use")).unwrap();
    lock.lock().unwrap();
    for left in [2, 2] {
        assert!(!live().env(DIE, "").output().unwrap().status.success());
        assert_eq!(folders().len(), left, "{:?}", folders());
    }
    assert!(live().output().unwrap().status.success());
    assert_eq!(folders(), [in_use]);
}

/// The temporary folder is everybody's: what stands where a lock would, may be a pipe that never answers.
#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_lock_keeps_no_emulator_from_starting() {
    let temporary = tempfile::tempdir().unwrap();
    let foreign = temporary.path().join("kling-emulator-foreign");
    std::fs::create_dir(&foreign).unwrap();
    assert!(Command::new("mkfifo").arg(foreign.join("in-use")).status().unwrap().success());
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", "attacks::an_emulator_lives_and_ends"]).env("TMPDIR", temporary.path());
    let mut process = process.stdout(Stdio::null()).spawn().unwrap();
    let patience = Instant::now() + Duration::from_secs(30);
    let status = loop {
        match process.try_wait().unwrap() {
            Some(status) => break Some(status),
            None if Instant::now() > patience => break None,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    process.kill().unwrap();
    assert!(status.is_some_and(|status| status.success()), "{status:?}");
    assert!(foreign.exists());
}
