//! One answer of the API, and what it tells about the fate of the request.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::wire::ErrorBody;
use crate::{ApiCode, Error, ErrorKind};

/// A successful answer, read to its end: an envelope with code 0.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    call: Call,
}

/// Which call an answer belongs to: what an error that comes up while reading it has to tell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    pub(crate) is_read: bool,
}

impl Call {
    /// A success that cannot be made use of. What a call that is no read has made, and perhaps charged, stays made.
    pub(crate) fn unreadable(self, message: impl Into<String>, status: StatusCode) -> Error {
        let error =
            if self.is_read { Error::new(ErrorKind::Unreadable, message) } else { Error::unusable_success(message) };
        error.with_http_status(status.as_u16()).during(self.operation, self.attempts)
    }
}

/// How one attempt failed, by what is known of the request's fate.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing reached the API, and sending again cannot help.
    Unsendable(Error),
    /// The request never left this machine.
    NotSent(reqwest::Error),
    /// The API refused, so it did nothing, unless its code says otherwise.
    Refused(Refusal),
    /// It may or may not have happened.
    Unknown(Error),
}

/// What happened, in a few words.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(_) => f.write_str("the API cannot be reached"),
            Self::Refused(Refusal { error, .. }) => match error.code() {
                Some(code) => write!(f, "the API refused with {code}"),
                None => f.write_str(error.message()),
            },
            Self::Unsendable(error) | Self::Unknown(error) => f.write_str(error.message()),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) error: Error,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) server_time: Option<SystemTime>,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, call: Call) -> Self {
        Self { status, headers, body, call }
    }

    pub(crate) fn call(&self) -> Call {
        self.call
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body, read as `T`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unreadable`] when the body has another shape. Unless the call only read, [`Error::task`] is then
    /// [`Untraceable`](crate::TaskTrace::Untraceable): the API said success.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|source| {
            self.call.unreadable("the API answered with an unexpected shape", self.status).with_source(source)
        })
    }

    /// For generated code: a status that the document does not list.
    #[doc(hidden)]
    pub fn into_unexpected(self) -> Error {
        self.call.unreadable(format!("the API answered with the undocumented status {}", self.status), self.status)
    }
}

/// Tells success from failure. The code of the envelope decides, not the HTTP status.
pub(crate) fn judge(answer: Answer) -> Result<Answer, Failure> {
    let status = answer.status;
    // Its members are those that every envelope has.
    let Ok(head) = serde_json::from_slice::<ErrorBody>(&answer.body) else {
        return Err(without_envelope(status));
    };
    let code = ApiCode::new(head.code);
    // 200 as a code for success is what one official client also accepts.
    if status.is_success() && (code == ApiCode::SUCCESS || code.number() == 200) {
        return Ok(answer);
    }
    if code == ApiCode::SUCCESS {
        let error = Error::new(ErrorKind::Unreadable, format!("the answer says success under HTTP status {status}"));
        return Err(Failure::Unknown(error.with_http_status(status.as_u16()).with_request_id(head.request_id)));
    }
    let message = head.message.unwrap_or_default();
    Err(Failure::Refused(Refusal {
        error: Error::refused(code, status.as_u16(), &message).with_request_id(head.request_id),
        retry_after: header_text(&answer.headers, RETRY_AFTER).and_then(|text| text.parse().ok()).map(pause_asked_for),
        server_time: header_text(&answer.headers, DATE).and_then(|text| httpdate::parse_http_date(text).ok()),
    }))
}

/// A 4xx from a gateway means that the request was turned away, except where it reports a time-out or a limit of its own.
fn without_envelope(status: StatusCode) -> Failure {
    let own_limit = status == StatusCode::REQUEST_TIMEOUT || status == StatusCode::TOO_MANY_REQUESTS;
    let turned_away = status.is_redirection() || (status.is_client_error() && !own_limit);
    let kind = if turned_away { ErrorKind::Refused } else { ErrorKind::Unreadable };
    let error = Error::new(kind, format!("an answer that is not the API's came with HTTP status {status}"))
        .with_http_status(status.as_u16());
    if turned_away {
        Failure::Unsendable(error.with_advice("check the base URL and what stands between this machine and the API"))
    } else {
        Failure::Unknown(error)
    }
}

/// Nobody means to be kept waiting for longer than a day; a policy decides how much of it is waited.
fn pause_asked_for(seconds: u64) -> Duration {
    Duration::from_secs(seconds.min(86_400))
}

fn header_text(headers: &HeaderMap, name: reqwest::header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
