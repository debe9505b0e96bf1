//! The wire fixtures, through the generated clients: each answer is served as it stands and read whole, and each request that a
//! client makes is the one that the fixture shows.

use std::io::Write;
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use kling_fixtures::Fixture;
use kling_runtime::{Credentials, RetryPolicy, Session};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::generated_calls::call;
use crate::raw_vendor::{Request, whole};

/// The arguments that a fixture's request gives a generated call.
pub(crate) struct Arguments<'f> {
    pub(crate) request: &'f Value,
}

impl Arguments<'_> {
    /// The last segment of the path.
    pub(crate) fn segment(&self) -> &str {
        self.request["path"].as_str().unwrap().rsplit('/').next().unwrap()
    }

    pub(crate) fn query<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_value(self.request["query"][name].clone()).ok()
    }

    pub(crate) fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.request["body"].clone()).unwrap_or_else(|error| panic!("{}: {error}", self.request))
    }

    /// What was read of an answer.
    pub(crate) fn seen(&self, answer: impl serde::Serialize) -> Value {
        serde_json::to_value(answer).unwrap()
    }
}

/// Serves the answer of a fixture once; the channel tells what was asked.
fn serve(fixture: &Fixture, listener: &TcpListener) -> Receiver<Request> {
    let listener = listener.try_clone().unwrap();
    let (status, body) = fixture.answer();
    let answer = whole(&format!("{status} Fixture"), "application/json", body.to_string().as_bytes());
    let (asked, questions) = channel();
    thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let request = Request::read(&connection).unwrap();
        connection.write_all(&answer).unwrap();
        asked.send(request).unwrap();
    });
    questions
}

#[tokio::test]
async fn every_fixture_is_read_as_it_says() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let session = Session::builder(Credentials::api_key("k").unwrap())
        .with_base_url(format!("http://{}", listener.local_addr().unwrap()).parse().unwrap())
        .with_retry_policy(RetryPolicy::never())
        .build()
        .unwrap();
    let mut calls = 0;
    for fixture in Fixture::all().iter().filter(|fixture| !fixture.has_foreign_request()) {
        calls += 1;
        let name = fixture.name();
        let questions = serve(fixture, &listener);
        let request = fixture.request();
        let outcome = call(&fixture.operation, &session, &Arguments { request }).await;
        match number(&fixture.response_body()["code"]) {
            0 => {
                let seen = outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
                if fixture.case == "success" {
                    assert_eq!(said(seen), said(fixture.response_body().clone()), "{name}");
                }
            }
            code => {
                let error = outcome.expect_err(&name);
                assert_eq!(error.code().map(|code| code.number()), Some(code), "{name}");
                assert_eq!(error.request_id(), fixture.response_body()["request_id"].as_str(), "{name}");
            }
        }
        let asked = questions.recv().unwrap();
        assert_eq!(asked.method, request["method"], "{name}");
        assert_eq!(asked.path.split('?').next(), Some(fixture.path()), "{name}");
        if !request["body"].is_null() {
            let sent: Value = serde_json::from_slice(&asked.body).unwrap();
            assert_eq!(said(sent), said(request["body"].clone()), "{name}");
        }
    }
    assert!(calls > 350, "{calls} fixtures");
}

/// A code, bare or as text.
fn number(code: &Value) -> i64 {
    code.as_i64().unwrap_or_else(|| code.as_str().unwrap().parse().unwrap())
}

/// What a value says: every spelling of nothing is left out, `0` is `0.0`, and `succeeded` is `succeed`. Integers keep their digits.
fn said(value: Value) -> Value {
    match value {
        Value::String(word) if word == "succeeded" => "succeed".into(),
        Value::Number(number) if !number.is_i64() && !number.is_u64() => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => (float as i64).into(),
            _ => Value::Number(number),
        },
        Value::Object(members) => {
            let told = |(name, value)| Some((name, said(value))).filter(|(_, value)| !says_nothing(value));
            Value::Object(members.into_iter().filter_map(told).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(said).collect()),
        other => other,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
