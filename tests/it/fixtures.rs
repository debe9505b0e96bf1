//! The wire fixtures, through the generated clients: each answer is served as it stands, and each request that a client makes
//! is the one that the fixture shows.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use kling_account::Account;
use kling_images::Images;
use kling_images::wire::ExpandImageRequest;
use kling_runtime::{Credentials, Error, RetryPolicy, Session};
use serde_json::Value;

use crate::raw_vendor::{Request, whole};

struct Fixture {
    name: String,
    operation: String,
    exchange: Value,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/examples");
    let mut files: Vec<PathBuf> = Vec::new();
    for document in std::fs::read_dir(folder).unwrap() {
        files.extend(std::fs::read_dir(document.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let operation = name.split('.').next().unwrap().to_owned();
        Fixture { exchange: serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap(), name, operation }
    };
    files.into_iter().map(read).collect()
}

impl Fixture {
    /// Serves the answer once; the channel tells what was asked.
    fn serve(&self) -> (String, Receiver<Request>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let response = &self.exchange["response"];
        let answer = whole(
            &format!("{} Fixture", response["status"]),
            "application/json",
            response["body"].to_string().as_bytes(),
        );
        let (asked, questions) = channel();
        thread::spawn(move || {
            let (mut connection, _) = listener.accept().unwrap();
            let request = Request::read(&connection).unwrap();
            connection.write_all(&answer).unwrap();
            asked.send(request).unwrap();
        });
        (address, questions)
    }

    /// The last segment of the path.
    fn id(&self) -> &str {
        self.exchange["request"]["path"].as_str().unwrap().rsplit('/').next().unwrap()
    }

    fn query<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_value(self.exchange["request"]["query"][name].clone()).ok()
    }

    async fn call(&self, session: &Session) -> Result<(), Error> {
        let images = Images::new(session);
        match self.operation.as_str() {
            "create_image_expansion" => {
                let body: ExpandImageRequest =
                    serde_json::from_value(self.exchange["request"]["body"].clone()).unwrap();
                images.wire().create_image_expansion(&body).await?.into_inner().into_data().map(drop)
            }
            "get_image_expansion" => {
                images.wire().get_image_expansion(self.id()).await?.into_inner().into_data().map(drop)
            }
            "list_image_expansions" => {
                let (page, size) = (self.query("pageNum"), self.query("pageSize"));
                images.wire().list_image_expansions(page, size).await.map(drop)
            }
            "get_account_costs" => {
                let (start, end) = (self.query("start_time").unwrap_or(1), self.query("end_time").unwrap_or(2));
                let name: Option<String> = self.query("resource_pack_name");
                let account = Account::new(session);
                account.wire().get_account_costs(start, end, name.as_deref()).await?.into_inner().into_data().map(drop)
            }
            other => panic!("{}: the operation {other} has no call here", self.name),
        }
    }
}

#[tokio::test]
async fn every_fixture_is_read_as_it_says() {
    let all = fixtures();
    assert!(all.len() > 20, "{} fixtures", all.len());
    for fixture in all {
        let (address, questions) = fixture.serve();
        let session = Session::builder(Credentials::api_key("k").unwrap())
            .with_base_url(address.parse().unwrap())
            .with_retry_policy(RetryPolicy::never())
            .build()
            .unwrap();
        let outcome = fixture.call(&session).await;
        let (request, response) = (&fixture.exchange["request"], &fixture.exchange["response"]);
        match number(&response["body"]["code"]) {
            0 => outcome.unwrap_or_else(|error| panic!("{}: {error}", fixture.name)),
            code => {
                let error = outcome.expect_err(&fixture.name);
                assert_eq!(error.code().map(|code| code.number()), Some(code), "{}", fixture.name);
                assert_eq!(error.request_id(), response["body"]["request_id"].as_str(), "{}", fixture.name);
            }
        }
        let asked = questions.recv().unwrap();
        assert_eq!(asked.method, request["method"], "{}", fixture.name);
        assert_eq!(asked.path.split('?').next(), request["path"].as_str(), "{}", fixture.name);
        if let Some(body) = request["body"].as_object() {
            assert_eq!(
                numbers_as_floats(serde_json::from_slice(&asked.body).unwrap()),
                numbers_as_floats(said(body)),
                "{}",
                fixture.name
            );
        }
    }
}

/// A code, bare or as text.
fn number(code: &Value) -> i64 {
    code.as_i64().unwrap_or_else(|| code.as_str().unwrap().parse().unwrap())
}

/// What a fixture's body says: empty strings mean absent.
fn said(body: &serde_json::Map<String, Value>) -> Value {
    body.clone().into_iter().filter(|(_, value)| value != "" && !value.is_null()).collect()
}

/// `0` and `0.0` are the same number on this wire.
fn numbers_as_floats(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, numbers_as_floats(value))).collect(),
        other => other,
    }
}
