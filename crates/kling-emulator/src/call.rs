//! What happens around every call of the API: the token, the faults, the journal.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::RequestExt;
use axum::body::{self, Body, Bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use kling_runtime::ApiCode;

use crate::app::App;
use crate::auth::Accepts;
use crate::dispatch::dispatch;
use crate::envelope::{self, Answered, Refusal};
use crate::faults::{Effect, Stage, When};
use crate::journal::JournalEntry;
use crate::operation::Operation;
use crate::views::Family;

/// The largest body that is read. The vendor documents none; one report says about 40 MB.
pub(crate) const MAX_BODY_BYTES: usize = 40 * 1024 * 1024;

/// The piece in which the part before a cut leaves.
const PIECE_BYTES: usize = 16 * 1024;

/// On a response: close the connection instead of sending it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HangUp;

/// On a request: what the answer shall look like.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disguise {
    pub(crate) as_array: bool,
    pub(crate) status_word: Option<String>,
}

/// One call of a known operation, once its token is known to be good.
pub(crate) struct Call {
    pub(crate) app: Arc<App>,
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    pub(crate) headers: HeaderMap,
    /// The name of the key that calls; empty where none is needed.
    pub(crate) key: String,
    /// What stands in the path where the document has a parameter.
    pub(crate) id: String,
    query: HashMap<String, String>,
    pub(crate) body: Bytes,
    pub(crate) disguise: Disguise,
}

impl Call {
    /// A parameter of the query.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// What the URLs of results in the answer begin with.
    pub(crate) fn results_url(&self) -> String {
        self.app.result_urls.asked_with(&self.headers)
    }
}

/// Runs one call of a known operation.
///
/// The body is read to its end before anything is answered, refusals included: a client that is still writing would meet a reset
/// instead of the answer.
pub(crate) async fn run_call(app: Arc<App>, operation: Operation, request: Request) -> Response {
    let at = app.clock.now();
    let delay = app.take_fault(operation, Stage::Time);
    let transport = app.take_fault(operation, Stage::Transport);
    if let Some(Effect::Delay { milliseconds }) = delay {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
    let response = handle(&app, operation, request, transport.as_ref()).await;
    app.record(JournalEntry {
        at,
        operation: Some(operation),
        status: response.extensions().get::<HangUp>().is_none().then(|| response.status().as_u16()),
        code: response.extensions().get::<Answered>().map(|answered| answered.0.number()),
    });
    response
}

async fn handle(app: &Arc<App>, operation: Operation, mut request: Request, fault: Option<&Effect>) -> Response {
    let id = match request.extract_parts::<Path<String>>().await {
        Ok(Path(id)) => id,
        Err(_) => String::new(),
    };
    let query = request.extract_parts::<Query<HashMap<String, String>>>().await;
    let (head, body) = request.into_parts();
    let Ok(body) = body::to_bytes(body, MAX_BODY_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if let Some(instead) = fault.and_then(answer_instead) {
        return instead;
    }
    let key = match check_token(app, operation, &head.headers) {
        Ok(key) => key,
        Err(refusal) => return refusal.into_response(),
    };
    let disguise = Disguise {
        as_array: app.take_fault(operation, Stage::Shape).is_some(),
        status_word: match app.take_fault(operation, Stage::Status) {
            Some(Effect::StatusWord { word }) => Some(word),
            _ => None,
        },
    };
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let call = Call {
        app: Arc::clone(app),
        operation,
        method: head.method,
        headers: head.headers,
        key,
        id,
        query,
        body,
        disguise,
    };
    let response = dispatch(call).await.unwrap_or_else(IntoResponse::into_response);
    match fault {
        Some(fault) => spoil(response, fault).await,
        None => response,
    }
}

/// The name of the key that calls. Results are on plain GET; everything else that a client calls wants a token.
fn check_token(app: &App, operation: Operation, headers: &HeaderMap) -> Result<String, Refusal> {
    let Some(described) = operation.described() else { return Ok(String::new()) };
    let accepts = match Family::of(described.path) {
        Family::V1 => Accepts::ApiKeysAndTokens,
        Family::Tasks if described.path.starts_with("/account") => Accepts::ApiKeysAndTokens,
        Family::Tasks | Family::Solutions => Accepts::ApiKeys,
    };
    app.keys.check(headers, app.clock.wall_for_tokens(), accepts)
}

/// The answer of a fault that strikes before the call is handled.
fn answer_instead(fault: &Effect) -> Option<Response> {
    match fault {
        Effect::Answer { status, code, message, retry_after } => {
            let mut response = envelope::without_data(http_status(*status), ApiCode::new(*code), message);
            if let Some(seconds) = retry_after {
                response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Some(response)
        }
        Effect::HangUp { when: When::Before } => Some(hang_up()),
        Effect::GatewayPage { when: When::Before, status } => Some(gateway_page(*status)),
        _ => None,
    }
}

/// The answer after a fault that strikes once the call has been handled.
async fn spoil(response: Response, fault: &Effect) -> Response {
    match fault {
        Effect::HangUp { .. } => hang_up(),
        Effect::GatewayPage { status, .. } => gateway_page(*status),
        Effect::HalfBody => {
            let (head, body) = response.into_parts();
            let whole = body::to_bytes(body, MAX_BODY_BYTES).await.unwrap_or_default();
            let half = whole.slice(..whole.len() / 2);
            let mut response = Response::from_parts(head, cut(stream::iter([half])));
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
            response
        }
        Effect::CutDownload { after_bytes } => cut_after(response, *after_bytes),
        _ => response,
    }
}

fn cut_after(response: Response, after_bytes: u64) -> Response {
    let (head, body) = response.into_parts();
    let kept = body.into_data_stream().scan(after_bytes, |left, piece| {
        let kept = piece.ok().filter(|_| *left > 0).map(|mut piece| {
            piece.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
            *left = left.saturating_sub(piece.len() as u64);
            piece
        });
        std::future::ready(kept)
    });
    Response::from_parts(head, cut(kept))
}

/// These bytes, then a broken connection. The pauses let each piece reach the socket: what hyper still holds when a body fails is lost.
fn cut(bytes: impl stream::Stream<Item = Bytes> + Send + 'static) -> Body {
    let pieces = bytes.flat_map(|mut bytes| {
        stream::iter(std::iter::from_fn(move || {
            (!bytes.is_empty()).then(|| bytes.split_to(bytes.len().min(PIECE_BYTES)))
        }))
    });
    let paced = pieces.then(|piece| async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok(piece)
    });
    let end = stream::once(async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
    });
    Body::from_stream(paced.chain(end))
}

fn hang_up() -> Response {
    let mut response = Response::default();
    response.extensions_mut().insert(HangUp);
    response
}

fn gateway_page(status: u16) -> Response {
    let status = http_status(status);
    let page = format!(
        "<html>\r\n<head><title>{status}</title></head>\r\n<body><center><h1>{status}</h1></center></body>\r\n</html>\r\n"
    );
    (status, [(CONTENT_TYPE, "text/html")], page).into_response()
}

/// Statuses are checked when a fault is injected.
fn http_status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A known path with another method.
pub(crate) async fn refuse_method(State(app): State<Arc<App>>) -> Response {
    let refusal = Refusal::new(ApiCode::WRONG_METHOD, "Request method is not supported");
    record_stray(&app, StatusCode::NOT_FOUND, Some(refusal.code));
    refusal.into_response()
}

/// A path that does not exist: a plain 404 without an envelope.
pub(crate) async fn refuse_path(State(app): State<Arc<App>>) -> Response {
    record_stray(&app, StatusCode::NOT_FOUND, None);
    (StatusCode::NOT_FOUND, "404 page not found").into_response()
}

fn record_stray(app: &App, status: StatusCode, code: Option<ApiCode>) {
    let code = code.map(ApiCode::number);
    app.record(JournalEntry { at: app.clock.now(), operation: None, status: Some(status.as_u16()), code });
}
