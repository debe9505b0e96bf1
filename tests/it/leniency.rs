//! What a client must put up with: every shape in which a task was seen or documented.

use std::sync::Arc;
use std::time::Duration;

use kling_emulator::{Emulator, Fault, Operation, Shape};
use kling_images::{ImageExpansion, Images};
use kling_runtime::wire::TaskStatus;
use kling_runtime::{Credentials, ErrorKind, Session, System, Task, TaskTrace, WaitPolicy};
use serde_json::{Value, json};

use crate::raw_vendor::RawVendor;
use crate::sample;
use crate::time::{SPEED, ScaledTime, SteppedTime};

fn images(base_url: &str, system: Arc<dyn System>) -> Images {
    let credentials = Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap();
    let session = Session::builder(credentials).with_base_url(base_url.parse().unwrap()).with_system(system);
    Images::new(&session.build().unwrap())
}

async fn create(images: &Images) -> Task<ImageExpansion> {
    images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap()
}

#[tokio::test]
async fn a_single_query_may_be_an_object_or_an_array_of_one() {
    for shape in [Shape::Object, Shape::Array] {
        let emulator = Emulator::builder().speed(SPEED).single_query_shape(shape).start().await.unwrap();
        let images = images(emulator.base_url(), Arc::new(ScaledTime));
        let expanded = create(&images).await.wait().await.unwrap();
        assert_eq!(expanded.items().len(), 1, "{shape:?}");
        assert_eq!(expanded.units().unwrap().to_string(), "8", "{shape:?}");
    }
}

#[tokio::test]
async fn every_spelling_of_a_finished_task_is_read() {
    let spellings: [fn(Value) -> Value; 5] = [
        |mut body| {
            body["data"]["task_status"] = json!("succeeded");
            body
        },
        |mut body| {
            body["data"]["final_unit_deduction"] = json!(8);
            body["data"]["new_member"] = json!({ "deep": [1, 2] });
            body["new_member"] = json!(null);
            body
        },
        |mut body| {
            body["data"]["task_info"] = json!({});
            body["data"]["task_status_msg"] = json!(null);
            body["data"]["watermark_info"] = json!("");
            body
        },
        |mut body| {
            let data = body["data"].as_object_mut().unwrap();
            data.retain(|key, _| ["task_id", "task_status", "task_result"].contains(&key.as_str()));
            body
        },
        |mut body| {
            body["data"] = json!([body["data"]]);
            body["code"] = json!(200);
            body
        },
    ];
    for (number, spelling) in spellings.into_iter().enumerate() {
        let vendor = RawVendor::start([]);
        vendor.show_tasks_as(spelling);
        let images = images(&vendor.base_url(), SteppedTime::new());
        let expanded = create(&images).await.wait().await.unwrap_or_else(|error| panic!("spelling {number}: {error}"));
        assert_eq!(expanded.items().len(), 1, "spelling {number}");
    }
}

#[tokio::test]
async fn a_bare_integer_is_an_id_of_which_no_digit_is_lost() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|mut body| {
        body["code"] = json!("0");
        body["request_id"] = json!(7);
        body["data"]["task_id"] = json!(912_345_678_901_234_567_u64);
        body
    });
    let images = images(&vendor.base_url(), SteppedTime::new());
    let expanded = create(&images).await.wait().await.unwrap();
    assert_eq!(expanded.task_id(), "912345678901234567");
}

#[tokio::test]
async fn a_picture_without_an_address_hides_no_other() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|mut body| {
        let images = body["data"]["task_result"]["images"].as_array_mut().unwrap();
        images[0].as_object_mut().unwrap().remove("index");
        images.splice(0..0, [json!({ "url": null }), json!({ "url": "" }), json!({})]);
        body
    });
    let images = images(&vendor.base_url(), SteppedTime::new());
    let expanded = create(&images).await.wait().await.unwrap();
    assert_eq!(expanded.items().len(), 1);
    assert_eq!(expanded.items()[0].index, 3, "its place in the list");
}

#[tokio::test]
async fn an_unknown_status_is_shown_and_ends_at_the_deadline_with_the_task_attached() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|mut body| {
        body["data"]["task_status"] = json!("thinking");
        body
    });
    let system = SteppedTime::new();
    let images = images(&vendor.base_url(), system.clone());
    let task = create(&images).await;
    assert_eq!(task.query().await.unwrap().status, TaskStatus::Unknown("thinking".to_owned()));

    let handle = task.handle().clone();
    let start = system.now();
    let error =
        task.with_wait_policy(WaitPolicy::default().with_timeout(Duration::from_secs(60))).wait().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StillPending);
    assert_eq!(error.task(), &TaskTrace::Exists(handle));
    assert!(error.to_string().contains("thinking"), "{error}");
    assert_eq!(
        system.now().duration_since(start).unwrap(),
        Duration::from_secs(60),
        "the last poll falls on the deadline"
    );
}

#[tokio::test]
async fn an_unknown_status_that_passes_is_no_obstacle() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    emulator.control().inject(Fault::status_word("warming_up").on(Operation::GET_IMAGE_EXPANSION).times(2)).unwrap();
    let images = images(emulator.base_url(), Arc::new(ScaledTime));
    create(&images).await.wait().await.unwrap();
}

#[tokio::test]
async fn a_success_without_pictures_is_an_error_that_keeps_the_task() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|mut body| {
        body["data"]["task_result"] = json!({});
        body
    });
    let task = create(&images(&vendor.base_url(), SteppedTime::new())).await;
    let handle = task.handle().clone();
    let error = task.wait().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    assert_eq!(error.task(), &TaskTrace::Exists(handle));
}
