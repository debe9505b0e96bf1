//! The control plane over HTTP.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{EXPAND, World, expansion, expansion_with};

async fn call(world: &World, method: Method, path: &str, body: Option<Value>) -> (StatusCode, Value) {
    let mut request = world.http.request(method, world.url(&format!("/_emulator/{path}")));
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.unwrap();
    let status = response.status();
    (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default())
}

async fn read(world: &World, path: &str) -> Value {
    let (status, body) = call(world, Method::GET, path, None).await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    body
}

#[tokio::test]
async fn it_describes_itself_and_needs_no_token() {
    let world = World::start().await;
    let description = read(&world, "").await;
    let operations = description["operations"].as_array().unwrap();
    assert!(operations.len() > 100 && operations.contains(&json!("create_image_expansion")));
    assert!(world.emulator.ready_record().control_url.ends_with("/_emulator/"));
}

#[tokio::test]
async fn faults_come_one_by_one_or_in_an_array() {
    let world = World::start().await;
    let one = json!({ "fault": "hang_up", "when": "after", "operation": "create_image_expansion" });
    let more = json!([{ "fault": "answer", "status": 503, "code": 5001, "message": "m", "times": 2 }, { "fault": "half_body" }]);
    call(&world, Method::POST, "faults", Some(one)).await;
    let (status, faults) = call(&world, Method::POST, "faults", Some(more)).await;
    assert_eq!((status, faults.as_array().unwrap().len()), (StatusCode::OK, 3));
    assert_eq!(faults, read(&world, "faults").await);
    assert_eq!(faults, serde_json::to_value(world.control().faults()).unwrap());
    for wrong in [
        json!({ "fault": "earthquake" }),
        json!({ "fault": "delay" }),
        json!({ "fault": "half_body", "times": 0 }),
        json!(1),
    ] {
        let (status, body) = call(&world, Method::POST, "faults", Some(wrong)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(!body["error"].as_str().unwrap().is_empty());
    }
    assert_eq!(call(&world, Method::DELETE, "faults", None).await.0, StatusCode::NO_CONTENT);
    assert_eq!(read(&world, "faults").await, json!([]));
}

#[tokio::test]
async fn tasks_and_calls_can_be_counted() {
    let world = World::start().await;
    let id = world.make(&expansion_with(json!({ "external_task_id": "job-1", "n": 2 }))).await;
    world.create(&json!({})).await;
    world.http.get(world.url("/nowhere")).send().await.unwrap();
    let now = world.control().now();
    let tasks = read(&world, "tasks").await;
    let task = json!({
        "task_id": id, "external_task_id": "job-1", "operation": "create_image_expansion", "status": "submitted", "slots": 2, "created_at": now, "updated_at": now,
    });
    assert_eq!(tasks, json!({ "count": 1, "tasks": [task] }));
    let journal = read(&world, "journal").await;
    assert_eq!(
        journal["calls"],
        json!([
            { "at": now, "operation": "create_image_expansion", "status": 200, "code": 0 },
            { "at": now, "operation": "create_image_expansion", "status": 400, "code": 1201 },
            { "at": now, "operation": null, "status": 404, "code": null },
        ])
    );
    call(&world, Method::DELETE, "journal", None).await;
    assert_eq!(read(&world, "journal").await["calls"], json!([]));
}

#[tokio::test]
async fn time_can_be_moved() {
    let world = World::start().await;
    let id = world.make(&expansion()).await;
    let start = read(&world, "clock").await["now"].as_u64().unwrap();
    let change = json!({ "advance_ms": 11_000, "token_skew_ms": 5 });
    let (_, clock) = call(&world, Method::POST, "clock", Some(change)).await;
    assert_eq!(clock, json!({ "now": start + 11_000, "speed": 0.0, "token_skew_ms": 5 }));
    assert_eq!(world.task(&id).await["task_status"], "succeed");
    let (status, _) = call(&world, Method::POST, "clock", Some(json!({ "speed": -1 }))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    call(&world, Method::POST, "clock", Some(json!({ "speed": 2 }))).await;
    assert_eq!(world.control().speed(), 2.0);
}

#[tokio::test]
async fn packs_can_be_changed() {
    let world = World::start().await;
    let name = "Trial-Image-1000Units-9Con-1Months";
    let (_, packs) =
        call(&world, Method::POST, &format!("packs/{name}"), Some(json!({ "remaining_units": 4, "slots": 1 }))).await;
    let pack = json!({
        "name": name, "kind": "image", "total_units": 1000, "remaining_units": 4, "slots": 1, "status": "online",
    });
    assert_eq!(packs[0], pack);
    world.create(&expansion()).await.refused(429, 1102);
    let (status, _) = call(&world, Method::POST, "packs/none", Some(json!({}))).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_leaves_no_trace_on_the_wire() {
    let world = World::start().await;
    read(&world, "tasks").await;
    assert!(world.control().journal().is_empty());
    let response = world.http.get(world.url(&format!("/_emulator{EXPAND}"))).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn secrets_are_in_the_ready_record_and_in_no_debug_output() {
    let world =
        World::build(|builder| builder.api_key("hush-1").access_key("ak", "hush-2").webhook_secret("whsec_aHVzaC0z"))
            .await;
    let record = world.emulator.ready_record();
    let json = serde_json::to_value(&record).unwrap();
    assert_eq!((&json["api_key"], &json["secret_key"]), (&json!("hush-1"), &json!("hush-2")));
    assert_eq!(json["pid"], std::process::id());
    let builder =
        kling_emulator::Emulator::builder().api_key("hush-1").access_key("ak", "hush-2").webhook_secret("whsec_hush-3");
    for shown in [
        format!("{record:?}"),
        format!("{builder:?}"),
        format!("{:?}", world.emulator),
        format!("{:?}", world.control()),
    ] {
        assert!(!shown.contains("hush") && !shown.contains("aHVzaC0z"), "{shown}");
    }
}
