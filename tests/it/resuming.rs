//! A task outlives the process that made it.

use std::sync::Arc;

use kling_emulator::{Emulator, Operation};
use kling_images::{ImageExpansion, Images};
use kling_runtime::{Credentials, ErrorKind, Session, TaskHandle};

use crate::sample;
use crate::time::{SPEED, ScaledTime};

/// A client as a fresh process would make it: nothing is shared with an earlier one.
fn fresh_client(emulator: &Emulator) -> Images {
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_system(Arc::new(ScaledTime));
    Images::new(&session.build().unwrap())
}

#[tokio::test]
async fn a_handle_written_down_is_taken_up_by_another_client() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let written = {
        let task = fresh_client(&emulator).expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
        serde_json::to_string(task.handle()).unwrap()
    };
    let handle: TaskHandle = serde_json::from_str(&written).unwrap();
    let folder = sample::folder();
    let task = fresh_client(&emulator).resume::<ImageExpansion>(handle).unwrap();
    let saved = task.wait().await.unwrap().save_to(folder.path()).await.unwrap();
    assert!(saved[0].exists());
    assert_eq!(emulator.control().count_calls(Operation::CREATE_IMAGE_EXPANSION), 1);
}

#[tokio::test]
async fn an_external_id_alone_finds_the_task() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let images = fresh_client(&emulator);
    let task =
        images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id("order-77").send().await.unwrap();
    let found = fresh_client(&emulator).task::<ImageExpansion>("order-77").unwrap().query().await.unwrap();
    assert_eq!(found.task_id, task.id());
    assert_eq!(found.external_task_id.as_deref(), Some("order-77"));
}

#[tokio::test]
async fn a_task_that_the_api_does_not_know_is_not_said_to_exist() {
    let emulator = Emulator::builder().start().await.unwrap();
    let error = fresh_client(&emulator).task::<ImageExpansion>("order-76").unwrap().wait().await.unwrap_err();
    assert!(error.is_unknown_task(), "{error}");
    assert!(!error.task_may_exist(), "{error}");
}

#[tokio::test]
async fn a_taken_external_id_is_refused_and_costs_nothing() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let images = fresh_client(&emulator);
    let expand = || images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id("order-78");
    let first = expand().send().await.unwrap();
    let error = expand().send().await.unwrap_err();
    assert!(error.is_duplicate_external_task_id(), "{error}");
    assert!(!error.task_may_exist());
    assert_eq!(emulator.control().count_tasks(), 1);
    drop(first);
}

#[tokio::test]
async fn a_handle_of_another_host_or_product_is_refused() {
    let emulator = Emulator::builder().start().await.unwrap();
    let images = fresh_client(&emulator);
    for handle in [
        TaskHandle::new("image-expansion", "1", &kling_runtime::BaseUrl::beijing()),
        TaskHandle::new("text-to-video", "1", images.session().base_url()),
    ] {
        let error = images.resume::<ImageExpansion>(handle).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let images = fresh_client(&emulator);
    for _ in 0..3 {
        let _task = images.expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    }
    assert_eq!(images.page::<ImageExpansion>(1, 2).await.unwrap().len(), 2);
    assert_eq!(images.page::<ImageExpansion>(2, 2).await.unwrap().len(), 1);
    assert_eq!(images.page::<ImageExpansion>(1, 0).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(images.page::<ImageExpansion>(1001, 1).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    assert_eq!(
        emulator.control().count_calls(Operation::LIST_IMAGE_EXPANSIONS),
        2,
        "bad pages are refused before anything is sent"
    );
}

#[tokio::test]
async fn an_id_that_no_path_can_carry_is_refused() {
    let emulator = Emulator::builder().start().await.unwrap();
    let images = fresh_client(&emulator);
    for id in ["", " ", ".", "..", "a\nb"] {
        assert_eq!(images.task::<ImageExpansion>(id).unwrap_err().kind(), ErrorKind::InvalidInput, "{id:?}");
        let expand = images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id(id);
        assert_eq!(expand.send().await.unwrap_err().kind(), ErrorKind::InvalidInput, "{id:?}");
    }
    assert!(emulator.control().journal().is_empty());
    for id in ["..", ".", ""] {
        let error = images.wire().get_image_expansion(id).await.unwrap_err();
        assert!(error.is_unknown_task(), "{id:?}: {error}");
    }
}

#[tokio::test]
async fn an_id_with_a_slash_stays_one_id() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let images = fresh_client(&emulator);
    let id = "order/7?x=1#y ü";
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id(id).send().await.unwrap();
    assert_eq!(images.task::<ImageExpansion>(id).unwrap().query().await.unwrap().task_id, task.id());
}
