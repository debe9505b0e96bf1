//! Several expansions for one wish, through the library.

use std::sync::Arc;

use image::ImageFormat;
use kling_emulator::Emulator;
use kling_images::{Anchor, ImageExpansion, Images, StepwiseExpansion};
use kling_runtime::wire::MediaInput;
use kling_runtime::{Credentials, ErrorKind, PictureFormat, PictureHeader, Session};

use serde_json::json;

use crate::raw_vendor::{RawVendor, Reply};
use crate::time::{SPEED, ScaledTime, SteppedTime};
use crate::{file_server, sample};

fn on_socket(vendor: &RawVendor) -> Images {
    let session = Session::builder(Credentials::api_key("k").unwrap())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new());
    Images::new(&session.build().unwrap())
}

/// A wish of two steps: 300x750 to 632x750 to 1333x750.
async fn tall_to_wide(images: &Images, external_task_id: &str) -> StepwiseExpansion {
    let expand = images.expand(sample::png(300, 750)).to_aspect(16, 9).with_anchor(Anchor::Left);
    expand.with_external_task_id(external_task_id).plan_steps().await.unwrap()
}

/// Lets every finished task have this picture.
fn show_picture(vendor: &RawVendor, url: String) {
    vendor.show_tasks_as(move |mut body| {
        body["data"]["task_result"]["images"][0]["url"] = url.clone().into();
        body
    });
}

#[tokio::test]
async fn all_steps_are_run_and_run_again_without_paying_again() {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_system(Arc::new(ScaledTime));
    let images = Images::new(&session.build().unwrap());
    let stepwise = tall_to_wide(&images, "poster").await;
    assert_eq!((stepwise.steps().count(), stepwise.estimate().units.to_string()), (2, "16".to_owned()));
    let expanded = stepwise.run().await.unwrap();

    let folder = sample::folder();
    let saved = expanded.save_to(folder.path()).await.unwrap();
    let grown = image::open(&saved[0]).unwrap().into_rgb8();
    assert_eq!(grown.dimensions(), (1333, 750));
    let original = sample::gradient(300, 750).into_rgb8();
    assert!(original.enumerate_pixels().all(|(x, y, pixel)| grown.get_pixel(x, y) == pixel));

    let again = tall_to_wide(&images, "poster").await.run().await.unwrap();
    assert_eq!(again.task_id(), expanded.task_id());
    assert_eq!(images.page::<ImageExpansion>(1, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_lost_answer_makes_no_step_twice() {
    let vendor = RawVendor::start([Reply::MakeAndHangUp, Reply::MakeAndGatewayPage]);
    show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(632, 750)));
    tall_to_wide(&on_socket(&vendor), "poster").await.run().await.unwrap();
    vendor.seen(|seen| assert_eq!(seen.tasks, ["poster-step-1", "poster"]));
}

#[tokio::test]
async fn a_picture_a_pixel_off_is_planned_on_from_what_came() {
    for (came, left, right) in [((631, 750), 0.0, 1.1126), ((633, 750), 0.0, 1.1059), ((632, 751), 0.0, 1.1092)] {
        let vendor = RawVendor::start([]);
        show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(came.0, came.1)));
        let images = on_socket(&vendor);
        let mut stepwise = tall_to_wide(&images, "poster").await;
        let expanded = stepwise.send().await.unwrap().task.wait().await.unwrap();
        stepwise.advance(&expanded).await.unwrap();
        let plan = stepwise.current().plan();
        assert_eq!((plan.source().width(), plan.source().height()), came);
        assert_eq!((plan.canvas().width(), plan.canvas().height()), (1333, came.1));
        assert_eq!((plan.expansion().left().to_f64(), plan.expansion().right().to_f64()), (left, right), "{came:?}");
        assert!(stepwise.is_last());
        assert_eq!((stepwise.number(), stepwise.current().external_task_id()), (2, "poster"));
    }
}

#[tokio::test]
async fn a_pixel_off_costs_no_step_more() {
    // The planned canvas has exactly three times the area; with a pixel less, 900x900 takes two steps more.
    for came in [(499, 540), (500, 539), (501, 540)] {
        let vendor = RawVendor::start([]);
        show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(came.0, came.1)));
        let expand = on_socket(&vendor).expand(sample::png(300, 300)).to_canvas(900, 900);
        let mut stepwise = expand.with_external_task_id("poster").plan_steps().await.unwrap();
        assert_eq!(stepwise.current().plan().canvas().to_string(), "500x540");
        let expanded = stepwise.send().await.unwrap().task.wait().await.unwrap();
        stepwise.advance(&expanded).await.unwrap();
        assert!(stepwise.is_last(), "{came:?}");
        let canvas = stepwise.current().plan().canvas();
        assert!((898..=901).contains(&canvas.width()) && (898..=901).contains(&canvas.height()), "{canvas}");
    }
}

#[tokio::test]
async fn after_the_last_step_there_is_none() {
    let vendor = RawVendor::start([]);
    show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(632, 750)));
    let mut stepwise = tall_to_wide(&on_socket(&vendor), "poster").await;
    let expanded = stepwise.send().await.unwrap().task.wait().await.unwrap();
    stepwise.advance(&expanded).await.unwrap();
    let error = stepwise.advance(&expanded).await.unwrap_err();
    assert_eq!(error.message(), "the last step is done, and none is left");
    assert_eq!(stepwise.number(), 2);
}

#[tokio::test]
async fn the_pictures_of_another_wish_are_no_result() {
    let vendor = RawVendor::start([]);
    show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(750, 750)));
    let images = on_socket(&vendor);
    let _task =
        images.expand(sample::png(300, 750)).to_aspect(1, 1).with_external_task_id("poster").send().await.unwrap();
    let error = tall_to_wide(&images, "poster").await.run().await.unwrap_err();
    assert_eq!(error.message(), "task t-1 made 750x750, and this step makes 1333x750");
    vendor.seen(|seen| assert_eq!(seen.tasks, ["poster"]));
}

#[tokio::test]
async fn each_attempt_at_a_failed_step_has_the_next_number() {
    let vendor = RawVendor::start([]);
    vendor.show_tasks_as(|mut body| {
        body["data"]["task_status"] = "failed".into();
        body
    });
    let images = on_socket(&vendor);
    let mut stepwise = tall_to_wide(&images, "poster").await;
    for _ in 0..3 {
        assert!(!stepwise.send().await.unwrap().was_made_earlier);
    }
    tall_to_wide(&images, "poster").await.send().await.unwrap();
    let ids = ["poster-step-1", "poster-step-1-attempt-2", "poster-step-1-attempt-3", "poster-step-1-attempt-4"];
    vendor.seen(|seen| assert_eq!(seen.tasks, ids));

    // An id of our own making is tried again too once a task has it.
    let mut fresh = images.expand(sample::png(300, 750)).to_aspect(16, 9).plan_steps().await.unwrap();
    let first = fresh.send().await.unwrap().task;
    let second = fresh.send().await.unwrap().task;
    assert_ne!(first.id(), second.id());
}

#[tokio::test]
async fn an_id_that_another_product_has_is_told_once() {
    let vendor = RawVendor::start([]);
    let images = on_socket(&vendor);
    let small = images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id("poster-step-1");
    let _task = small.send().await.unwrap();
    // A query for expansions does not find it.
    vendor.show_tasks_as(|_| json!({ "code": 1201, "message": "Task not found by id/external id: poster-step-1" }));
    let error = tall_to_wide(&images, "poster").await.send().await.unwrap_err();
    assert!(error.is_duplicate_external_task_id(), "{error}");
    vendor.seen(|seen| assert_eq!(seen.creates.len(), 2));
}

#[tokio::test]
async fn what_could_not_be_handed_on_is_refused_before_anything_is_paid() {
    let vendor = RawVendor::start([]);
    let expand = on_socket(&vendor).expand(sample::png(300, 300)).to_canvas(24_300, 24_300);
    let error = expand.plan_steps().await.unwrap_err();
    assert!(error.message().contains("too large to hand on: more than 100000000 pixels"), "{error}");
    vendor.seen(|seen| assert!(seen.creates.is_empty()));
}

#[tokio::test]
async fn a_picture_of_another_size_is_not_built_upon() {
    let vendor = RawVendor::start([]);
    show_picture(&vendor, file_server::serve("200 OK", "", &sample::png(640, 750)));
    let error = tall_to_wide(&on_socket(&vendor), "poster").await.run().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.message(), "task t-1 made 640x750, and this step makes 632x750");
    vendor.seen(|seen| assert_eq!(seen.tasks, ["poster-step-1"]));
}

#[tokio::test]
async fn a_step_longer_than_the_api_takes_goes_on_as_jpeg() {
    let jpeg = with_comments(&sample::encode(&sample::gradient(632, 750), ImageFormat::Jpeg), 10_000_000);
    let vendor = RawVendor::start([]);
    show_picture(&vendor, file_server::serve("200 OK", "", &jpeg));
    let images = on_socket(&vendor);
    let mut stepwise = tall_to_wide(&images, "poster").await;
    let expanded = stepwise.send().await.unwrap().task.wait().await.unwrap();
    stepwise.advance(&expanded).await.unwrap();

    let picture = stepwise.current().picture();
    let MediaInput::Bytes(bytes) = &picture.input else { panic!("not sent as bytes") };
    assert!(bytes.len() < 1_000_000);
    let header = PictureHeader::read(bytes).unwrap();
    assert_eq!((header.format, header.width, header.height), (PictureFormat::Jpeg, 632, 750));

    // Without several steps it is refused as ever.
    let refused = images.expand(jpeg).to_largest().plan().await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidInput);
}

/// The same JPEG, longer by at least this much: with comments that nobody reads.
fn with_comments(jpeg: &[u8], length: usize) -> Vec<u8> {
    const COMMENT: [u8; 4] = [0xff, 0xfe, 0xff, 0xff];
    let (start, rest) = jpeg.split_at(2);
    let text = [b'.'; 0xffff - 2];
    let comments = vec![[&COMMENT[..], &text[..]].concat(); length / text.len() + 1].concat();
    [start, &comments, rest].concat()
}
