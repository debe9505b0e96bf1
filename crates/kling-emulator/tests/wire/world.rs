//! One emulator and one plain HTTP client.

use std::io::Cursor;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, RgbImage};
use kling_emulator::{Builder, Control, DEFAULT_API_KEY, Emulator, Fault};
use kling_fixtures::StandIns;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

pub(crate) const EXPAND: &str = "/v1/images/editing/expand";
/// Longer than the life of any task.
pub(crate) const A_MINUTE: Duration = Duration::from_secs(60);

pub(crate) struct World {
    pub(crate) emulator: Emulator,
    pub(crate) http: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
}

impl World {
    /// Time stands still until a test moves it.
    pub(crate) async fn start() -> Self {
        Self::build(|builder| builder).await
    }

    pub(crate) async fn build(with: impl FnOnce(Builder) -> Builder) -> Self {
        let emulator = with(Emulator::builder().speed(0.0)).start().await.unwrap();
        Self { emulator, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    pub(crate) fn control(&self) -> Control {
        self.emulator.control()
    }

    /// Results and sessions for fixtures to refer to.
    pub(crate) async fn stand_ins(&self) -> StandIns {
        StandIns::make(self.emulator.base_url(), DEFAULT_API_KEY, async || self.control().advance(A_MINUTE).await).await
    }

    pub(crate) fn inject(&self, fault: Fault) {
        self.control().inject(fault).unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.emulator.base_url())
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path)).bearer_auth(DEFAULT_API_KEY)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(Method::POST, path).json(body)).await
    }

    /// Makes a task of any product of `/v1`, lets it succeed, and returns it.
    pub(crate) async fn made(&self, path: &str, body: &Value) -> Value {
        let id = self.post(path, body).await.data()["task_id"].as_str().unwrap().to_owned();
        self.control().advance(A_MINUTE).await;
        let task = self.get(&format!("{path}/{id}")).await.data();
        assert_eq!(task["task_status"], "succeed", "{path}: {task}");
        task
    }

    /// What lies at a URL.
    pub(crate) async fn download(&self, url: &Value) -> Vec<u8> {
        let response = self.http.get(url.as_str().unwrap()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        response.bytes().await.unwrap().to_vec()
    }

    pub(crate) async fn create(&self, body: &Value) -> Answer {
        Answer::of(self.create_request(body)).await
    }

    pub(crate) fn create_request(&self, body: &Value) -> RequestBuilder {
        self.request(Method::POST, EXPAND).json(body)
    }

    /// Makes a task that must be accepted, and returns its id.
    pub(crate) async fn make(&self, body: &Value) -> String {
        let answer = self.create(body).await.data();
        answer["task_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn task(&self, id: &str) -> Value {
        self.get(&format!("{EXPAND}/{id}")).await.data()
    }

    /// Makes a task and lets it end.
    pub(crate) async fn finished(&self, body: &Value) -> Value {
        let id = self.make(body).await;
        self.control().advance(A_MINUTE).await;
        self.task(&id).await
    }
}

impl Answer {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status} without an envelope: {text}"));
        Self { status, body }
    }

    pub(crate) fn code(&self) -> i64 {
        self.body["code"].as_i64().unwrap()
    }

    pub(crate) fn message(&self) -> &str {
        self.body["message"].as_str().unwrap()
    }

    /// The data of a success.
    pub(crate) fn data(&self) -> Value {
        assert_eq!((self.status, self.code()), (StatusCode::OK, 0), "{}", self.body);
        assert_eq!(self.message(), "SUCCEED");
        self.body["data"].clone()
    }

    /// Asserts an error: its status, its code, no data, a request id.
    pub(crate) fn refused(&self, status: u16, code: i64) -> &str {
        assert_eq!((self.status.as_u16(), self.code()), (status, code), "{}", self.body);
        assert!(self.body.get("data").is_none(), "{}", self.body);
        assert_eq!(self.body["request_id"].as_str().unwrap().len(), 36);
        self.message()
    }
}

/// A picture that has no two equal pixels side by side.
pub(crate) fn picture(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, (x ^ y) as u8])).into()
}

pub(crate) fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encode(&picture(width, height), ImageFormat::Png)
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A request that is accepted: 300x300 without a border, so that nothing needs to be invented and the test is quick.
pub(crate) fn expansion() -> Value {
    json!({
        "image": base64(&png(300, 300)),
        "up_expansion_ratio": 0,
        "down_expansion_ratio": 0,
        "left_expansion_ratio": 0,
        "right_expansion_ratio": 0,
    })
}

/// [`expansion`] with members replaced or added.
pub(crate) fn expansion_with(members: Value) -> Value {
    let mut body = expansion();
    body.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    body
}
