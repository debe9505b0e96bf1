//! A server of the test's own making, on this machine.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use kling_runtime::{Credentials, Error, RetryPolicy, Session};
use serde_json::Value;

/// One request as the server saw it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    /// `GET /tasks?task_ids=1`, with its escapes undone.
    pub(crate) line: String,
    pub(crate) body: Value,
}

/// What the server was sent.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<Seen>>>);

impl Journal {
    fn push(&self, seen: Seen) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A session to a server that answers as told: a status and a body.
pub(crate) async fn serve(
    answer: impl Fn(&Seen) -> (u16, Value) + Clone + Send + Sync + 'static,
) -> Result<(Session, Journal), Box<dyn std::error::Error>> {
    let journal = Journal::default();
    let writer = journal.clone();
    let app = Router::new().fallback(move |request: Request| {
        let (answer, writer) = (answer.clone(), writer.clone());
        async move {
            let line = format!("{} {}", request.method(), request.uri()).replace("%2C", ",");
            let body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap_or_default();
            let seen = Seen { line, body: serde_json::from_slice(&body).unwrap_or_default() };
            let (status, body) = answer(&seen);
            writer.push(seen);
            (StatusCode::from_u16(status).unwrap_or_default(), body.to_string())
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, app).await });
    let session = Session::builder(Credentials::api_key("k")?)
        .with_base_url(address.parse()?)
        .with_retry_policy(RetryPolicy::default().with_pauses(std::time::Duration::ZERO, std::time::Duration::ZERO))
        .build()?;
    Ok((session, journal))
}

/// A session that is never used to send anything.
pub(crate) fn offline() -> Result<Session, Error> {
    Session::builder(Credentials::api_key("k")?).build()
}
