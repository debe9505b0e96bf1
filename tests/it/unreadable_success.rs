//! A success that cannot be read: nobody knows what became of the request, and nobody may say that it cost nothing.

use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::{ErrorKind, TaskTrace};
use serde_json::json;

use crate::fixtures::Arguments;
use crate::generated_calls::call;

/// Operations that only read, although they are called with `POST`.
const READS_BY_POST: [&str; 4] = ["list_unit_deductions", "list_balance_deductions", "list_tasks", "list_solutions"];

async fn check_every_operation(status: u16, body: serde_json::Value) {
    let server = ScriptedServer::start(move |_| (status, body.clone())).await;
    let mut made = 0;
    for fixture in Fixture::all().iter().filter(|fixture| fixture.case == "success") {
        let operation = fixture.operation.as_str();
        let request = fixture.request();
        let is_read = request["method"] == "GET" || READS_BY_POST.contains(&operation);
        let error = call(operation, server.session(), &Arguments { request }).await.expect_err(operation);
        let trace = if is_read { TaskTrace::NotMade } else { TaskTrace::Untraceable };
        assert_eq!((error.kind(), error.task()), (ErrorKind::Unreadable, &trace), "{operation}: {error}");
        assert_eq!(error.to_string().contains("cost nothing"), is_read, "{operation}: {error}");
        made += usize::from(!is_read);
    }
    assert!(made > 40, "{made} operations make something");
    assert!(server.lines().len() > 90, "{} calls, each sent once", server.lines().len());
}

#[tokio::test]
async fn an_answer_of_another_shape_may_have_been_charged() {
    check_every_operation(200, json!({ "code": 0, "message": "SUCCEED", "data": "done" })).await;
}

#[tokio::test]
async fn an_undocumented_status_may_have_been_charged() {
    check_every_operation(202, json!({ "code": 0, "message": "SUCCEED" })).await;
}
