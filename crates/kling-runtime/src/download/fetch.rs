//! Fetching into memory: the beginning of a picture, or a whole one.

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, CONTENT_RANGE, HeaderMap, RANGE};
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
        let range = format!("bytes=0-{}", most.saturating_sub(1));
        let response = self.open(|| Ok(self.get(url)?.header(RANGE, &range))).await?;
        let total_length = match response.status() {
            StatusCode::PARTIAL_CONTENT => total_of_range(response.headers()),
            status if status.is_success() => length(response.headers()),
            _ => return Err(broken_answer(&response)),
        };
        let bytes = read_at_most(response, most).await?;
        Ok(Beginning { bytes, total_length })
    }

    /// The whole file at an address, if it is not longer than `most` bytes.
    pub(crate) async fn fetch(&self, url: &str, most: u64) -> Result<Bytes, Error> {
        let response = self.open(|| self.get(url)).await?;
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

/// The part after the slash of `Content-Range: bytes 0-99/1234`.
pub(super) fn total_of_range(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_RANGE)?.to_str().ok()?.rsplit_once('/')?.1.parse().ok()
}
