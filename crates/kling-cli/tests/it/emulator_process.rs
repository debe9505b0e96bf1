//! `klingctl emulator` as a process of its own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::{Value, json};

use crate::program::{Run, klingctl};

pub(crate) struct EmulatorProcess {
    child: Child,
    ready: Value,
}

impl EmulatorProcess {
    /// An emulator on a free port, at this speed.
    pub(crate) fn start(speed: f64) -> Self {
        Self::with_options(&format!("--speed {speed}"))
    }

    pub(crate) fn with_options(options: &str) -> Self {
        let mut command = klingctl(Path::new("."), &format!("emulator {options}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the emulator starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout is a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("the emulator prints its ready record");
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line:?}"));
        Self { child, ready }
    }

    pub(crate) fn ready_record(&self) -> &Value {
        &self.ready
    }

    pub(crate) fn base_url(&self) -> &str {
        self.ready["base_url"].as_str().expect("the ready record has a base URL")
    }

    /// The program as a client of this emulator.
    pub(crate) fn client(&self, folder: &Path, arguments: &str) -> Command {
        let mut command = klingctl(folder, arguments);
        command.env("KLINGAI_BASE_URL", self.base_url());
        command.env("KLINGAI_API_KEY", self.ready["api_key"].as_str().unwrap_or_default());
        command
    }

    pub(crate) fn run(&self, folder: &Path, arguments: &str) -> Run {
        Run::of(self.client(folder, arguments))
    }

    /// The tasks that were made, newest first.
    pub(crate) fn tasks(&self) -> Vec<Value> {
        let tasks = self.run(Path::new("."), "task list --json").expect_exit(0).stdout_json();
        tasks["tasks"].as_array().expect("a list").clone()
    }

    pub(crate) fn inject(&self, fault: &Value) {
        self.control("POST", "faults", &fault.to_string());
    }

    pub(crate) fn set_speed(&self, speed: f64) {
        self.control("POST", "clock", &json!({ "speed": speed }).to_string());
    }

    /// The operations that were called, in their order.
    pub(crate) fn calls(&self) -> Vec<String> {
        let journal: Value = serde_json::from_str(&self.control("GET", "journal", "")).expect("a journal");
        let calls = journal["calls"].as_array().expect("calls").iter();
        calls.filter_map(|call| call["operation"].as_str()).map(str::to_owned).collect()
    }

    /// Asks the control plane, and gives the body of its answer.
    fn control(&self, method: &str, path: &str, body: &str) -> String {
        let address = self.base_url().trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("the emulator accepts connections");
        write!(
            stream,
            "{method} /_emulator/{path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .expect("the emulator reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the emulator answers");
        assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
        answer.split_once("\r\n\r\n").expect("a head").1.to_owned()
    }

    /// Asks it to stop, and waits for its end.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        send_signal(&self.child, "TERM");
        self.child.wait().expect("the emulator ends")
    }
}

impl Drop for EmulatorProcess {
    fn drop(&mut self) {
        self.terminate();
    }
}

/// Sends a signal by its name without SIG.
pub(crate) fn send_signal(child: &Child, signal: &str) {
    let command = format!("kill -{signal} {}", child.id());
    Command::new("sh").arg("-c").arg(command).stderr(Stdio::null()).status().expect("there is a shell");
}
