//! What generated clients call. Not for people: use the front door of a client crate.
//!
//! The names and signatures follow what the generator (progenitor) emits.

use std::future::Future;
use std::ops::Deref;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Request, StatusCode};
use serde::de::DeserializeOwned;
use serde::ser::{Error as _, Serialize, Serializer};

pub use crate::{Answer, Error};

pub mod bounds;

use crate::Session;
use crate::answer::Call;
use crate::wire::Envelope;

/// What a generated client knows of itself.
pub trait ClientInfo<Inner> {
    /// The version of the OpenAPI document.
    fn api_version() -> &'static str;
    /// The address of the API.
    fn baseurl(&self) -> &str;
    /// The HTTP client that requests are built with.
    fn client(&self) -> &reqwest::Client;
    /// The session.
    fn inner(&self) -> &Inner;
}

/// Which operation a request belongs to.
#[derive(Debug)]
pub struct OperationInfo {
    /// The `operationId` in the OpenAPI document.
    pub operation_id: &'static str,
    /// Whether it only reads, so that it may be repeated freely.
    pub is_read: bool,
}

/// The steps of a generated call. Every client over a [`Session`] sends through it.
pub trait ClientHooks<Inner> {
    /// Before the request is sent: nothing, because signing belongs to each attempt.
    fn pre(&self, _: &mut Request, _: &OperationInfo) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
    /// Sends the request.
    fn exec(&self, request: Request, info: &OperationInfo) -> impl Future<Output = Result<Answer, Error>> + Send;
    /// After the answer: nothing.
    fn post(&self, _: &Result<Answer, Error>, _: &OperationInfo) -> impl Future<Output = Result<(), Error>> + Send {
        async { Ok(()) }
    }
}

impl<C: ClientInfo<Session> + Sync> ClientHooks<Session> for C {
    async fn exec(&self, request: Request, info: &OperationInfo) -> Result<Answer, Error> {
        self.inner().execute(request, info.operation_id, info.is_read).await
    }
}

/// A decoded answer with the HTTP status it came with.
#[derive(Clone, Debug)]
pub struct ResponseValue<T> {
    inner: T,
    status: StatusCode,
    call: Call,
}

impl<T: DeserializeOwned> ResponseValue<T> {
    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// As for [`Answer::decode`].
    pub async fn from_response(answer: Answer) -> Result<Self, Error> {
        Ok(Self { inner: answer.decode()?, status: answer.status(), call: answer.call() })
    }
}

impl<T> ResponseValue<Envelope<T>> {
    /// What was asked for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unreadable`](crate::ErrorKind::Unreadable) when the answer holds nothing. Unless the call only read,
    /// [`Error::task`] is then [`Untraceable`](crate::TaskTrace::Untraceable).
    pub fn into_data(self) -> Result<T, Error> {
        let Self { inner: Envelope { data, request_id, .. }, status, call } = self;
        data.ok_or_else(|| {
            call.unreadable("the answer says success but holds no data", status).with_request_id(request_id)
        })
    }
}

impl<T> ResponseValue<T> {
    /// The decoded body.
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

/// Everything but the unreserved characters of RFC 3986, so that an id is always one path segment.
const NOT_UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One path segment that means `segment`.
///
/// Nothing and the two dot names cannot be a segment: a URL parser folds them away even when they are encoded. They become an id
/// that no task has, so that a query by them finds nothing instead of something else.
pub fn encode_path(segment: &str) -> String {
    match segment {
        "" | "." | ".." => format!("%20{}", segment.len()),
        _ => utf8_percent_encode(segment, NOT_UNRESERVED).to_string(),
    }
}

/// A request that could not be built; nothing was sent.
pub fn unbuildable(source: reqwest::Error) -> Error {
    Error::invalid_input("the request could not be built").with_source(source.without_url())
}

/// The generator brings this trait into scope for forms; the API has none.
pub trait RequestBuilderExt {}

/// One query parameter: a scalar, or nothing.
#[derive(Debug)]
pub struct QueryParam<'a, T> {
    name: &'a str,
    value: &'a T,
}

impl<'a, T> QueryParam<'a, T> {
    /// `name=value`, or nothing where `value` is `None`.
    pub fn new(name: &'a str, value: &'a T) -> Self {
        Self { name, value }
    }
}

impl<T: Serialize> Serialize for QueryParam<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = serde_json::to_value(self.value).map_err(S::Error::custom)?;
        let pair = (!value.is_null()).then_some((self.name, value));
        serializer.collect_seq(pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn a_request_that_cannot_be_built_is_bad_input() {
        let source = reqwest::Client::new().get("http://[::secret/").build().expect_err("half a bracket");
        let error = unbuildable(source);
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}
