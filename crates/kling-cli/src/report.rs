//! Errors as people and programs read them.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::styling::{AnsiColor, Style};
use kling::{Error, ErrorKind, TaskTrace};
use serde_json::{Value, json};

use crate::exit_code::ExitCode;

/// An error of the library with what only the program knows: which input it is about, how to resume, how to exit.
#[derive(Debug)]
pub(crate) struct Failure {
    error: Box<Error>,
    exit_code: ExitCode,
    subject: Option<String>,
    resume: Option<String>,
    tells_cost: bool,
    is_emulated: bool,
    is_answered: bool,
    paid_steps: usize,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (exit_code, tells_cost) = (ExitCode::of(&error), error.task_may_exist());
        Self {
            error: Box::new(error),
            exit_code,
            subject: None,
            resume: None,
            tells_cost,
            is_emulated: false,
            is_answered: false,
            paid_steps: 0,
        }
    }
}

impl Failure {
    /// Names the input that it is about.
    pub(crate) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Adds the command that takes the task up again.
    pub(crate) fn with_resume(mut self, command: Option<String>) -> Self {
        self.resume = command;
        self
    }

    /// Adds what is known of the task.
    pub(crate) fn with_task(mut self, trace: TaskTrace) -> Self {
        self.error = Box::new(self.error.with_task(trace));
        self.exit_code = ExitCode::of(&self.error);
        self.tells_cost |= self.error.task_may_exist();
        self
    }

    /// Says what it cost, also when it cost nothing: for what is done to create a task.
    pub(crate) fn of_paid_work(mut self) -> Self {
        self.tells_cost = true;
        self
    }

    /// Says that the call was answered and paid, and that only its files are wanting. Running it again is paid again, so it is no
    /// failure that time mends.
    pub(crate) fn of_answered_call(self, advice: &str) -> Self {
        let error = Error::new(ErrorKind::File, "the call is done, and its files could not be saved");
        let error = error.with_source(*self.error).with_task(TaskTrace::Untraceable);
        let advice = format!("{advice}; running the command again is charged again");
        Self { is_answered: true, is_emulated: self.is_emulated, ..Self::from(error.with_advice(advice)) }
    }

    /// Says that the built-in emulator takes its tasks with it, if it was one.
    pub(crate) fn on_built_in_emulator(mut self, is_emulated: bool) -> Self {
        self.is_emulated = is_emulated;
        self
    }

    /// Says that steps before the one that failed are paid.
    pub(crate) fn after_paid_steps(mut self, count: usize) -> Self {
        self.paid_steps = count;
        self
    }

    /// Ends the program with another code than the error itself asks for.
    pub(crate) fn with_exit_code(mut self, exit_code: ExitCode) -> Self {
        self.exit_code = exit_code;
        self
    }

    pub(crate) fn error(&self) -> &Error {
        &self.error
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        self.exit_code
    }

    /// Several lines for people, or one line of JSON, without a line break at the end.
    pub(crate) fn render(&self, as_json: bool) -> String {
        if as_json { json!({ "error": self.to_json() }).to_string() } else { self.to_text() }
    }

    /// Prints it on stderr.
    pub(crate) fn print(&self, as_json: bool) {
        // There is nowhere left to complain to.
        let _ = writeln!(anstream::stderr(), "{}", self.render(as_json));
    }

    fn to_text(&self) -> String {
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let what = self.what();
        let subject = self.subject.as_deref().filter(|subject| !what.starts_with(*subject));
        let subject = subject.map(|subject| format!("{subject}: ")).unwrap_or_default();
        let mut text = format!("{red}error{red:#}: {subject}{what}");
        let mut add = |label: &str, value: &str| {
            let bold = Style::new().bold();
            let _ = write!(text, "\n{bold}{label:>8}{bold:#}: {value}");
        };
        let indented = |value: &str| value.replace('\n', "\n          ");
        if let Some(place) = self.place() {
            add("where", &indented(&place));
        }
        for cause in self.causes() {
            add("cause", &indented(&cause));
        }
        if let Some(cost) = self.cost() {
            add("cost", &indented(&cost));
        }
        if let Some(advice) = self.error.advice() {
            add("help", &indented(advice));
        }
        // A line break in it is the prompt's own.
        if let Some(resume) = &self.resume {
            add("resume", resume);
        }
        text
    }

    /// The members that `--json` documents.
    pub(crate) fn to_json(&self) -> Value {
        let error = &*self.error;
        let mut value = json!({
            "kind": self.exit_code.word(),
            "exit_code": self.exit_code as u8,
            "input": self.subject,
            "message": error.message(),
            "causes": self.causes(),
            "code": error.code().map(|code| code.number()),
            "http_status": error.http_status(),
            "request_id": error.request_id(),
            "operation": error.operation(),
            "attempts": error.attempts(),
            "can_be_retried": error.is_retryable(),
            "advice": error.advice(),
            "resume": self.resume,
        });
        value["task"] = match error.task() {
            TaskTrace::NotMade => json!({ "state": "not_made" }),
            TaskTrace::Possible { external_task_id } => {
                json!({ "state": "possible", "external_task_id": external_task_id })
            }
            TaskTrace::Exists(handle) => json!({
                "state": "exists", "task_id": handle.id(), "external_task_id": handle.external_task_id(),
            }),
            _ => json!({ "state": "untraceable" }),
        };
        value
    }

    fn what(&self) -> String {
        match self.error.code() {
            Some(code) => format!("the API refused with {code}: {}", self.error.message()),
            None => self.error.message().to_owned(),
        }
    }

    fn place(&self) -> Option<String> {
        let mut place = self.error.operation()?.to_owned();
        if self.error.attempts() > 1 {
            let _ = write!(place, ", {} attempts", self.error.attempts());
        }
        if let Some(id) = self.error.request_id() {
            let _ = write!(place, ", request {id}");
        }
        Some(place)
    }

    /// The errors below, without those that only repeat the words above them.
    fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut above = self.error.message().to_owned();
        let mut next = self.error.source();
        while let Some(cause) = next {
            let words =
                cause.downcast_ref::<Error>().map_or_else(|| cause.to_string(), |error| error.message().to_owned());
            if words != above {
                causes.push(words.clone());
            }
            above = words;
            next = cause.source();
        }
        causes
    }

    fn cost(&self) -> Option<String> {
        let cost = self.cost_of_task()?;
        let (before, are) = match self.paid_steps {
            0 => return Some(cost),
            _ if self.is_emulated => return Some(cost),
            1 => ("the step before it is paid".to_owned(), "is"),
            count => (format!("the {count} steps before it are paid"), "are"),
        };
        Some(match self.resume {
            Some(_) => format!("{cost}; {before}, and {are} not paid again when this is resumed"),
            None => format!("{cost}; {before}"),
        })
    }

    fn cost_of_task(&self) -> Option<String> {
        match self.error.task() {
            _ if self.is_emulated => {
                Some("nothing is charged: the built-in emulator and its tasks end with this program".to_owned())
            }
            _ if self.is_answered => Some("the call is paid; its answer tells what it cost".to_owned()),
            // Its advice tells what it cost.
            TaskTrace::Exists(handle) if self.error.kind() == ErrorKind::TaskFailed => {
                Some(format!("task {} has ended", handle.id()))
            }
            trace => self.tells_cost.then(|| trace.to_string()),
        }
    }
}
