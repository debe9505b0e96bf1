//! Finding tasks: by ids of either kind, in chunks, and page after page.

use std::time::{Duration, SystemTime};

use futures_util::TryStreamExt as _;
use kling_fixtures::{ScriptedServer, Seen, offline};
use kling_runtime::wire::TaskStatus;
use kling_runtime::{Error, ErrorKind, TaskHandle};
use kling_tasks::{ImageToVideo, Kling30, ProductType, TaskFilter, TaskReport, Tasks, TextToVideo, VideoOrder};
use serde_json::{Value, json};

use crate::Outcome;

/// The ids that a query asked for by one parameter.
fn asked<'s>(seen: &'s Seen, parameter: &str) -> Vec<&'s str> {
    let query = seen.line.split(['?', '&']).find_map(|part| part.strip_prefix(parameter)?.strip_prefix('='));
    query.map(|ids| ids.split(',').collect()).unwrap_or_default()
}

/// Knows the tasks `1` to `999`; those divisible by ten have external ids `job-<id>`. Answers in reverse.
fn answer(seen: &Seen) -> (u16, Value) {
    let task = |id: u32| match id % 10 {
        0 => json!({ "id": id.to_string(), "status": "processing", "external_id": format!("job-{id}") }),
        _ => json!({ "id": id.to_string(), "status": "processing" }),
    };
    let by_id = asked(seen, "task_ids").into_iter().filter_map(|id| id.parse().ok());
    let by_job = asked(seen, "external_task_ids").into_iter().filter_map(|id| id.strip_prefix("job-")?.parse().ok());
    let known = by_id.filter(|id| (1..1000).contains(id)).chain(by_job.filter(|id| id % 10 == 0 && *id < 1000));
    let mut tasks: Vec<Value> = known.map(task).collect();
    tasks.reverse();
    (200, json!({ "code": 0, "data": tasks }))
}

fn ids(reports: &[TaskReport]) -> Vec<&str> {
    reports.iter().map(|report| report.record.task_id.as_str()).collect()
}

#[tokio::test]
async fn ids_of_either_kind_come_in_their_order_and_unknown_ones_are_missing() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    let reports = Tasks::new(server.session()).get(["job-20", "7", "nobody", "3", "7", "job-3"]).await?;
    assert_eq!(ids(&reports), ["20", "7", "3"]);
    let lines = server.lines();
    assert_eq!(
        lines,
        ["GET /tasks?task_ids=3,7,job-20,job-3,nobody", "GET /tasks?external_task_ids=job-20,job-3,nobody"]
    );
    Ok(())
}

#[tokio::test]
async fn long_lists_go_in_chunks_of_twenty() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    let asked_for: Vec<String> = (1..=45).map(|id| id.to_string()).collect();
    let reports = Tasks::new(server.session()).get(asked_for.clone()).await?;
    assert_eq!(ids(&reports), asked_for);
    let sizes: Vec<usize> = server.seen().iter().map(|seen| asked(seen, "task_ids").len()).collect();
    assert_eq!(sizes, [20, 20, 5], "and nothing was asked twice");
    Ok(())
}

#[tokio::test]
async fn a_task_named_by_both_its_ids_is_told_once() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    assert_eq!(ids(&Tasks::new(server.session()).get(["20", "job-20"]).await?), ["20"]);
    assert_eq!(Tasks::new(server.session()).get([""; 0]).await?.len(), 0);
    Ok(())
}

#[tokio::test]
async fn an_id_that_would_be_two_is_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    for id in ["1,2", "", " ", "a\nb"] {
        let error: Error = tasks.get([id]).await.expect_err(id);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn a_task_is_found_by_either_id_and_an_empty_answer_means_unknown() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    let tasks = Tasks::new(server.session());
    assert_eq!(tasks.task("7")?.query().await?.task_id, "7");
    assert_eq!(tasks.task("job-20")?.query().await?.task_id, "20");
    let error = tasks.task("nobody")?.query().await.expect_err("no such task");
    assert!(error.is_unknown_task() && !error.is_retryable() && !error.task_may_exist(), "{error}");
    assert_eq!(server.lines().len(), 5, "one read for a task id, two for another id");
    Ok(())
}

#[tokio::test]
async fn a_handle_of_another_product_is_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    let base_url = tasks.session().base_url();
    assert!(tasks.resume(TaskHandle::new("task", "7", base_url)).is_ok());
    assert!(tasks.resume(TaskHandle::new("image-expansion", "7", base_url)).is_err());
    Ok(())
}

#[tokio::test]
async fn a_handle_is_taken_up_as_what_was_ordered() -> Outcome {
    type Words = VideoOrder<TextToVideo, Kling30>;
    type Picture = VideoOrder<ImageToVideo, Kling30>;
    let created = json!({ "code": 0, "data": { "id": "7", "status": "submitted" } });
    let server = ScriptedServer::start(move |_| (200, created.clone())).await;
    let tasks = Tasks::new(server.session());
    let task = tasks.text_to_video(Kling30, "a fox").send().await?;
    assert_eq!((task.handle().product(), task.handle().order()), ("task", Some("text-to-video kling-3.0")));

    let handle: TaskHandle = serde_json::from_str(&serde_json::to_string(task.handle())?)?;
    assert!(tasks.resume_as::<Words>(handle.clone()).is_ok());
    assert!(tasks.resume(handle.clone()).is_ok(), "as a task of any product");
    let error = tasks.resume_as::<Picture>(handle).expect_err("another order");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");

    let base_url = server.session().base_url();
    let old: TaskHandle =
        serde_json::from_value(json!({ "product": "task", "id": "7", "base_url": base_url.as_str() }))?;
    assert!(tasks.resume_as::<Picture>(old).is_ok(), "a handle of before does not tell");
    Ok(())
}

#[tokio::test]
async fn a_list_that_leads_in_a_circle_is_an_error() -> Outcome {
    let server = ScriptedServer::start(|seen| match seen.body["cursor"].as_str() {
        None => page(&["1"], "a", true),
        Some("a") => page(&["2"], "b", true),
        _ => page(&["3"], "a", true),
    })
    .await;
    let list = Tasks::new(server.session()).list(TaskFilter::new()).try_collect::<Vec<_>>().await;
    assert_eq!(list.expect_err("no end").kind(), ErrorKind::Unreadable);
    assert_eq!(server.lines().len(), 3);
    Ok(())
}

fn page(ids: &[&str], next_cursor: &str, has_more: bool) -> (u16, Value) {
    let tasks: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "status": "failed" })).collect();
    let page = json!({ "result": tasks, "count": tasks.len(), "next_cursor": next_cursor, "has_more": has_more });
    (200, json!({ "code": 0, "data": page }))
}

#[tokio::test]
async fn a_list_goes_from_cursor_to_cursor() -> Outcome {
    let server = ScriptedServer::start(|seen| match seen.body["cursor"].as_str() {
        None => page(&["1", "2"], "c2", true),
        Some("c2") => page(&[], "c3", true),
        _ => page(&["3"], "", false),
    })
    .await;
    let end = SystemTime::UNIX_EPOCH + Duration::from_millis(1_782_592_000_000);
    let filter = TaskFilter::new()
        .with_statuses([TaskStatus::Succeed, TaskStatus::Failed])
        .with_product_types([ProductType::Video, ProductType::TryOn])
        .with_created_before(end);
    let reports: Vec<TaskReport> = Tasks::new(server.session()).list(filter).try_collect().await?;
    assert_eq!(ids(&reports), ["1", "2", "3"]);
    let filters = json!([
        { "key": "status", "values": ["succeeded", "failed"] },
        { "key": "product_type", "values": ["video", "try_on"] },
    ]);
    let bodies: Vec<Value> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies[0], json!({ "end_time": 1_782_592_000_000_i64, "limit": 500, "filters": filters }));
    assert_eq!(bodies[1], json!({ "cursor": "c2", "limit": 500, "filters": filters }));
    assert_eq!(bodies.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_list_without_members_is_empty() -> Outcome {
    let server =
        ScriptedServer::start(|_| (200, json!({ "code": 0, "data": { "count": 0, "has_more": false } }))).await;
    let reports: Vec<TaskReport> = Tasks::new(server.session()).list(TaskFilter::new()).try_collect().await?;
    assert_eq!(reports.len(), 0);
    Ok(())
}

#[tokio::test]
async fn a_list_that_leads_nowhere_is_an_error_and_not_a_short_list() -> Outcome {
    for cursor in ["", "c1"] {
        let server = ScriptedServer::start(move |_| page(&["1"], cursor, true)).await;
        let list = Tasks::new(server.session()).list(TaskFilter::new()).try_collect::<Vec<_>>().await;
        assert_eq!(list.expect_err("no end").kind(), ErrorKind::Unreadable);
    }
    Ok(())
}

#[tokio::test]
async fn times_out_of_order_are_refused() -> Outcome {
    let now = SystemTime::now();
    let filter = TaskFilter::new().with_created_from(now).with_created_before(now);
    let list = Tasks::new(&offline()).list(filter).try_collect::<Vec<_>>().await;
    assert_eq!(list.expect_err("no time").kind(), ErrorKind::InvalidInput);
    Ok(())
}
