//! Ordering, finding and reading over real HTTP.

use futures_util::{StreamExt as _, TryStreamExt as _};
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::wire::TaskStatus;
use kling_runtime::{Content, TaskHandle};
use kling_solutions::{ApparelReplicator, SolutionFilter, Solutions, TaskReport, VirtualTryOn3};
use serde_json::{Value, json};

use crate::Outcome;

#[tokio::test]
async fn a_try_on_tells_its_id_by_another_name() -> Outcome {
    let (created, found) =
        (Fixture::of("create_virtual_try_on_3.success").answer(), Fixture::of("get_solutions.try-on").answer());
    let id = created.1["data"]["task_id"].clone();
    let server = ScriptedServer::start(move |seen| {
        let mut found = found.clone();
        found.1["data"][0]["id"] = id.clone();
        found.1["data"][0]["external_id"] = Value::Null;
        if seen.line.starts_with("POST") { created.clone() } else { found }
    })
    .await;
    let task = Solutions::new(server.session())
        .try_on("https://example.com/coat.png", "https://example.com/mia.png")
        .send()
        .await?;
    assert_eq!(task.id(), "915732312412014692");
    let made = task.wait().await?;
    assert_eq!(made.files().len(), 1);
    assert_eq!(made.first().index, 0);
    assert_eq!(server.lines(), ["POST /solutions/virtual_try_on", "GET /solutions?task_ids=915732312412014692"]);
    Ok(())
}

#[tokio::test]
async fn pictures_and_subtitles_are_files_of_their_kind() -> Outcome {
    let files_of = async |name: &str| -> Result<Vec<(String, Content)>, Box<dyn std::error::Error>> {
        let answer = Fixture::of(name).answer();
        let id = answer.1["data"][0]["id"].as_str().unwrap_or_default().to_owned();
        let server = ScriptedServer::start(move |_| answer.clone()).await;
        let made = Solutions::new(server.session()).task(&id)?.query().await?.output.ok_or("a result")?;
        Ok(made.files().into_iter().map(|(name, file)| (name.replace(&id, ""), file.content)).collect())
    };
    let apparel = files_of("get_solutions.clothing-dupe").await?;
    let pictures = [("-0.png", Content::Picture), ("-1.png", Content::Picture), ("-2.mp4", Content::Video)];
    assert_eq!(apparel, pictures.map(|(name, content)| (name.to_owned(), content)));
    let drama = files_of("get_solutions.drama-subtitle").await?;
    let subtitles = [("-0.mp4", Content::Video), ("-1.srt", Content::Text), ("-2.ass", Content::Text)];
    assert_eq!(drama, subtitles.map(|(name, content)| (name.to_owned(), content)));
    Ok(())
}

#[tokio::test]
async fn an_unknown_task_is_an_error_and_in_a_list_of_ids_missing() -> Outcome {
    let answer = Fixture::of("get_solutions.unknown").answer();
    let server = ScriptedServer::start(move |_| answer.clone()).await;
    let solutions = Solutions::new(server.session());
    let error = solutions.task("912345678901230000")?.query().await.expect_err("no such task");
    assert!(error.is_unknown_task(), "{error}");
    assert_eq!(solutions.get(["912345678901230000"]).count().await, 0);
    Ok(())
}

#[tokio::test]
async fn a_handle_knows_its_family() -> Outcome {
    let server = ScriptedServer::start(|_| (200, Value::Null)).await;
    let solutions = Solutions::new(server.session());
    let handle = TaskHandle::new("solution", "7", server.session().base_url());
    assert!(solutions.resume_as::<VirtualTryOn3>(handle.clone()).is_ok());
    assert!(solutions.resume_as::<ApparelReplicator>(handle).is_ok());
    assert!(solutions.resume(TaskHandle::new("task", "7", server.session().base_url())).is_err());

    let created = Fixture::of("create_virtual_try_on_3.success").answer();
    let server = ScriptedServer::start(move |_| created.clone()).await;
    let solutions = Solutions::new(server.session());
    let order = solutions.try_on("https://example.com/coat.png", "https://example.com/mia.png");
    let handle = order.send().await?.handle().clone();
    assert_eq!(handle.order(), Some("virtual-try-on-3"));
    assert!(solutions.resume_as::<VirtualTryOn3>(handle.clone()).is_ok());
    assert!(solutions.resume_as::<ApparelReplicator>(handle).is_err(), "it was ordered as a try-on");
    Ok(())
}

#[tokio::test]
async fn success_is_found_in_both_its_spellings() -> Outcome {
    let server = ScriptedServer::start(|_| {
        let task = |id: &str, status: &str| json!({ "id": id, "status": status });
        let tasks = [task("1", "succeed"), task("2", "succeeded"), task("3", "failed"), task("4", "processing")];
        (200, json!({ "code": 0, "data": { "result": tasks, "has_more": false } }))
    })
    .await;
    let solutions = Solutions::new(server.session());
    let listed = async |statuses: &[TaskStatus]| {
        let filter = SolutionFilter::new().with_statuses(statuses.iter().cloned());
        let reports: Vec<TaskReport> = solutions.list(filter).try_collect().await?;
        Ok::<_, kling_runtime::Error>(reports.into_iter().map(|report| report.record.task_id).collect::<Vec<_>>())
    };
    assert_eq!(listed(&[TaskStatus::Succeed]).await?, ["1", "2"]);
    assert_eq!(listed(&[TaskStatus::Failed]).await?, ["3"]);
    assert_eq!(listed(&[]).await?.len(), 4);
    let filters: Vec<Value> = server.seen().into_iter().map(|seen| seen.body["filters"].clone()).collect();
    assert_eq!(filters, [Value::Null, json!([{ "key": "status", "values": ["failed"] }]), Value::Null]);
    Ok(())
}
