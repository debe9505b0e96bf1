//! The one error type of the runtime and of every client crate.

use std::fmt;

use crate::{ApiCode, Repeat, TaskHandle};

/// Why a call did not do what was asked.
///
/// An `Error` answers five questions: what happened ([`kind`](Error::kind), [`code`](Error::code)), where
/// ([`operation`](Error::operation), [`request_id`](Error::request_id)), whether sending again can help
/// ([`is_retryable`](Error::is_retryable)), what to do next ([`advice`](Error::advice)), and whether money may have been spent
/// ([`task`](Error::task)).
///
/// `Display` tells this level only; walk [`source`](std::error::Error::source) for the cause below it. No message ever holds a
/// key, a token or a request body.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    attempts: u32,
    code: Option<ApiCode>,
    http_status: Option<u16>,
    request_id: Option<String>,
    repeat: Repeat,
    is_duplicate: bool,
    names_order: bool,
    advice: Option<String>,
    task: TaskTrace,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The credentials are missing or malformed. Nothing was sent.
    Credentials,
    /// The input breaks a rule of the API. It was refused here; nothing was sent.
    InvalidInput,
    /// The API refused, and [`Error::code`] says why; without a code, a gateway before the API did.
    Refused,
    /// The connection failed or was lost.
    Network,
    /// An answer came that is not an answer of the API: a gateway's page, half a body, an unexpected shape.
    Unreadable,
    /// The task ended without a result.
    TaskFailed,
    /// The wait was given up while the task may still be running.
    StillPending,
    /// A result could not be fetched.
    Download,
    /// A local file could not be read or written.
    File,
}

/// What is known of a paid task at the moment of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskTrace {
    /// This call made no task, so it cost nothing.
    NotMade,
    /// A task may have been made. Query it by this external id before creating anything again.
    Possible {
        /// The `external_task_id` that the create carried.
        external_task_id: String,
    },
    /// A request that makes something was sent, its fate is unknown, and the call knows of no external id to look it up by.
    Untraceable,
    /// The task exists. It goes on without us, and can be resumed.
    Exists(TaskHandle),
}

impl Error {
    /// A new error of this kind; `message` says what happened, without advice.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            attempts: 0,
            code: None,
            http_status: None,
            request_id: None,
            repeat: Repeat::Never,
            is_duplicate: false,
            names_order: false,
            advice: None,
            task: TaskTrace::NotMade,
            source: None,
        }))
    }

    /// Input that was refused before anything was sent.
    pub fn invalid_input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, message)
    }

    /// Input that the capability table refused, in words that name the product and the model.
    pub(crate) fn refused_by_model(finding: &kling_models::Finding<'_>) -> Self {
        let mut error = Self::invalid_input(finding.to_string());
        error.0.names_order = true;
        error
    }

    /// A refusal by the API: its code, the HTTP status it came with, and its message.
    pub fn refused(code: ApiCode, http_status: u16, message: &str) -> Self {
        let mut error = Self::new(ErrorKind::Refused, message);
        error.0.code = Some(code);
        error.0.http_status = Some(http_status);
        error.0.repeat = code.repeat_under(http_status);
        error
    }

    /// The end of a query that found no task, where the API says so with an empty list: the newer standard and the solutions.
    ///
    /// It is the refusal that `/v1` answers with, so that [`is_unknown_task`](Self::is_unknown_task) tells both.
    pub fn unknown_task(id: &str) -> Self {
        let mut error = Self::new(ErrorKind::Refused, format!("Task not found by id/external id: {id}"));
        error.0.code = Some(ApiCode::ILLEGAL_VALUE);
        error
    }

    /// A success of which nothing can be made, after a request that makes something: what it made may be charged.
    ///
    /// Its [`task`](Self::task) is [`TaskTrace::Untraceable`].
    pub fn unusable_success(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unreadable, message).with_task(TaskTrace::Untraceable)
    }

    /// A recognition that failed, which the API tells inside a success by a status other than 0; `units` as it tells them.
    ///
    /// Its [`task`](Self::task) is [`TaskTrace::Untraceable`].
    pub fn failed_recognition(status: i64, units: Option<&str>) -> Self {
        let units = units.unwrap_or("not told");
        let problem = format!("the recognition failed: the status is {status}; units taken: {units}");
        Self::new(ErrorKind::Refused, problem).with_task(TaskTrace::Untraceable)
    }

    /// A create that was not sent, because a task has its id already.
    pub(crate) fn duplicate_external_task_id(external_task_id: &str, task_id: &str) -> Self {
        let message = format!("external task id {external_task_id} exists already: task {task_id} has it");
        let mut error = Self::invalid_input(message).with_advice("take that task up, or use another id");
        error.0.is_duplicate = true;
        error
    }

    /// Whether and how the API's refusal lets the request be sent again.
    pub(crate) fn repeat(&self) -> Repeat {
        self.0.repeat
    }

    /// Adds the error below this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Adds what a person can do about it, as a sentence without its full stop.
    #[must_use]
    pub fn with_advice(mut self, advice: impl Into<String>) -> Self {
        self.0.advice = Some(advice.into());
        self
    }

    /// Adds what is known of the task.
    #[must_use]
    pub fn with_task(mut self, task: TaskTrace) -> Self {
        self.0.task = task;
        self
    }

    /// Adds to bad input what was ordered, of which model, unless the message tells that already.
    #[doc(hidden)]
    #[must_use]
    pub fn about(mut self, order: &str) -> Self {
        if self.0.kind == ErrorKind::InvalidInput && !self.0.names_order {
            self.0.message = format!("{} ({order})", self.0.message);
            self.0.names_order = true;
        }
        self
    }

    /// Names the member that a bad input is in.
    pub(crate) fn within(mut self, member: &str) -> Self {
        if self.0.kind == ErrorKind::InvalidInput {
            self.0.message = format!("{member}: {}", self.0.message);
        }
        self
    }

    pub(crate) fn with_http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    pub(crate) fn during(mut self, operation: &'static str, attempts: u32) -> Self {
        self.0.operation = Some(operation);
        self.0.attempts = attempts;
        self
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What happened, without place and advice. For a refusal, the API's own message.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The `operationId` of the call, as in the OpenAPI document; `None` when nothing was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// How many times the request was sent or tried to be sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The API's code, when it refused.
    pub fn code(&self) -> Option<ApiCode> {
        self.0.code
    }

    /// The HTTP status of the last answer, when there was one.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// The id that the vendor's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// What a person can do about it.
    pub fn advice(&self) -> Option<&str> {
        self.0.advice.as_deref().or_else(|| self.0.code.and_then(ApiCode::advice))
    }

    /// What is known of the task: whether money may have been or may yet be spent.
    pub fn task(&self) -> &TaskTrace {
        &self.0.task
    }

    /// True when a task exists or may exist because of this call.
    pub fn task_may_exist(&self) -> bool {
        self.0.task != TaskTrace::NotMade
    }

    /// True when the API does not know the task or external id that was asked for.
    pub fn is_unknown_task(&self) -> bool {
        self.is_illegal_value_saying(&["task not found"])
    }

    /// True when a create was refused because its external task id belongs to another task of the account.
    pub fn is_duplicate_external_task_id(&self) -> bool {
        self.0.is_duplicate || self.is_illegal_value_saying(&["external_task_id", "already exists"])
    }

    /// The API has one code for many mistakes; only the message, as the live service was seen to word it, tells them apart.
    fn is_illegal_value_saying(&self, words: &[&str]) -> bool {
        let message = self.0.message.to_ascii_lowercase();
        self.0.code == Some(ApiCode::ILLEGAL_VALUE) && words.iter().all(|word| message.contains(word))
    }

    /// True when the same call may succeed later without any change to it.
    ///
    /// It does not say that a create may simply be repeated: see [`task`](Error::task).
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Network | ErrorKind::Unreadable | ErrorKind::StillPending => true,
            ErrorKind::Refused => matches!(self.0.repeat, Repeat::AfterPause | Repeat::ReadsOnly),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        match inner.code {
            Some(code) => write!(f, "the API refused with {code}: {}", inner.message)?,
            None => f.write_str(&inner.message)?,
        }
        if let Some(operation) = inner.operation {
            write!(f, " [{operation}")?;
            if inner.attempts > 1 {
                write!(f, ", {} attempts", inner.attempts)?;
            }
            if let Some(id) = &inner.request_id {
                write!(f, ", request {id}")?;
            }
            f.write_str("]")?;
        }
        if !(inner.task == TaskTrace::NotMade && matches!(inner.kind, ErrorKind::Download | ErrorKind::File)) {
            write!(f, "; {}", inner.task)?;
        }
        match self.advice() {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

/// Whether money may have been spent, as half a sentence.
impl fmt::Display for TaskTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotMade => f.write_str("no task was made by this call, so it cost nothing"),
            Self::Possible { external_task_id } => write!(
                f,
                "a task may have been made and may be charged: look for external id {external_task_id} before sending it again"
            ),
            Self::Untraceable => {
                f.write_str("the request may have taken effect, and what it costs, if anything, may be charged")
            }
            Self::Exists(handle) => write!(f, "task {} exists and is not lost", handle.id()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
