//! A server that gives prepared answers, one after the other, and remembers what it was asked.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::http::Uri;
use axum::{Json, Router, body::Bytes};
use kling_account::Account;
use kling_runtime::{BaseUrl, Credentials, Session};
use serde_json::Value;
use tokio::net::TcpListener;

/// An example of the OpenAPI documents: a request and its answer.
pub(crate) fn example(name: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/examples/account").join(name);
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

pub(crate) struct ScriptedServer {
    pub(crate) account: Account,
    asked: Arc<Mutex<Vec<Question>>>,
}

/// What the server was asked.
pub(crate) struct Question {
    pub(crate) path_and_query: String,
    pub(crate) body: Value,
}

impl ScriptedServer {
    /// The last answer is given again and again.
    pub(crate) async fn answering(
        answers: impl IntoIterator<Item = Value>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let answers = Arc::new(Mutex::new(VecDeque::from_iter(answers)));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        let answer = move |uri: Uri, body: Bytes| async move {
            let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
            seen.lock().expect("no test panics with it").push(Question { path_and_query: uri.to_string(), body });
            let mut answers = answers.lock().expect("no test panics with it");
            let next = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
            Json(next.expect("a script has answers"))
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url: BaseUrl = format!("http://{}", listener.local_addr()?).parse()?;
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        let session = Session::builder(Credentials::api_key("k")?).with_base_url(base_url).build()?;
        Ok(Self { account: Account::new(&session), asked })
    }

    /// Everything that was asked so far, in its order.
    pub(crate) fn take_questions(&self) -> Vec<Question> {
        std::mem::take(&mut self.asked.lock().expect("no test panics with it"))
    }
}
