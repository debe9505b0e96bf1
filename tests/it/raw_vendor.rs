//! A second vendor, on plain sockets: no HTTP library, no code of ours. What the client does with it, it does not owe to the
//! emulator's habits.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use crate::sample;

/// What the vendor does with one create.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Makes the task and says so.
    Make,
    /// Makes no task and answers this.
    Answer { status: u16, code: i64, headers: &'static str },
    /// Makes the task and closes the connection.
    MakeAndHangUp,
    /// Makes the task; a gateway answers with a page of its own.
    MakeAndGatewayPage,
    /// Makes the task and sends half of the answer.
    MakeAndHalfBody,
    /// Makes no task and closes the connection.
    HangUp,
    /// Makes the task and answers this all the same.
    MakeAndAnswer { status: u16, code: i64 },
}

/// How the vendor shows its tasks; each query takes the next shape and the last one stays.
pub(crate) type TaskShape = VecDeque<Box<dyn Fn(Value) -> Value + Send>>;

#[derive(Default)]
pub(crate) struct Seen {
    /// External ids of the tasks that were made, in order.
    pub(crate) tasks: Vec<String>,
    /// Bodies of every create that arrived whole.
    pub(crate) creates: Vec<Value>,
    /// `Authorization` of every call, in order; `None` where there was none.
    pub(crate) authorizations: Vec<(String, Option<String>)>,
}

#[derive(Clone)]
pub(crate) struct RawVendor {
    address: SocketAddr,
    script: Arc<Mutex<VecDeque<Reply>>>,
    task: Arc<Mutex<TaskShape>>,
    seen: Arc<Mutex<Seen>>,
}

impl RawVendor {
    /// Answers the first creates by the script and makes a task for every later one.
    pub(crate) fn start(script: impl IntoIterator<Item = Reply>) -> Self {
        let vendor = Self::closed(script);
        vendor.open();
        vendor
    }

    /// A vendor whose port refuses connections until [`open`](Self::open).
    pub(crate) fn closed(script: impl IntoIterator<Item = Reply>) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let script = Arc::new(Mutex::new(script.into_iter().collect()));
        Self { address, script, task: Arc::default(), seen: Arc::default() }
    }

    pub(crate) fn open(&self) {
        let listener = TcpListener::bind(self.address).unwrap();
        let vendor = self.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let vendor = vendor.clone();
                thread::spawn(move || vendor.serve(&connection));
            }
        });
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From the next query on, the body of an answer about a task goes through `shape`; `Value::Null` closes the connection.
    pub(crate) fn show_tasks_as(&self, shape: impl Fn(Value) -> Value + Send + 'static) {
        self.task.lock().unwrap().push_back(Box::new(shape));
    }

    pub(crate) fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().unwrap())
    }

    /// One request, one answer, end of connection.
    fn serve(&self, connection: &TcpStream) -> Option<()> {
        let request = Request::read(connection)?;
        self.seen.lock().unwrap().authorizations.push((request.path.clone(), request.authorization.clone()));
        let answer = match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/v1/images/editing/expand") => self.create(&request.body)?,
            ("GET", "/result.png") => whole("200 OK", "image/png", &sample::png(20, 10)),
            ("GET", path) => self.query(path.strip_prefix("/v1/images/editing/expand/")?)?,
            _ => whole("404 Not Found", "text/plain", b"404"),
        };
        (&*connection).write_all(&answer).ok()
    }

    fn create(&self, body: &[u8]) -> Option<Vec<u8>> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let external = body["external_task_id"].as_str()?.to_owned();
        let mut seen = self.seen.lock().unwrap();
        seen.creates.push(body);
        let reply = self.script.lock().unwrap().pop_front().unwrap_or(Reply::Make);
        if let Reply::Answer { status, code, headers } = reply {
            let body = json!({ "code": code, "message": "as scripted", "request_id": "r-1" });
            return Some(with_headers(
                &format!("{status} Scripted"),
                "application/json",
                headers,
                body.to_string().as_bytes(),
            ));
        }
        if matches!(reply, Reply::HangUp) {
            return None;
        }
        if seen.tasks.contains(&external) {
            let message = format!("External_task_id {external} already exists");
            let body = json!({ "code": 1201, "message": message, "request_id": "r-2" });
            return Some(whole("400 Bad Request", "application/json", body.to_string().as_bytes()));
        }
        seen.tasks.push(external.clone());
        let task = json!({ "task_id": format!("t-{}", seen.tasks.len()), "task_status": "submitted",
            "task_info": { "external_task_id": external }, "created_at": 1_722_769_557_708_i64 });
        let body = json!({ "code": 0, "message": "SUCCEED", "request_id": "r-0", "data": task }).to_string();
        let answer = whole("200 OK", "application/json", body.as_bytes());
        match reply {
            Reply::MakeAndHangUp => None,
            Reply::MakeAndAnswer { status, code } => {
                let body = json!({ "code": code, "message": "as scripted", "request_id": "r-4" });
                Some(whole(&format!("{status} Scripted"), "application/json", body.to_string().as_bytes()))
            }
            Reply::MakeAndGatewayPage => {
                Some(whole("504 Gateway Time-out", "text/html", b"<html><h1>504 Gateway Time-out</h1></html>"))
            }
            Reply::MakeAndHalfBody => Some(answer[..answer.len() - body.len() / 2].to_vec()),
            _ => Some(answer),
        }
    }

    fn query(&self, id: &str) -> Option<Vec<u8>> {
        let seen = self.seen.lock().unwrap();
        let by_number = id.strip_prefix("t-").and_then(|number| number.parse::<usize>().ok());
        let number = by_number.or_else(|| seen.tasks.iter().position(|task| task == id).map(|position| position + 1));
        let Some(number) = number.filter(|number| *number <= seen.tasks.len()) else {
            let message = format!("Task not found by id/external id: {id}");
            let body = json!({ "code": 1201, "message": message, "request_id": "r-3" });
            return Some(whole("400 Bad Request", "application/json", body.to_string().as_bytes()));
        };
        let task = json!({ "task_id": format!("t-{number}"), "task_status": "succeed", "task_status_msg": "",
            "task_info": { "external_task_id": seen.tasks[number - 1] }, "final_unit_deduction": "8",
            "created_at": 1_722_769_557_708_i64, "updated_at": 1_722_769_581_102_i64,
            "task_result": { "images": [{ "index": 0, "url": format!("{}/result.png", self.base_url()) }] } });
        let shaped = self.shape(json!({ "code": 0, "message": "SUCCEED", "request_id": "r-0", "data": task }));
        (!shaped.is_null()).then(|| whole("200 OK", "application/json", shaped.to_string().as_bytes()))
    }

    fn shape(&self, body: Value) -> Value {
        let mut shapes = self.task.lock().unwrap();
        let shaped = shapes.front().map_or_else(|| body.clone(), |shape| shape(body.clone()));
        if shapes.len() > 1 {
            shapes.pop_front();
        }
        shaped
    }
}

pub(crate) fn whole(status: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    with_headers(status, kind, "", body)
}

fn with_headers(status: &str, kind: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn read(connection: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(connection);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (mut authorization, mut length) = (None, 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "authorization" => authorization = Some(value.trim().to_owned()),
                "content-length" => length = value.trim().parse().ok()?,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        Some(Self { method, path, authorization, body })
    }
}
