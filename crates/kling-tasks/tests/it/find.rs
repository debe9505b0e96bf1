//! Finding tasks: by ids of either kind, in chunks, and page after page.

use std::time::{Duration, SystemTime};

use futures_util::{StreamExt as _, TryStreamExt as _};
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
    let reports =
        Tasks::new(server.session()).get(["job-20", "7", "nobody", "3", "7", "job-3"]).try_collect::<Vec<_>>().await?;
    assert_eq!(ids(&reports), ["20", "7", "3"]);
    let lines = server.lines();
    assert_eq!(
        lines,
        ["GET /tasks?task_ids=job-20,7,nobody,3,job-3", "GET /tasks?external_task_ids=job-20,nobody,job-3"]
    );
    Ok(())
}

#[tokio::test]
async fn long_lists_go_in_chunks_of_twenty() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    let asked_for: Vec<String> = (1..=45).map(|id| id.to_string()).collect();
    let reports = Tasks::new(server.session()).get(asked_for.clone()).try_collect::<Vec<_>>().await?;
    assert_eq!(ids(&reports), asked_for);
    let sizes: Vec<usize> = server.seen().iter().map(|seen| asked(seen, "task_ids").len()).collect();
    assert_eq!(sizes, [20, 20, 5], "and nothing was asked twice");
    Ok(())
}

#[tokio::test]
async fn a_task_named_by_both_its_ids_is_told_once() -> Outcome {
    let server = ScriptedServer::start(answer).await;
    let tasks = Tasks::new(server.session());
    assert_eq!(ids(&tasks.get(["20", "job-20"]).try_collect::<Vec<_>>().await?), ["20"]);
    assert_eq!(tasks.get([""; 0]).count().await, 0);
    let ids_of_both: Vec<String> = (1..=20).map(|id| id.to_string()).chain(["job-20".to_owned()]).collect();
    assert_eq!(tasks.get(ids_of_both).count().await, 20, "also where they fall into two queries");
    Ok(())
}

#[tokio::test]
async fn an_id_that_would_be_two_is_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    for id in ["1,2", "", " ", "a\nb"] {
        let answers: Vec<_> = tasks.get(["1", id]).collect().await;
        let [Err(unanswered)] = answers.as_slice() else { panic!("{answers:?}") };
        assert_eq!(unanswered.error.kind(), ErrorKind::InvalidInput, "{unanswered}");
        assert_eq!(unanswered.ids, ["1", id], "nothing was sent");
    }
    let many = (1..=99).map(|id| id.to_string()).chain(["a,b".to_owned()]);
    let unanswered = tasks.get(many).try_collect::<Vec<_>>().await.expect_err("an id with a comma");
    assert!(unanswered.to_string().starts_with("no answer about 1, 2, "), "{unanswered}");
    assert!(unanswered.to_string().contains("20 and 80 more: the id \"a,b\" holds a comma"), "{unanswered}");
    Ok(())
}

/// Of 45 ids the API answers about the first 20 and the last 5.
#[tokio::test]
async fn ids_without_an_answer_are_named_and_the_others_are_told() -> Outcome {
    let refusal = json!({ "code": 1103, "message": "no permission", "request_id": "r-7" });
    let server = ScriptedServer::start(move |seen| match asked(seen, "task_ids").first() {
        Some(&"21") => (403, refusal.clone()),
        None => (403, refusal.clone()),
        Some(_) => answer(seen),
    })
    .await;
    let tasks = Tasks::new(server.session());
    let answers: Vec<_> = tasks.get((1..=45).map(|id| id.to_string())).collect().await;
    assert_eq!(answers.len(), 26);
    let told: Vec<&str> = answers.iter().flatten().map(|report| report.record.task_id.as_str()).collect();
    let numbers: Vec<String> = (1..=20).chain(41..=45).map(|id| id.to_string()).collect();
    assert_eq!(told, numbers);
    let Err(unanswered) = &answers[20] else { panic!("{answers:?}") };
    assert_eq!(unanswered.ids, (21..=40).map(|id| id.to_string()).collect::<Vec<_>>());
    assert_eq!(
        (unanswered.error.code().map(|code| code.number()), unanswered.error.request_id()),
        (Some(1103), Some("r-7"))
    );
    assert!(unanswered.to_string().contains("21, 22, 23"), "{unanswered}");

    let error = tasks.get((1..=45).map(|id| id.to_string())).try_collect::<Vec<_>>().await.expect_err("no answer");
    let error: Error = error.into_error();
    assert!(error.to_string().contains("38, 39, 40") && error.code().is_some(), "{error}");
    Ok(())
}

/// A query by task ids may be refused because one of them is none. Those that are external ids are found all the same.
#[tokio::test]
async fn a_refused_query_by_task_ids_is_no_end() -> Outcome {
    let refusal = json!({ "code": 1201, "message": "task_ids: illegal value", "request_id": "r-8" });
    let server = ScriptedServer::start(move |seen| match asked(seen, "task_ids").as_slice() {
        [] => answer(seen),
        _ => (400, refusal.clone()),
    })
    .await;
    let tasks = Tasks::new(server.session());
    let found: Vec<_> = tasks.get(["job-20", "job-30"]).try_collect().await?;
    assert_eq!(ids(&found), ["20", "30"]);
    let answers: Vec<_> = tasks.get(["job-20", "7"]).collect().await;
    let [Ok(report), Err(unanswered)] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!((report.record.task_id.as_str(), unanswered.ids.as_slice()), ("20", &["7".to_owned()][..]));
    assert!(unanswered.error.message().contains("illegal value"), "{unanswered}");
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
