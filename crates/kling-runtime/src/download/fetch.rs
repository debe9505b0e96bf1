//! Fetching into memory: the beginning of a picture, or a whole one.

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, CONTENT_RANGE, HeaderMap, HeaderValue, RANGE};
use reqwest::{Response, StatusCode};

use super::{Downloader, broken_answer};
use crate::{Error, ErrorKind};

/// The first bytes of a file, and its length where the server tells it.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub(crate) bytes: Bytes,
    pub(crate) total_length: Option<u64>,
}

impl Downloader {
    /// The first `most` bytes at an address, or all of a shorter file.
    pub(crate) async fn fetch_beginning(&self, url: &str, most: u64) -> Result<Beginning, Error> {
        let range = HeaderValue::from_str(&format!("bytes=0-{}", most.saturating_sub(1)));
        let headers = range.map(|range| (RANGE, range)).into_iter().collect();
        let response = self.open(url, &headers).await?;
        let total_length = match response.status() {
            StatusCode::PARTIAL_CONTENT => ContentRange::read(response.headers()).and_then(|range| range.total),
            status if status.is_success() => length(response.headers()),
            _ => return Err(broken_answer(&response)),
        };
        let bytes = read_at_most(response, most).await?;
        Ok(Beginning { bytes, total_length })
    }

    /// The whole file at an address, if it is not longer than `most` bytes.
    pub(crate) async fn fetch(&self, url: &str, most: u64) -> Result<Bytes, Error> {
        let response = self.open(url, &HeaderMap::new()).await?;
        if !response.status().is_success() {
            return Err(broken_answer(&response));
        }
        let bytes = read_at_most(response, most.saturating_add(1)).await?;
        if bytes.len() as u64 > most {
            return Err(Error::new(ErrorKind::Download, format!("the file is longer than {most} bytes")));
        }
        Ok(bytes)
    }
}

async fn read_at_most(mut response: Response, most: u64) -> Result<Bytes, Error> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut bytes = BytesMut::new();
    while bytes.len() < most {
        let chunk = response.chunk().await.map_err(|source| {
            Error::new(ErrorKind::Download, "the file was cut off").with_source(source.without_url())
        })?;
        let Some(chunk) = chunk else { break };
        bytes.extend_from_slice(&chunk[..chunk.len().min(most - bytes.len())]);
    }
    Ok(bytes.freeze())
}

pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// `Content-Range: bytes 100-199/1234`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ContentRange {
    pub(super) start: u64,
    pub(super) total: Option<u64>,
}

impl ContentRange {
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let (range, total) = headers.get(CONTENT_RANGE)?.to_str().ok()?.strip_prefix("bytes ")?.split_once('/')?;
        let start = range.split_once('-')?.0.trim().parse().ok()?;
        Some(Self { start, total: total.trim().parse().ok() })
    }
}
