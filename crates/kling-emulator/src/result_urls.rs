//! Where the URLs of results point to.

use std::net::SocketAddr;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use url::Url;

use crate::results;

/// Under which address results are shown.
#[derive(Debug)]
pub(crate) enum ResultUrls {
    /// Always this one, without a slash at the end.
    Fixed(String),
    /// The emulator listens on every address of its machine, so the one a client used is known only from its request.
    AsCalled {
        /// For callbacks, which no request precedes, and for requests that do not say.
        otherwise: String,
    },
}

impl ResultUrls {
    /// A public URL decides; without one, the address that is listened on, where that is a single one.
    pub(crate) fn new(public_url: Option<&Url>, listening: SocketAddr, base_url: &str) -> Self {
        match public_url {
            Some(url) => Self::Fixed(url.as_str().trim_end_matches('/').to_owned() + results::PATH),
            None if listening.ip().is_unspecified() => {
                Self::AsCalled { otherwise: base_url.to_owned() + results::PATH }
            }
            None => Self::Fixed(base_url.to_owned() + results::PATH),
        }
    }

    /// The prefix of URLs that answer no request.
    pub(crate) fn unasked(&self) -> &str {
        match self {
            Self::Fixed(url) | Self::AsCalled { otherwise: url } => url,
        }
    }

    /// The prefix of URLs in the answer to a request with these headers.
    pub(crate) fn asked_with(&self, headers: &HeaderMap) -> String {
        let host = || headers.get(HOST)?.to_str().ok()?.parse::<Authority>().ok();
        match self {
            Self::Fixed(url) => url.clone(),
            Self::AsCalled { otherwise } => {
                host().map_or_else(|| otherwise.clone(), |host| format!("http://{host}{}", results::PATH))
            }
        }
    }
}
