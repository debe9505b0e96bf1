//! A task is created exactly once, also when an answer is lost: an empty answer to a query is a sure no.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kling_runtime::{ErrorKind, TaskTrace};
use kling_tasks::{Kling30, Tasks, Video};
use serde_json::{Value, json};

use crate::Outcome;
use crate::server::{Seen, serve};

fn created(id: &str) -> (u16, Value) {
    (200, json!({ "code": 0, "data": { "id": id, "status": "submitted" } }))
}

fn found(tasks: &[&str]) -> (u16, Value) {
    let tasks: Vec<Value> = tasks.iter().map(|id| json!({ "id": id, "status": "submitted" })).collect();
    (200, json!({ "code": 0, "data": tasks }))
}

fn gateway() -> (u16, Value) {
    (502, json!("Bad Gateway"))
}

fn is_create(seen: &Seen) -> bool {
    seen.line == "POST /text-to-video/kling-3.0"
}

#[tokio::test]
async fn a_video_is_ordered_waited_for_and_told() -> Outcome {
    let (session, journal) = serve(|seen| match is_create(seen) {
        true => created("7"),
        false => {
            let video = json!({ "type": "video", "id": "9", "url": "https://example.com/9.mp4", "duration": "5.041" });
            let music = json!({ "type": "audio", "id": "8", "mp3_url": "https://example.com/8.mp3" });
            (200, json!({ "code": 0, "data": [{ "id": "7", "status": "succeeded", "outputs": [music, video] }] }))
        }
    })
    .await?;
    let task = Tasks::new(&session).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!((task.id(), task.handle().product()), ("7", "task"));
    let made = task.wait().await?;
    let video: &Video = made.first();
    assert_eq!(video.id.as_ref().map(|id| id.as_str()), Some("9"));
    assert_eq!((made.items().len(), video.index), (1, 1), "what is no video is left out");
    let sent = &journal.seen()[0].body;
    assert!(sent["options"]["external_task_id"].as_str().is_some_and(|id| id.starts_with("kling-rs-")), "{sent}");
    Ok(())
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_by_the_external_id() -> Outcome {
    let (session, journal) = serve(|seen| match is_create(seen) {
        true => gateway(),
        false if seen.line.starts_with("GET /tasks?external_task_ids=kling-rs-") => found(&["7"]),
        false => found(&[]),
    })
    .await?;
    let task = Tasks::new(&session).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!(task.id(), "7");
    assert_eq!(journal.seen().iter().filter(|seen| is_create(seen)).count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_task_that_is_surely_not_there_is_ordered_again_under_the_same_id() -> Outcome {
    let creates = Arc::new(AtomicUsize::new(0));
    let (session, journal) = serve(move |seen| match is_create(seen) {
        true if creates.fetch_add(1, Ordering::Relaxed) == 0 => gateway(),
        true => created("7"),
        false => found(&[]),
    })
    .await?;
    let task = Tasks::new(&session).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!(task.id(), "7");
    let seen = journal.seen();
    let ids: Vec<&Value> =
        seen.iter().filter(|seen| is_create(seen)).map(|seen| &seen.body["options"]["external_task_id"]).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
    Ok(())
}

#[tokio::test]
async fn an_answer_without_an_id_is_looked_up_too() -> Outcome {
    let (session, _) = serve(|seen| match is_create(seen) {
        true => (200, json!({ "code": 0, "data": { "status": "submitted" } })),
        false => found(&["7"]),
    })
    .await?;
    assert_eq!(Tasks::new(&session).text_to_video(Kling30, "a fox").send().await?.id(), "7");
    Ok(())
}

#[tokio::test]
async fn an_id_that_a_task_has_already_is_not_ordered_under() -> Outcome {
    let (session, journal) = serve(|_| found(&["7"])).await?;
    let order = Tasks::new(&session).text_to_video(Kling30, "a fox").with_external_task_id("job-1");
    let error = order.send().await.expect_err("taken");
    assert!(error.is_duplicate_external_task_id(), "{error}");
    assert!(journal.seen().iter().all(|seen| !is_create(seen)));
    Ok(())
}

#[tokio::test]
async fn when_nothing_can_be_learnt_the_error_tells_what_to_look_for() -> Outcome {
    let (session, _) = serve(|seen| match is_create(seen) {
        true => gateway(),
        false => (500, json!({ "code": 5000, "message": "later" })),
    })
    .await?;
    let error = Tasks::new(&session).text_to_video(Kling30, "a fox").send().await.expect_err("nothing known");
    assert!(
        matches!(error.task(), TaskTrace::Possible { external_task_id } if external_task_id.starts_with("kling-rs-"))
    );
    Ok(())
}

#[tokio::test]
async fn a_refusal_costs_nothing_and_is_not_repeated() -> Outcome {
    let (session, journal) =
        serve(|_| (400, json!({ "code": 1201, "message": "duration is not supported", "request_id": "r" }))).await?;
    let error = Tasks::new(&session).text_to_video(Kling30, "a fox").send().await.expect_err("refused");
    assert_eq!((error.kind(), error.task_may_exist()), (ErrorKind::Refused, false));
    assert_eq!(journal.lines(), ["POST /text-to-video/kling-3.0"]);
    Ok(())
}
