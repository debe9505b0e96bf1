//! Each fault, as a client meets it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use kling_emulator::{DEFAULT_API_KEY, Effect, Fault, Operation, When};
use reqwest::StatusCode;
use serde_json::json;

use crate::world::{Answer, EXPAND, World, expansion, expansion_with};

#[tokio::test]
async fn an_answer_is_given_for_the_next_calls_and_makes_nothing() {
    let world = World::start().await;
    world.inject(Fault::answer(429, 1303, "busy").retry_after(7).on(Operation::CREATE_IMAGE_EXPANSION).times(2));
    world.get(EXPAND).await.data();
    for _ in 0..2 {
        let response = world.create_request(&expansion()).send().await.unwrap();
        assert_eq!(
            (response.status(), &response.headers()["retry-after"]),
            (StatusCode::TOO_MANY_REQUESTS, &"7".parse().unwrap())
        );
        let body: serde_json::Value = response.json().await.unwrap();
        assert_eq!((&body["code"], &body["message"], body.get("data")), (&json!(1303), &json!("busy"), None));
    }
    assert_eq!(world.control().count_tasks(), 0);
    world.make(&expansion()).await;

    world.inject(Fault::answer(200, 1201, "odd"));
    let odd = world.create(&expansion()).await;
    assert_eq!((odd.status, odd.code()), (StatusCode::OK, 1201));
}

#[tokio::test]
async fn a_delay_is_real_time() {
    let world = World::start().await;
    world.inject(Fault::delay(150));
    let start = Instant::now();
    world.get(EXPAND).await.data();
    assert!(start.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_connection_is_closed_before_or_after_the_task_is_made() {
    let world = World::start().await;
    for (when, made) in [(When::Before, 0), (When::After, 1)] {
        world.inject(Fault::hang_up(when));
        let error = world.create_request(&expansion()).send().await.unwrap_err();
        assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
        assert_eq!(world.control().count_tasks(), made);
    }
    assert!(world.control().journal().iter().all(|call| call.status.is_none()));
}

#[test]
fn a_hung_up_socket_ends_without_a_byte() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let world = runtime.block_on(World::start());
    world.inject(Fault::hang_up(When::After));
    let mut socket = TcpStream::connect(world.emulator.local_addr()).unwrap();
    write!(socket, "GET {EXPAND} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {DEFAULT_API_KEY}\r\n\r\n").unwrap();
    let mut received = Vec::new();
    socket.read_to_end(&mut received).unwrap();
    assert!(received.is_empty());
}

#[tokio::test]
async fn a_gateway_page_hides_a_task_or_none() {
    let world = World::start().await;
    let page = async || {
        let response = world.create_request(&expansion()).send().await.unwrap();
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
        (response.status().as_u16(), response.text().await.unwrap())
    };
    world.inject(Fault::gateway_page(When::Before));
    let (status, text) = page().await;
    assert_eq!((status, world.control().count_tasks()), (504, 0));
    assert!(text.starts_with("<html>"));
    world.inject(Fault::new(Effect::GatewayPage { when: When::After, status: 502 }));
    assert_eq!((page().await.0, world.control().count_tasks()), (502, 1));
}

#[tokio::test]
async fn half_a_body_arrives_after_the_task_is_made() {
    let world = World::start().await;
    world.inject(Fault::half_body());
    let mut response = world.create_request(&expansion()).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let announced = response.content_length().unwrap();
    let mut received = Vec::new();
    let end = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => received.extend_from_slice(&chunk),
            end => break end,
        }
    };
    assert!(end.is_err());
    assert_eq!(received.len() as u64, announced / 2);
    assert!(received.starts_with(b"{"));
    assert_eq!(world.control().count_tasks(), 1);
}

#[tokio::test]
async fn a_download_is_cut_once_and_can_be_resumed() {
    let world = World::start().await;
    let task = world.finished(&expansion()).await;
    let url = task["task_result"]["images"][0]["url"].as_str().unwrap();
    let whole = world.http.get(url).send().await.unwrap().bytes().await.unwrap();
    for cut in [0, 1, 20_000, whole.len() - 1] {
        world.inject(Fault::cut_download(cut as u64));
        let mut response = world.http.get(url).send().await.unwrap();
        assert_eq!(response.content_length().unwrap(), whole.len() as u64);
        let mut received = Vec::new();
        while let Ok(Some(chunk)) = response.chunk().await {
            received.extend_from_slice(&chunk);
        }
        assert_eq!(received, &whole[..cut]);
        let rest = world.http.get(url).header("range", format!("bytes={cut}-")).send().await.unwrap();
        assert_eq!(rest.bytes().await.unwrap(), &whole[cut..]);
    }
}

#[tokio::test]
async fn a_query_can_be_an_array_once() {
    let world = World::start().await;
    let id = world.make(&expansion()).await;
    world.inject(Fault::array_shape());
    assert_eq!(world.task(&id).await[0]["task_id"], id.as_str());
    assert_eq!(world.task(&id).await["task_id"], id.as_str());
}

#[tokio::test]
async fn a_status_word_can_be_made_up() {
    let world = World::start().await;
    let id = world.make(&expansion()).await;
    world.inject(Fault::status_word("pondering").times(2));
    assert_eq!(world.task(&id).await["task_status"], "pondering");
    assert_eq!(world.get(EXPAND).await.data()[0]["task_status"], "pondering");
    assert_eq!(world.task(&id).await["task_status"], "submitted");
}

#[tokio::test]
async fn a_task_can_be_made_to_fail() {
    let world = World::start().await;
    world.inject(Fault::fail_task("Image pixel is invalid"));
    // A refused create does not use the fault up.
    world.create(&expansion_with(json!({ "n": 0 }))).await.refused(400, 1201);
    let task = world.finished(&expansion()).await;
    assert_eq!((&task["task_status"], &task["task_status_msg"]), (&json!("failed"), &json!("Image pixel is invalid")));
    let task = world.finished(&expansion()).await;
    assert_eq!(task["task_status"], "succeed");
}

#[tokio::test]
async fn faults_of_different_stages_meet_in_one_call_and_equal_ones_queue() {
    let world = World::start().await;
    world.inject(Fault::delay(1));
    world.inject(Fault::answer(500, 5000, "first"));
    world.inject(Fault::answer(503, 5001, "second"));
    assert_eq!(world.get(EXPAND).await.message(), "first");
    assert_eq!(world.control().faults().len(), 1);
    assert_eq!(world.get(EXPAND).await.message(), "second");
    world.get(EXPAND).await.data();
}

#[tokio::test]
async fn a_fault_strikes_before_the_token_is_looked_at() {
    let world = World::start().await;
    world.inject(Fault::answer(503, 5001, "down"));
    Answer::of(world.http.get(world.url(EXPAND))).await.refused(503, 5001);
    Answer::of(world.http.get(world.url(EXPAND))).await.refused(401, 1001);
}

#[test]
fn faults_that_could_never_happen_are_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let control = runtime.block_on(World::start()).control();
    for (fault, word) in [
        (Fault::delay(1).times(0), "times"),
        (Fault::answer(99, 0, ""), "status"),
        (Fault::array_shape().on(Operation::CREATE_IMAGE_EXPANSION), "get_image_expansion"),
        (Fault::cut_download(1).on(Operation::GET_ACCOUNT_COSTS), "download_result"),
    ] {
        let error = control.inject(fault).unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
    assert!(control.faults().is_empty());
}
