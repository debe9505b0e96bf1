//! A task is created exactly once, also when an answer is lost: an empty answer to a query is a sure no.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kling_fixtures::{ScriptedServer, Seen};
use kling_runtime::{ErrorKind, TaskTrace};
use kling_tasks::{Kling30, Tasks, Video};
use serde_json::{Value, json};

use crate::Outcome;

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

fn is_external(seen: &Seen) -> bool {
    seen.line.starts_with("GET /tasks?external_task_ids=")
}

fn is_create(seen: &Seen) -> bool {
    seen.line == "POST /text-to-video/kling-3.0"
}

#[tokio::test]
async fn a_video_is_ordered_waited_for_and_told() -> Outcome {
    let server = ScriptedServer::start(|seen| match is_create(seen) {
        true => created("7"),
        false => {
            let video = json!({ "type": "video", "id": "9", "url": "https://example.com/9.mp4", "duration": "5.041" });
            let music = json!({ "type": "audio", "id": "8", "mp3_url": "https://example.com/8.mp3" });
            (200, json!({ "code": 0, "data": [{ "id": "7", "status": "succeeded", "outputs": [music, video] }] }))
        }
    })
    .await;
    let task = Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!((task.id(), task.handle().product()), ("7", "task"));
    let made = task.wait().await?;
    let video: &Video = made.first();
    assert_eq!(video.id.as_ref().map(|id| id.as_str()), Some("9"));
    assert_eq!((made.items().len(), video.index), (1, 1), "what is no video is left out");
    let sent = &server.seen()[0].body;
    assert!(sent["options"]["external_task_id"].as_str().is_some_and(|id| id.starts_with("kling-rs-")), "{sent}");
    Ok(())
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_by_the_external_id() -> Outcome {
    let server = ScriptedServer::start(|seen| match is_create(seen) {
        true => gateway(),
        false if seen.line.starts_with("GET /tasks?external_task_ids=kling-rs-") => found(&["7"]),
        false => found(&[]),
    })
    .await;
    let task = Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!(task.id(), "7");
    assert_eq!(server.seen().iter().filter(|seen| is_create(seen)).count(), 1);
    Ok(())
}

#[tokio::test]
async fn a_task_that_is_surely_not_there_is_ordered_again_under_the_same_id() -> Outcome {
    let creates = Arc::new(AtomicUsize::new(0));
    let server = ScriptedServer::start(move |seen| match is_create(seen) {
        true if creates.fetch_add(1, Ordering::Relaxed) == 0 => gateway(),
        true => created("7"),
        false => found(&[]),
    })
    .await;
    let task = Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await?;
    assert_eq!(task.id(), "7");
    let seen = server.seen();
    let ids: Vec<&Value> =
        seen.iter().filter(|seen| is_create(seen)).map(|seen| &seen.body["options"]["external_task_id"]).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
    Ok(())
}

#[tokio::test]
async fn an_answer_without_an_id_is_looked_up_too() -> Outcome {
    let server = ScriptedServer::start(|seen| match is_create(seen) {
        true => (200, json!({ "code": 0, "data": { "status": "submitted" } })),
        false if is_external(seen) => found(&["7"]),
        false => found(&[]),
    })
    .await;
    assert_eq!(Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await?.id(), "7");
    Ok(())
}

/// Asked by task id this API answers with whatever it has, or refuses what is no task id: neither may decide over the order.
#[tokio::test]
async fn an_external_id_is_looked_up_as_nothing_else() -> Outcome {
    for strange in [found(&["6"]), (400, json!({ "code": 1201, "message": "task_ids is invalid" }))] {
        let server = ScriptedServer::start(move |seen| match is_create(seen) {
            true => gateway(),
            false if is_external(seen) => found(&["7"]),
            false => strange.clone(),
        })
        .await;
        let tasks = Tasks::new(server.session());
        assert_eq!(tasks.text_to_video(Kling30, "a fox").send().await?.id(), "7");
        assert_eq!(tasks.task("job-1")?.query().await?.task_id, "7", "an id of unknown kind");
    }
    Ok(())
}

#[tokio::test]
async fn of_several_tasks_the_one_that_tells_the_id_is_the_one() -> Outcome {
    let server = ScriptedServer::start(|seen| {
        let asked = seen.line.strip_prefix("GET /tasks?external_task_ids=");
        match asked {
            Some(id) => {
                let tasks = [
                    json!({ "id": "6", "status": "submitted" }),
                    json!({ "id": "7", "status": "submitted", "external_id": id }),
                ];
                (200, json!({ "code": 0, "data": tasks }))
            }
            None => gateway(),
        }
    })
    .await;
    assert_eq!(Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await?.id(), "7");
    Ok(())
}

#[tokio::test]
async fn a_task_of_another_external_id_is_not_the_one_that_was_ordered() -> Outcome {
    let other = json!({ "code": 0, "data": [{ "id": "6", "status": "submitted", "external_id": "job-0" }] });
    let server = ScriptedServer::start(move |seen| match is_create(seen) {
        true => gateway(),
        false => (200, other.clone()),
    })
    .await;
    let tasks = Tasks::new(server.session());
    let error = tasks.text_to_video(Kling30, "a fox").send().await.expect_err("nothing was found");
    assert!(matches!(error.task(), TaskTrace::Possible { .. }), "{error}");
    let creates = server.seen().into_iter().filter(is_create).count();
    assert!(creates > 1, "the order is sent again under its id, which the API takes once only: {creates}");
    Ok(())
}

#[tokio::test]
async fn an_id_that_a_task_has_already_is_not_ordered_under() -> Outcome {
    let server = ScriptedServer::start(|_| found(&["7"])).await;
    let order = Tasks::new(server.session()).text_to_video(Kling30, "a fox").with_external_task_id("job-1");
    let error = order.send().await.expect_err("taken");
    assert!(error.is_duplicate_external_task_id(), "{error}");
    assert!(server.seen().iter().all(|seen| !is_create(seen)));
    Ok(())
}

#[tokio::test]
async fn when_nothing_can_be_learnt_the_error_tells_what_to_look_for() -> Outcome {
    let server = ScriptedServer::start(|seen| match is_create(seen) {
        true => gateway(),
        false => (500, json!({ "code": 5000, "message": "later" })),
    })
    .await;
    let error = Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await.expect_err("nothing known");
    assert!(
        matches!(error.task(), TaskTrace::Possible { external_task_id } if external_task_id.starts_with("kling-rs-"))
    );
    Ok(())
}

#[tokio::test]
async fn a_refusal_costs_nothing_and_is_not_repeated() -> Outcome {
    let server = ScriptedServer::start(|_| {
        (400, json!({ "code": 1201, "message": "duration is not supported", "request_id": "r" }))
    })
    .await;
    let error = Tasks::new(server.session()).text_to_video(Kling30, "a fox").send().await.expect_err("refused");
    assert_eq!((error.kind(), error.task_may_exist()), (ErrorKind::Refused, false));
    assert_eq!(server.lines(), ["POST /text-to-video/kling-3.0"]);
    Ok(())
}
