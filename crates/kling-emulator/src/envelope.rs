//! The envelope around every answer of the API.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kling_runtime::ApiCode;
use serde::Serialize;
use uuid::Uuid;

/// The literal `message` of a success.
pub(crate) const SUCCEED: &str = "SUCCEED";

#[derive(Serialize)]
struct Envelope<'a, D> {
    code: i64,
    message: &'a str,
    request_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<D>,
}

/// The code of the envelope, kept beside the response for the journal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered(pub(crate) ApiCode);

/// A success with `data`.
pub(crate) fn succeed(data: impl Serialize) -> Response {
    enclose(StatusCode::OK, ApiCode::SUCCESS, SUCCEED, Some(data))
}

/// Any envelope without `data`.
pub(crate) fn without_data(status: StatusCode, code: ApiCode, message: &str) -> Response {
    enclose(status, code, message, None::<()>)
}

fn enclose(status: StatusCode, code: ApiCode, message: &str, data: Option<impl Serialize>) -> Response {
    let envelope = Envelope { code: code.number(), message, request_id: Uuid::now_v7(), data };
    let mut response = (status, Json(envelope)).into_response();
    response.extensions_mut().insert(Answered(code));
    response
}

/// A request the vendor would refuse: an envelope with a code other than 0, under the HTTP status of that code.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ApiCode,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(code: ApiCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// 1201, the code of nearly everything that is wrong with a request.
    pub(crate) fn illegal_value(message: impl Into<String>) -> Self {
        Self::new(ApiCode::ILLEGAL_VALUE, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.code.http_status().and_then(|status| StatusCode::from_u16(status).ok());
        without_data(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), self.code, &self.message)
    }
}
