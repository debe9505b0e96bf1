//! The control plane over HTTP, for tests in other languages and for people with curl.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Control;
use crate::account::{PackChange, PackSummary};
use crate::app::App;
use crate::clock::UnixMillis;
use crate::faults::Fault;

/// The prefix. No path of the vendor begins so.
pub(crate) const PATH: &str = "/_emulator";

/// The largest body that is read here.
const MAX_BODY_BYTES: usize = 1024 * 1024;

pub(crate) fn routes() -> Router<Arc<App>> {
    let routes = [
        ("", get(describe)),
        ("/faults", get(list_faults).post(inject_faults).delete(clear_faults)),
        ("/tasks", get(list_tasks)),
        ("/journal", get(list_journal).delete(clear_journal)),
        ("/clock", get(read_clock).post(set_clock)),
        ("/packs", get(list_packs)),
        ("/packs/{name}", post(change_pack)),
    ];
    let router = routes.into_iter().fold(Router::new(), |router, (path, methods)| {
        router.route(&format!("{PATH}{path}"), methods.clone()).route(&format!("{PATH}{path}/"), methods)
    });
    router.layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
}

/// Why the control plane did not do something.
struct Unusable(StatusCode, String);

impl IntoResponse for Unusable {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

impl Unusable {
    fn because(error: impl ToString) -> Self {
        Self(StatusCode::BAD_REQUEST, error.to_string())
    }
}

async fn describe() -> Json<Value> {
    Json(json!({
        "what": "Control plane of a kling-emulator. The emulated API is at the root of this host; nothing here is part of it.",
        "GET /_emulator/faults": "faults still waiting for calls",
        "POST /_emulator/faults": "a fault or an array of them: { fault, operation?, times? } and the members of the fault",
        "DELETE /_emulator/faults": "forget all faults",
        "faults": {
            "answer": { "status": "HTTP status", "code": "any number", "message": "any text", "retry_after": "seconds, optional" },
            "delay": { "milliseconds": "real time" },
            "hang_up": { "when": "before | after the call is handled" },
            "gateway_page": { "when": "before | after the call is handled", "status": "504 by default" },
            "half_body": {},
            "cut_download": { "after_bytes": "bytes" },
            "array_shape": {},
            "status_word": { "word": "any word" },
            "fail_task": { "message": "task_status_msg" },
            "duplicate_callback": {},
        },
        "operations": crate::operation::Operation::all(),
        "GET /_emulator/tasks": "tasks that were made, newest first",
        "GET /_emulator/journal": "the last 10000 calls: when, operation, status, code",
        "DELETE /_emulator/journal": "forget the calls so far",
        "GET /_emulator/clock": "emulated time, its speed, and the skew of the clock that tokens are checked against",
        "POST /_emulator/clock": { "advance_ms": "optional", "speed": "optional", "token_skew_ms": "optional" },
        "GET /_emulator/packs": "resource packs",
        "POST /_emulator/packs/{name}": { "remaining_units": "optional", "slots": "optional" },
    }))
}

async fn inject_faults(State(app): State<Arc<App>>, Json(body): Json<Value>) -> Result<Json<Vec<Fault>>, Unusable> {
    let faults = match body {
        Value::Array(_) => serde_json::from_value(body),
        _ => serde_json::from_value(body).map(|fault| vec![fault]),
    };
    let control = Control::new(app);
    for fault in faults.map_err(Unusable::because)? {
        control.inject(fault).map_err(Unusable::because)?;
    }
    Ok(Json(control.faults()))
}

async fn list_faults(State(app): State<Arc<App>>) -> Json<Vec<Fault>> {
    Json(Control::new(app).faults())
}

async fn clear_faults(State(app): State<Arc<App>>) -> StatusCode {
    Control::new(app).clear_faults();
    StatusCode::NO_CONTENT
}

async fn list_tasks(State(app): State<Arc<App>>) -> Json<Value> {
    let tasks = Control::new(app).tasks();
    Json(json!({ "count": tasks.len(), "tasks": tasks }))
}

async fn list_journal(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({ "calls": Control::new(app).journal() }))
}

async fn clear_journal(State(app): State<Arc<App>>) -> StatusCode {
    Control::new(app).clear_journal();
    StatusCode::NO_CONTENT
}

#[derive(Serialize)]
struct ClockReading {
    now: UnixMillis,
    speed: f64,
    token_skew_ms: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockChange {
    advance_ms: Option<u64>,
    speed: Option<f64>,
    token_skew_ms: Option<u64>,
}

async fn read_clock(State(app): State<Arc<App>>) -> Json<ClockReading> {
    Json(clock_reading(&Control::new(app)))
}

async fn set_clock(
    State(app): State<Arc<App>>,
    Json(change): Json<ClockChange>,
) -> Result<Json<ClockReading>, Unusable> {
    let control = Control::new(app);
    if let Some(speed) = change.speed {
        control.set_speed(speed).map_err(Unusable::because)?;
    }
    if let Some(skew) = change.token_skew_ms {
        control.skew_tokens(Duration::from_millis(skew));
    }
    if let Some(by) = change.advance_ms {
        control.advance(Duration::from_millis(by)).await;
    }
    Ok(Json(clock_reading(&control)))
}

fn clock_reading(control: &Control) -> ClockReading {
    let skew = control.token_skew().as_millis();
    ClockReading { now: control.now(), speed: control.speed(), token_skew_ms: u64::try_from(skew).unwrap_or(u64::MAX) }
}

async fn list_packs(State(app): State<Arc<App>>) -> Json<Vec<PackSummary>> {
    Json(Control::new(app).packs())
}

async fn change_pack(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Json(change): Json<PackChange>,
) -> Result<Json<Vec<PackSummary>>, Unusable> {
    let control = Control::new(app);
    control.change_pack(&name, &change).map_err(|error| Unusable(StatusCode::NOT_FOUND, error.to_string()))?;
    Ok(Json(control.packs()))
}
