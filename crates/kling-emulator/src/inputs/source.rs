//! Where a file of a request comes from.

use std::time::Duration;

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use futures_util::StreamExt;
use url::Url;

use crate::envelope::Refusal;
use crate::lenient::illegal;

/// How long a file given by URL may take to arrive, in real time. The vendor's limit has no source.
const FETCH_TIMEOUT: Duration = Duration::from_secs(20);

/// Padding at the end may be left out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a field that holds a file says.
pub(crate) enum Source {
    Bytes(Vec<u8>),
    Address(Url),
}

impl Source {
    /// A URL, or the file itself in Base64.
    pub(crate) fn read(text: &str, field: &str) -> Result<Self, Refusal> {
        if starts_with(text, "data:") {
            return Err(illegal(field, "must be raw Base64 without a `data:` prefix, or a URL"));
        }
        if starts_with(text, "http://") || starts_with(text, "https://") {
            return Self::address(text, field);
        }
        BASE64
            .decode(text)
            .map(Self::Bytes)
            .map_err(|error| illegal(field, &format!("is neither a URL nor Base64: {error}")))
    }

    /// A URL: for fields that take no Base64.
    pub(crate) fn address(text: &str, field: &str) -> Result<Self, Refusal> {
        if !starts_with(text, "http://") && !starts_with(text, "https://") {
            return Err(illegal(field, "must be an http or https URL"));
        }
        Url::parse(text).map(Self::Address).map_err(|error| illegal(field, &format!("is not a usable URL: {error}")))
    }

    pub(crate) async fn fetch(
        self,
        http: &reqwest::Client,
        field: &str,
        most_bytes: usize,
    ) -> Result<Vec<u8>, Refusal> {
        let fetched = match self {
            Self::Bytes(bytes) => return check_weight(bytes.len(), field, most_bytes).map(|()| bytes),
            Self::Address(url) => tokio::time::timeout(FETCH_TIMEOUT, download(http, url, field, most_bytes)).await,
        };
        fetched.unwrap_or_else(|_| {
            Err(illegal(field, &format!("could not be fetched within {} s", FETCH_TIMEOUT.as_secs())))
        })
    }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

async fn download(http: &reqwest::Client, url: Url, field: &str, most_bytes: usize) -> Result<Vec<u8>, Refusal> {
    let failed = |error: reqwest::Error| illegal(field, &format!("could not be fetched: {}", error.without_url()));
    let response = http.get(url).send().await.and_then(reqwest::Response::error_for_status).map_err(failed)?;
    let mut bytes = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece.map_err(failed)?);
        check_weight(bytes.len(), field, most_bytes)?;
    }
    Ok(bytes)
}

fn check_weight(bytes: usize, field: &str, most_bytes: usize) -> Result<(), Refusal> {
    if bytes <= most_bytes {
        return Ok(());
    }
    Err(illegal(field, &format!("is too large: the file must not exceed {most_bytes} bytes")))
}
