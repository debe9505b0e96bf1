//! Fetching pictures and results: never with credentials, only from public addresses, whole or not at all.

mod addresses;
mod fetch;
mod save;

use std::sync::Arc;
use std::time::Duration;

use reqwest::{RequestBuilder, Response, Url};

pub use save::{SaveOptions, Saved};

use crate::{Error, ErrorKind, RetryPolicy, System};

/// Fetches pictures and results.
///
/// It has an HTTP client of its own, so a result URL never sees the session's credentials. It follows `http` and `https` only,
/// and refuses private and local addresses, also behind a redirect or a name, unless the session allows them.
#[derive(Clone, Debug)]
pub struct Downloader {
    http: reqwest::Client,
    allow_private: bool,
    retry: RetryPolicy,
    system: Arc<dyn System>,
}

impl Downloader {
    pub(crate) fn new(
        allow_private: bool,
        user_agent: &str,
        retry: RetryPolicy,
        system: Arc<dyn System>,
    ) -> Result<Self, Error> {
        let mut http = reqwest::Client::builder()
            .user_agent(user_agent)
            .connect_timeout(Duration::from_secs(15))
            .read_timeout(Duration::from_secs(60))
            .redirect(addresses::redirect_policy(allow_private));
        if allow_private {
            http = http.no_proxy();
        } else {
            http = http.dns_resolver(addresses::PublicResolver);
        }
        let http = http.build().map_err(|source| {
            Error::new(ErrorKind::Network, "the HTTP client could not be set up").with_source(source)
        })?;
        Ok(Self { http, allow_private, retry, system })
    }

    fn get(&self, url: &str) -> Result<RequestBuilder, Error> {
        let url = Url::parse(url)
            .map_err(|source| Error::new(ErrorKind::Download, "the address is not a URL").with_source(source))?;
        addresses::check(&url, self.allow_private)?;
        Ok(self.http.get(url))
    }

    /// Sends a GET until an answer begins, with pauses between failures.
    async fn open(&self, request: impl Fn() -> Result<RequestBuilder, Error>) -> Result<Response, Error> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            let error = match request()?.send().await {
                Ok(response) if response.status().is_server_error() => broken_answer(&response),
                Ok(response) => return Ok(response),
                Err(source) => Error::new(ErrorKind::Download, "the server of the file could not be reached")
                    .with_source(source.without_url()),
            };
            if !self.pause_before_retry(attempts).await {
                return Err(error.with_advice("try again; a finished task keeps its results for 30 days"));
            }
        }
    }

    /// False when the attempts are used up.
    async fn pause_before_retry(&self, attempts: u32) -> bool {
        let again = self.retry.allows_another(attempts);
        if again {
            self.system.sleep(self.retry.pause(attempts, self.system.random())).await;
        }
        again
    }
}

fn broken_answer(response: &Response) -> Error {
    let status = response.status();
    let error = Error::new(ErrorKind::Download, format!("the server of the file answered {status}"));
    let gone = matches!(status.as_u16(), 403 | 404 | 410);
    if gone { error.with_advice("results are removed 30 days after the task ended") } else { error }
}
