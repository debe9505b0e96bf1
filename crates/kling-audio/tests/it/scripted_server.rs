//! A server that says what the examples of the OpenAPI documents say.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use kling_audio::Audio;
use kling_runtime::{BaseUrl, Credentials, Error, Session};
use serde_json::Value;
use tokio::net::TcpListener;

/// An example of the OpenAPI documents: a request and its answer.
pub(crate) fn example(name: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/examples/audio").join(name);
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// A client of a server that nobody listens for.
pub(crate) fn audio_nowhere() -> Result<Audio, Error> {
    Ok(Audio::new(&Session::builder(Credentials::api_key("k")?).build()?))
}

/// A server that gives this answer to everything and remembers what it was sent.
pub(crate) struct ScriptedServer {
    pub(crate) audio: Audio,
    bodies: Arc<Mutex<Vec<Value>>>,
}

impl ScriptedServer {
    pub(crate) async fn answering(example: &Value) -> Result<Self, Box<dyn std::error::Error>> {
        let status = StatusCode::from_u16(u16::try_from(example["response"]["status"].as_u64().ok_or("a status")?)?)?;
        Self::start(status, example["response"]["body"].to_string()).await
    }

    pub(crate) async fn start(status: StatusCode, answer: String) -> Result<Self, Box<dyn std::error::Error>> {
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&bodies);
        let answer = move |body: Bytes| async move {
            seen.lock().expect("no test panics with it").push(serde_json::from_slice(&body).unwrap_or(Value::Null));
            (status, [(CONTENT_TYPE, "application/json")], answer)
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        let base_url: BaseUrl = format!("http://{address}").parse()?;
        let session = Session::builder(Credentials::api_key("k")?).with_base_url(base_url).build()?;
        Ok(Self { audio: Audio::new(&session), bodies })
    }

    /// The bodies that were sent, in their order.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        self.bodies.lock().expect("no test panics with it").clone()
    }
}
