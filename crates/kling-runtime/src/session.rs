//! A session: the connection, the credentials and the rules by which requests are sent.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, Request, Response};
use tracing::Instrument;

use crate::answer::{Answer, Call, Failure, Refusal, judge};
use crate::bearer::Bearer;
use crate::generated_support::unbuildable;
use crate::retry::{Next, Progress};
use crate::system::{RealSystem, System};
use crate::{BaseUrl, Credentials, Downloader, Error, ErrorKind, Repeat, RetryPolicy, TaskTrace};

/// An answer of the API is a few kilobytes; a list page of 500 tasks under a megabyte. More than this is not the API.
const LARGEST_ANSWER: usize = 32 << 20;

/// What all clients of one account share. Cloning is cheap and shares everything.
///
/// ```
/// use kling_runtime::{BaseUrl, Credentials, Session};
///
/// let session = Session::builder(Credentials::api_key("k-123")?).with_base_url(BaseUrl::beijing()).build()?;
/// assert_eq!(session.base_url().as_str(), "https://api-beijing.klingai.com");
/// # Ok::<(), kling_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Session {
    shared: Arc<Shared>,
    retry: RetryPolicy,
    attempt_timeout: Duration,
}

#[derive(Debug)]
struct Shared {
    base_url: BaseUrl,
    bearer: Bearer,
    http: reqwest::Client,
    downloader: Downloader,
    system: Arc<dyn System>,
}

/// Makes a [`Session`].
#[derive(Clone, Debug)]
pub struct SessionBuilder {
    credentials: Credentials,
    base_url: BaseUrl,
    retry: RetryPolicy,
    attempt_timeout: Duration,
    allow_private_addresses: Option<bool>,
    user_agent: String,
    system: Arc<dyn System>,
}

impl SessionBuilder {
    /// The address of the API; Singapore without this.
    #[must_use]
    pub fn with_base_url(mut self, base_url: BaseUrl) -> Self {
        self.base_url = base_url;
        self
    }

    /// How often and how long requests are sent again.
    #[must_use]
    pub fn with_retry_policy(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// How long one attempt may take in all, the upload of a picture included; 180 seconds without this.
    #[must_use]
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Whether pictures and results may be fetched from private and local addresses.
    ///
    /// Without this they may when the API itself is on this machine, as an emulator is, and may not otherwise: a result URL is
    /// the server's word, and should not reach into the network that this program runs in.
    #[must_use]
    pub fn with_private_addresses(mut self, allow: bool) -> Self {
        self.allow_private_addresses = Some(allow);
        self
    }

    /// The program's own name and version, put before the toolkit's in `User-Agent`.
    #[must_use]
    pub fn with_user_agent(mut self, product: &str) -> Self {
        self.user_agent = format!("{product} {}", default_user_agent());
        self
    }

    /// Another source of time, pauses and random numbers: for tests.
    #[must_use]
    pub fn with_system(mut self, system: Arc<dyn System>) -> Self {
        self.system = system;
        self
    }

    /// The session.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Network`] when this machine's TLS set-up cannot be used.
    pub fn build(self) -> Result<Session, Error> {
        let mut http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(15))
            .user_agent(&self.user_agent)
            .redirect(reqwest::redirect::Policy::none());
        if self.base_url.is_loopback() {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|source| {
            Error::new(ErrorKind::Network, "the HTTP client could not be set up").with_source(source)
        })?;
        let private = self.allow_private_addresses.unwrap_or_else(|| self.base_url.is_loopback());
        let downloader = Downloader::new(private, &self.user_agent, self.retry.clone(), Arc::clone(&self.system))?;
        let bearer = Bearer::new(self.credentials);
        Ok(Session {
            shared: Arc::new(Shared { base_url: self.base_url, bearer, http, downloader, system: self.system }),
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
        })
    }
}

fn default_user_agent() -> String {
    concat!("kling-rs/", env!("CARGO_PKG_VERSION")).to_owned()
}

impl Session {
    /// Starts a session with these credentials.
    pub fn builder(credentials: Credentials) -> SessionBuilder {
        SessionBuilder {
            credentials,
            base_url: BaseUrl::default(),
            retry: RetryPolicy::default(),
            attempt_timeout: Duration::from_secs(180),
            allow_private_addresses: None,
            user_agent: default_user_agent(),
            system: Arc::new(RealSystem),
        }
    }

    /// The address of the API.
    pub fn base_url(&self) -> &BaseUrl {
        &self.shared.base_url
    }

    /// The HTTP client that generated clients build requests with.
    pub fn http(&self) -> &reqwest::Client {
        &self.shared.http
    }

    /// Fetches pictures and results, never with the credentials of this session.
    pub fn downloader(&self) -> &Downloader {
        &self.shared.downloader
    }

    /// The time, pauses and random numbers of this session.
    pub fn system(&self) -> &Arc<dyn System> {
        &self.shared.system
    }

    /// Refuses a session that signs tokens with an access key: the newer standard takes static API keys alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`], with what to do about it.
    pub fn require_api_key(&self) -> Result<(), Error> {
        if self.shared.bearer.is_api_key() {
            return Ok(());
        }
        let what = "the newer standard takes API keys only, and this session signs tokens with an access key";
        Err(Error::new(ErrorKind::Credentials, what).with_advice(
            "create an API key in the vendor's console (https://kling.ai/dev/api-key) and set KLINGAI_API_KEY",
        ))
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.retry
    }

    /// The same session for one question that has to be answered within `left`. Whoever asks will ask again.
    pub(crate) fn for_one_question(&self, left: Duration) -> Self {
        let attempt_timeout = self.attempt_timeout.min(left.max(Duration::from_secs(1)));
        Self { retry: RetryPolicy::never(), attempt_timeout, ..self.clone() }
    }

    /// Sends a request that no generated method knows, under the same rules: signed, retried when that is safe.
    ///
    /// `path` begins with a slash and may hold a query. `GET` is a read; everything else is taken to make something.
    ///
    /// # Errors
    ///
    /// As for every call; [`ErrorKind::InvalidInput`] when `path` leads to another host.
    pub async fn call(&self, method: Method, path: &str, body: Option<Bytes>) -> Result<Answer, Error> {
        if !path.starts_with('/') || path.starts_with("//") {
            return Err(Error::invalid_input(format!("{path:?} is not a path of the API"))
                .with_advice("give a path such as /v1/images/editing/expand"));
        }
        let mut request = self.http().request(method, format!("{}{path}", self.base_url()));
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let request = request.header(ACCEPT, "application/json").build().map_err(unbuildable)?;
        let is_read = *request.method() == Method::GET;
        self.execute(request, "call", is_read).await
    }

    /// Sends a request, again where that is safe, until it succeeds or can no longer.
    ///
    /// `operation` is the `operationId`. What only reads may always be repeated; everything else is taken to make something.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] when the request leads elsewhere than to this session's base URL: it would carry our key there.
    /// Every answer that is not a success. After an ambiguous end of a request that is not a read, [`Error::task`] is
    /// [`TaskTrace::Untraceable`]; [`submit`](crate::submit) knows the external id and does better.
    pub async fn execute(&self, request: Request, operation: &'static str, is_read: bool) -> Result<Answer, Error> {
        if !self.base_url().covers(request.url()) {
            return Err(Error::invalid_input("the request leads to another host than the session's base URL"));
        }
        let mut progress = Progress::default();
        loop {
            progress.attempts += 1;
            let call = Call { operation, attempts: progress.attempts, is_read };
            let span = tracing::info_span!("kling_request", operation, attempt = progress.attempts);
            let failure = match self.attempt(&request, call).instrument(span).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            match self.retry.next(&failure, is_read, progress, self.shared.system.random()) {
                Next::SendAgainAfter(pause) => {
                    tracing::warn!("{operation}: {failure}; trying again in {:.0} s", pause.as_secs_f64().ceil());
                    progress.waited = progress.waited.saturating_add(pause);
                    self.shared.system.sleep(pause).await;
                }
                Next::SignAnew if self.sign_anew(&failure) => progress.signed_anew = true,
                Next::SignAnew | Next::GiveUp => {
                    return Err(into_error(failure, is_read).during(operation, progress.attempts));
                }
            }
        }
    }

    fn sign_anew(&self, failure: &Failure) -> bool {
        let server_time = match failure {
            Failure::Refused(refusal) => refusal.server_time,
            _ => None,
        };
        self.shared.bearer.renew(self.shared.system.now(), server_time)
    }

    async fn attempt(&self, request: &Request, call: Call) -> Result<Answer, Failure> {
        let mut request = request
            .try_clone()
            .ok_or_else(|| Failure::Unsendable(Error::invalid_input("a streamed body cannot be sent twice")))?;
        let authorization = self.shared.bearer.header(self.shared.system.now()).map_err(Failure::Unsendable)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        *request.timeout_mut() = Some(self.attempt_timeout);
        let response = self.shared.http.execute(request).await.map_err(connection_failure)?;
        let (status, headers) = (response.status(), response.headers().clone());
        tracing::debug!(status = status.as_u16(), "answered");
        let body =
            read_body(response).await.map_err(|error| Failure::Unknown(error.with_http_status(status.as_u16())))?;
        judge(Answer::new(status, headers, body, call))
    }
}

/// A refused connection carried nothing; anything later may have.
fn connection_failure(source: reqwest::Error) -> Failure {
    if source.is_connect() {
        return Failure::NotSent(source.without_url());
    }
    let what =
        if source.is_timeout() { "no answer came in time" } else { "the connection was lost before an answer came" };
    Failure::Unknown(Error::new(ErrorKind::Network, what).with_source(source.without_url()))
}

async fn read_body(mut response: Response) -> Result<Bytes, Error> {
    let mut body = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > LARGEST_ANSWER => {
                return Err(Error::new(ErrorKind::Unreadable, "the answer is larger than any answer of the API"));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body.freeze()),
            Err(source) => {
                return Err(
                    Error::new(ErrorKind::Unreadable, "the answer was cut off").with_source(source.without_url())
                );
            }
        }
    }
}

fn into_error(failure: Failure, is_read: bool) -> Error {
    let unknown = |error: Error| if is_read { error } else { error.with_task(TaskTrace::Untraceable) };
    match failure {
        Failure::Unsendable(error) => error,
        Failure::NotSent(source) => Error::new(ErrorKind::Network, "the API could not be reached")
            .with_source(source)
            .with_advice("check the network and the base URL"),
        Failure::Refused(Refusal { error, .. }) if error.repeat() == Repeat::ReadsOnly => unknown(error),
        Failure::Refused(refusal) => refusal.error,
        Failure::Unknown(error) => unknown(error),
    }
}
