//! Every operation of the documents, through its generated client, against the emulator.

use std::time::Duration;

use kling_emulator::{DEFAULT_API_KEY, Emulator, OPENAPI, Operation, Pack};
use kling_fixtures::{StandIns, walk};
use kling_runtime::{Credentials, RetryPolicy, Session};
use serde_json::{Value, json};

use crate::fixtures::Arguments;
use crate::generated_calls::call;

/// Longer than the life of any task.
const A_MINUTE: Duration = Duration::from_secs(60);

/// Method and path of an operation, and the other way round.
struct Paths(Value);

impl Paths {
    fn read() -> Self {
        Self(serde_json::from_str::<Value>(OPENAPI).unwrap()["paths"].clone())
    }

    fn of(&self, operation: &str) -> (&str, &str) {
        let paths = self.0.as_object().unwrap().iter();
        let mut all = paths.flat_map(|(path, methods)| methods.as_object().unwrap().iter().map(move |one| (path, one)));
        let found = all.find(|(_, (_, details))| details["operationId"] == operation);
        found.map(|(path, (method, _))| (method.as_str(), path.as_str())).unwrap()
    }

    fn operation(&self, method: &str, path: &str) -> Option<&str> {
        self.0[path][method]["operationId"].as_str()
    }
}

#[tokio::test]
async fn every_operation_through_its_client() {
    let emulator = Emulator::builder()
        .speed(0.0)
        .pack(Pack::new(100_000, 50))
        .pack(Pack::video(100_000, 50))
        .pack(Pack::try_on(1_000, 50))
        .start()
        .await
        .unwrap();
    let control = emulator.control();
    let session = Session::builder(Credentials::api_key(DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_retry_policy(RetryPolicy::never())
        .build()
        .unwrap();
    let call = async |operation: &str, request: &Value| {
        let answer = call(operation, &session, &Arguments { request }).await;
        answer.unwrap_or_else(|error| panic!("{operation}: {error}"))
    };
    let paths = Paths::read();
    let mut stand_ins =
        StandIns::make(emulator.base_url(), DEFAULT_API_KEY, async || control.advance(A_MINUTE).await).await;
    control.clear_journal();

    for operation in walk(Operation::all().iter().map(|operation| operation.name()).filter(|name| is_of_the_api(name)))
    {
        let (method, path) = paths.of(operation);
        if method == "get" {
            continue;
        }
        let answer = call(operation, &stand_ins.request(operation)).await;
        if operation == "create_legacy_element" {
            stand_ins.legacy_element = Some(answer["data"]["element_id"].to_string().replace('"', ""));
        }
        let id = ["task_id", "id"].iter().find_map(|member| answer["data"][member].as_str());
        let Some(id) = id.filter(|_| operation.starts_with("create_") && operation != "create_speech") else {
            continue;
        };
        control.advance(A_MINUTE).await;
        if let Some(get) = paths.operation("get", &format!("{path}/{{id}}")) {
            let task = call(get, &json!({ "path": format!("{path}/{id}") })).await;
            assert_eq!(task["data"]["task_status"], "succeed", "{get}: {task}");
            let list = paths.operation("get", path).unwrap();
            let tasks = call(list, &json!({ "path": path, "query": { "pageNum": 1, "pageSize": 1 } })).await;
            assert_eq!(tasks["data"][0]["task_id"], id, "{list}: {tasks}");
        }
        let get = if path.starts_with("/solutions") { "get_solutions" } else { "get_tasks" };
        let tasks = call(get, &json!({ "path": "", "query": { "task_ids": id } })).await;
        assert_eq!(tasks["data"][0]["id"], id, "{get}: {tasks}");
    }
    let costs = json!({ "path": "", "query": { "start_time": 0, "end_time": 9_999_999_999_999_i64 } });
    assert!(
        !call("get_account_costs", &costs).await["data"]["resource_pack_subscribe_infos"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    for list in ["list_preset_voices", "list_preset_elements", "list_legacy_elements", "list_legacy_preset_elements"] {
        call(list, &json!({ "path": "", "query": {} })).await;
    }
    let never_called: Vec<_> = Operation::all()
        .iter()
        .filter(|operation| is_of_the_api(operation.name()) && control.count_calls(**operation) == 0)
        .collect();
    assert!(never_called.is_empty(), "{never_called:?}");
    assert!(control.journal().iter().all(|call| call.code == Some(0)), "{:#?}", control.journal());
}

/// Whether it is an operation of the documents, and not one that only the emulator has.
fn is_of_the_api(operation: &str) -> bool {
    !["download_result", "deliver_callback"].contains(&operation)
}
