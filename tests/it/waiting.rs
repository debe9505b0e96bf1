//! Waiting: what ends it, what does not, and what is seen on the way.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use kling_emulator::{Emulator, Fault, Operation};
use kling_images::Images;
use kling_runtime::wire::TaskStatus;
use kling_runtime::{ApiCode, Credentials, ErrorKind, Session, TaskTrace, WaitPolicy};
use serde_json::{Value, json};

use crate::raw_vendor::RawVendor;
use crate::sample;
use crate::time::{SPEED, ScaledTime, SteppedTime};

async fn emulated() -> (Emulator, Images) {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_system(Arc::new(ScaledTime))
        .build()
        .unwrap();
    (emulator, Images::new(&session))
}

fn on_socket(vendor: &RawVendor) -> Images {
    let session = Session::builder(Credentials::api_key("k").unwrap())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new());
    Images::new(&session.build().unwrap())
}

#[tokio::test]
async fn every_change_of_status_is_seen_once_and_in_order() {
    let vendor = RawVendor::start([]);
    for word in ["submitted", "submitted", "processing", "processing", "succeed"] {
        vendor.show_tasks_as(move |mut body| {
            body["data"]["task_status"] = json!(word);
            if word != "succeed" {
                body["data"]["task_result"] = json!({});
            }
            body
        });
    }
    let images = on_socket(&vendor);
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    let seen: Vec<_> = task.updates().map(|update| update.unwrap().status).collect().await;
    assert_eq!(seen, [TaskStatus::Submitted, TaskStatus::Processing, TaskStatus::Succeed]);
}

#[tokio::test]
async fn a_task_can_be_awaited_itself() {
    let (_emulator, images) = emulated().await;
    let expanded =
        images.expand(sample::png(300, 300)).to_aspect(3, 2).with_count(2).send().await.unwrap().await.unwrap();
    assert_eq!(expanded.items().len(), 2);
    assert_eq!(expanded.units().unwrap().to_string(), "16");
    let left = expanded.expires_at().unwrap().duration_since(std::time::SystemTime::now()).unwrap();
    assert!(left > Duration::from_secs(29 * 86_400), "{left:?}");
}

#[tokio::test]
async fn a_failed_task_gives_the_vendors_reason() {
    let (emulator, images) = emulated().await;
    emulator.control().inject(Fault::fail_task("Image pixel is invalid")).unwrap();
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    let handle = task.handle().clone();
    let error = task.wait().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TaskFailed);
    assert!(error.message().contains("Image pixel is invalid"), "{error}");
    assert_eq!(error.task(), &TaskTrace::Exists(handle));
}

#[tokio::test]
async fn failed_polls_do_not_end_a_wait() {
    let (emulator, images) = emulated().await;
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    let control = emulator.control();
    for fault in
        [Fault::answer(500, 5000, "broken"), Fault::half_body(), Fault::gateway_page(kling_emulator::When::Before)]
    {
        control.inject(fault.on(Operation::GET_IMAGE_EXPANSION).times(6)).unwrap();
    }
    task.wait().await.unwrap();
    assert!(control.count_calls(Operation::GET_IMAGE_EXPANSION) > 18);
}

#[tokio::test]
async fn refused_credentials_end_a_wait_at_once_and_keep_the_task() {
    let (emulator, images) = emulated().await;
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    emulator
        .control()
        .inject(Fault::answer(401, 1002, "revoked").on(Operation::GET_IMAGE_EXPANSION).times(100))
        .unwrap();
    let handle = task.handle().clone();
    let error = task.wait().await.unwrap_err();
    assert_eq!(error.code(), Some(ApiCode::AUTHORIZATION_INVALID));
    assert_eq!(error.task(), &TaskTrace::Exists(handle));
    assert_eq!(emulator.control().count_calls(Operation::GET_IMAGE_EXPANSION), 1);
}

#[tokio::test]
async fn an_outage_until_the_deadline_says_what_stood_in_the_way() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|_| Value::Null);
    let images = on_socket(&vendor);
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    let task = task.with_wait_policy(WaitPolicy::default().with_timeout(Duration::from_secs(30)));
    let start = images.session().system().now();
    let error = task.wait().await.unwrap_err();
    assert_eq!(
        images.session().system().now().duration_since(start).unwrap(),
        Duration::from_secs(30),
        "the deadline holds"
    );
    assert_eq!(error.kind(), ErrorKind::StillPending);
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("lost") || cause.contains("cut off"), "{cause}");
}

#[tokio::test]
async fn a_key_that_has_expired_ends_a_wait_at_once() {
    let (emulator, images) = emulated().await;
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    emulator
        .control()
        .inject(Fault::answer(401, 1004, "expired").on(Operation::GET_IMAGE_EXPANSION).times(100))
        .unwrap();
    let error = task.wait().await.unwrap_err();
    assert_eq!(error.code(), Some(ApiCode::TOKEN_EXPIRED));
    assert!(!error.is_retryable());
    assert_eq!(emulator.control().count_calls(Operation::GET_IMAGE_EXPANSION), 1);
}

#[tokio::test]
async fn an_answer_about_another_task_is_not_believed() {
    let vendor = RawVendor::start([]);
    let images = on_socket(&vendor);
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    vendor.show_tasks_as(|mut body| {
        body["data"]["task_id"] = json!("t-99");
        body["data"]["task_info"] = json!({ "external_task_id": "somebody-else" });
        body
    });
    let error = task.query().await.unwrap_err();
    assert!(error.message().contains("t-99"), "{error}");
}
