//! What the server says of a file: its length, its version, and whether it can be what was expected.

use std::path::Path;

use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_RANGE, RANGE};

use super::broken_answer;
use super::content::Content;
use super::fetch::{ContentRange, length};
use super::save::{SaveOptions, Saved, too_long};
use crate::{Error, ErrorKind};

/// An ETag stands in the name of the part; a longer one than any server uses is taken for none.
const LONGEST_ETAG: usize = 80;

/// What the server says of the file.
pub(super) struct Remote {
    pub(super) total: Option<u64>,
    pub(super) etag: Option<HeaderValue>,
}

impl Remote {
    pub(super) fn read(response: &Response, options: &SaveOptions) -> Result<Self, Error> {
        if !response.status().is_success() {
            return Err(broken_answer(response));
        }
        let kind = header(response.headers(), CONTENT_TYPE).unwrap_or_default();
        if !options.content.may_come_as(kind) {
            let what = options.content.describe();
            return Err(Error::new(ErrorKind::Download, format!("the address holds {kind}, not a {what}")));
        }
        let total = length(response.headers());
        match total.filter(|total| *total > options.largest_bytes) {
            Some(total) => Err(too_long(total, options.largest_bytes)),
            None => Ok(Self { total, etag: strong_etag(response.headers()) }),
        }
    }

    /// The file at `target`, if it is this one as far as can be told: a whole one of the same length.
    pub(super) fn is_held_by(&self, target: &Path, content: Content) -> Option<Saved> {
        let byte_length = std::fs::metadata(target).ok()?.len();
        let is_same = self.total == Some(byte_length) && content.is_whole_in(target);
        is_same.then(|| Saved { path: target.to_owned(), byte_length })
    }

    /// The headers that ask for what follows the first `length` bytes of this very version.
    pub(super) fn rest_after(&self, length: u64) -> HeaderMap {
        let range = HeaderValue::from_str(&format!("bytes={length}-"));
        match (&self.etag, range) {
            (Some(etag), Ok(range)) => HeaderMap::from_iter([(RANGE, range), (IF_RANGE, etag.clone())]),
            _ => HeaderMap::new(),
        }
    }

    /// True when a partial answer holds what follows the first `length` bytes of this very version.
    pub(super) fn continues(&self, headers: &HeaderMap, length: u64) -> bool {
        let Some(range) = ContentRange::read(headers) else { return false };
        let same_version = headers.get(ETAG).is_none_or(|etag| Some(etag) == self.etag.as_ref());
        let same_total = range.total.is_none() || self.total.is_none() || range.total == self.total;
        range.start == length && same_version && same_total
    }
}

fn header(headers: &HeaderMap, name: reqwest::header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// A weak ETag promises the same meaning, not the same bytes, so it cannot join two halves.
fn strong_etag(headers: &HeaderMap) -> Option<HeaderValue> {
    headers.get(ETAG).filter(|etag| etag.as_bytes().starts_with(b"\"") && etag.len() <= LONGEST_ETAG).cloned()
}
