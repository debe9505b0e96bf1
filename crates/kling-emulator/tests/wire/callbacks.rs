//! Callbacks, as a receiver sees them.

use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::routing::post;
use kling_emulator::{Fault, Operation};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::world::{A_MINUTE, World, expansion_with};

const SECRET: &str = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=";

pub(crate) struct Receiver {
    pub(crate) url: String,
    posts: UnboundedReceiver<(HeaderMap, Bytes)>,
}

impl Receiver {
    pub(crate) async fn listen() -> Self {
        let (sender, posts) = unbounded_channel();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let receive = post(async move |headers: HeaderMap, body: Bytes| sender.send((headers, body)).unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", receive)).await });
        Self { url, posts }
    }

    async fn next(&mut self) -> (HeaderMap, Bytes) {
        tokio::time::timeout(Duration::from_secs(20), self.posts.recv()).await.expect("a callback").unwrap()
    }

    pub(crate) async fn next_task(&mut self) -> Value {
        serde_json::from_slice(&self.next().await.1).unwrap()
    }
}

#[tokio::test]
async fn every_change_is_posted_in_order_as_the_bare_task() {
    let world = World::start().await;
    let mut receiver = Receiver::listen().await;
    let id = world.make(&expansion_with(json!({ "callback_url": receiver.url, "external_task_id": "job-1" }))).await;
    let (headers, body) = receiver.next().await;
    assert!(headers.get("webhook-id").is_none());
    assert_eq!(headers["content-type"], "application/json; charset=utf-8");
    let first: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((&first["task_id"], &first["task_status"]), (&json!(id), &json!("submitted")));
    assert_eq!(first["task_info"]["external_task_id"], "job-1");
    assert!(first.get("code").is_none() && first.get("data").is_none());

    world.control().advance(Duration::from_secs(1)).await;
    assert_eq!(receiver.next_task().await["task_status"], "processing");
    world.control().advance(A_MINUTE).await;
    let last = receiver.next_task().await;
    assert_eq!(last, world.task(&id).await);
    assert_eq!(last["final_unit_deduction"], "8");
    assert_eq!(world.control().count_calls(Operation::DELIVER_CALLBACK), 3);
}

#[tokio::test]
async fn callbacks_leave_though_nobody_asks() {
    let world = World::build(|builder| builder.speed(100.0)).await;
    let mut receiver = Receiver::listen().await;
    world.inject(Fault::fail_task("no"));
    world.make(&expansion_with(json!({ "callback_url": receiver.url }))).await;
    for status in ["submitted", "processing", "failed"] {
        assert_eq!(receiver.next_task().await["task_status"], status);
    }
}

#[tokio::test]
async fn with_a_secret_they_are_signed() {
    let world = World::build(|builder| builder.webhook_secret(SECRET)).await;
    let mut receiver = Receiver::listen().await;
    world.make(&expansion_with(json!({ "callback_url": receiver.url }))).await;
    world.control().advance(A_MINUTE).await;
    let verifier = Webhook::new(SECRET).unwrap();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let (headers, body) = receiver.next().await;
        verifier.verify(&body, &headers).unwrap();
        assert!(verifier.verify(b"{}", &headers).is_err());
        ids.push(headers["webhook-id"].clone());
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_duplicate_has_the_same_id() {
    let world = World::build(|builder| builder.webhook_secret(SECRET)).await;
    world.inject(Fault::duplicate_callback());
    let mut receiver = Receiver::listen().await;
    world.make(&expansion_with(json!({ "callback_url": receiver.url }))).await;
    let (first, second) = (receiver.next().await, receiver.next().await);
    assert_eq!((&first.0["webhook-id"], &first.1), (&second.0["webhook-id"], &second.1));
    world.control().advance(Duration::from_secs(1)).await;
    assert_eq!(receiver.next_task().await["task_status"], "processing");
}

#[tokio::test]
async fn an_absent_receiver_harms_nobody() {
    let world = World::start().await;
    let task = world.finished(&expansion_with(json!({ "callback_url": "http://127.0.0.1:9/hook" }))).await;
    assert_eq!(task["task_status"], "succeed");
}

#[tokio::test]
async fn a_secret_that_is_no_base64_does_not_start() {
    let error = kling_emulator::Emulator::builder().webhook_secret("whsec_%").start().await.unwrap_err();
    assert!(error.to_string().contains("webhook secret"));
    assert!(!format!("{error:?}").contains("whsec_%"));
}

#[tokio::test]
async fn a_task_of_the_newer_standard_calls_back_in_its_own_words() {
    let world = World::start().await;
    let mut receiver = Receiver::listen().await;
    let body = json!({
        "prompt": "a boat", "settings": { "duration": 3 },
        "options": { "callback_url": receiver.url, "external_task_id": "boat-1" },
    });
    let id = world.post("/text-to-video/kling-3.0-turbo", &body).await.data()["id"].clone();
    let first = receiver.next_task().await;
    assert_eq!((&first["id"], &first["status"], first.get("task_id")), (&id, &json!("submitted"), None));
    world.control().advance(A_MINUTE).await;
    assert_eq!(receiver.next_task().await["status"], "processing");
    let last = receiver.next_task().await;
    assert_eq!(last, world.get("/tasks?external_task_ids=boat-1").await.data()[0]);
    assert_eq!(last["outputs"][0]["type"], "video");
}
