//! Fetching pictures and results: never with credentials, only from public addresses, whole or not at all.

mod addresses;
mod content;
mod fetch;
mod part;
mod remote;
mod save;

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Response, Url};

pub use content::Content;
pub use save::{SaveOptions, Saved};

use crate::{Error, ErrorKind, RetryPolicy, System};

const MOST_REDIRECTS: usize = 5;

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
            .redirect(Policy::none())
            .referer(false);
        if allow_private {
            http = http.no_proxy();
        } else if !addresses::has_proxy() {
            http = http.dns_resolver(addresses::PublicResolver);
        }
        let http = http.build().map_err(|source| {
            Error::new(ErrorKind::Network, "the HTTP client could not be set up").with_source(source)
        })?;
        Ok(Self { http, allow_private, retry, system })
    }

    /// Sends a GET with these headers until an answer begins, with pauses between failures.
    async fn open(&self, url: &str, headers: &HeaderMap) -> Result<Response, Error> {
        let url = Url::parse(url)
            .map_err(|source| Error::new(ErrorKind::Download, "the address is not a URL").with_source(source))?;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let error = match self.follow(url.clone(), headers).await {
                Ok(response) if response.status().is_server_error() => broken_answer(&response),
                Ok(response) => return Ok(response),
                Err(error) if error.kind() == ErrorKind::Network => error,
                Err(error) => return Err(error),
            };
            if !self.pause_before_retry(attempts).await {
                return Err(Error::new(ErrorKind::Download, error.message())
                    .with_source(error)
                    .with_advice("try again; a finished task keeps its results for 30 days"));
            }
        }
    }

    /// Goes where the address leads. Every hop is checked like the first.
    async fn follow(&self, mut url: Url, headers: &HeaderMap) -> Result<Response, Error> {
        for _ in 0..=MOST_REDIRECTS {
            addresses::check(&url, self.allow_private).await?;
            let response = self.http.get(url.clone()).headers(headers.clone()).send().await.map_err(|source| {
                Error::new(ErrorKind::Network, "the server of the file could not be reached")
                    .with_source(source.without_url())
            })?;
            let next = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            match next.filter(|_| response.status().is_redirection()) {
                None => return Ok(response),
                Some(location) => {
                    url = url.join(location).map_err(|source| {
                        Error::new(ErrorKind::Download, "the server of the file redirects to no address")
                            .with_source(source)
                    })?;
                }
            }
        }
        Err(Error::new(
            ErrorKind::Download,
            format!("the server of the file redirects more than {MOST_REDIRECTS} times"),
        ))
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
