//! Results: the files, and their download with HEAD, Range and If-Range.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_RANGE, LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use crate::call::Call;

/// Where results are served, below the base URL.
pub(crate) const PATH: &str = "/results";

/// What finished tasks made, as files in a folder that goes away with the emulator.
#[derive(Debug)]
pub(crate) struct ResultFiles {
    folder: PathBuf,
}

impl ResultFiles {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a result of this name lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) async fn remove(&self, names: &[String]) {
        for name in names {
            if let Err(error) = tokio::fs::remove_file(self.folder.join(name)).await {
                tracing::debug!(%error, name, "an expired result was not removed");
            }
        }
    }

    async fn open(&self, name: &str) -> io::Result<(File, u64)> {
        let file = File::open(self.folder.join(name)).await?;
        let length = file.metadata().await?.len();
        Ok((file, length))
    }
}

/// One result to be served. It never changes, so its name is a strong validator.
struct Served {
    name: String,
    last_modified: String,
    length: u64,
}

pub(crate) async fn download_result(call: Call) -> Response {
    let Call { app, id: name, method, headers, .. } = call;
    let published = app.settled().holdings.shelf.published_at(&name, app.clock.now());
    let Some(ended) = published else { return gone() };
    let Ok((file, length)) = app.results.open(&name).await else { return gone() };
    let last_modified = httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(ended.0 / 1000));
    let served = Served { name, last_modified, length };
    // Range is defined for GET alone.
    let wanted = if method == Method::GET { served.wanted(&headers) } else { Wanted::Whole };
    match wanted {
        Wanted::Whole => served.answer(StatusCode::OK, 0, length, &method, file).await,
        Wanted::Part { first, last } => {
            served.answer(StatusCode::PARTIAL_CONTENT, first, last - first + 1, &method, file).await
        }
        Wanted::Nothing => {
            (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{length}"))]).into_response()
        }
    }
}

/// By the end of the name, which the emulator itself has chosen.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("png") => "image/png",
        Some("mp4") => "video/mp4",
        Some("mp3") => "audio/mpeg",
        Some("wav") => "audio/wav",
        Some("srt" | "ass") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// An expired result, like one that never was. (What the vendor's host answers has no source.)
fn gone() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

enum Wanted {
    Whole,
    Part { first: u64, last: u64 },
    Nothing,
}

impl Served {
    fn etag(&self) -> String {
        format!("\"{}\"", self.name)
    }

    /// One range is served; several, or a header that cannot be read, get the whole file, as RFC 9110 allows.
    fn wanted(&self, headers: &HeaderMap) -> Wanted {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let Some(range) = text(RANGE) else { return Wanted::Whole };
        if text(IF_RANGE).is_some_and(|validator| validator != self.etag() && validator != self.last_modified) {
            return Wanted::Whole;
        }
        let Ok(ranges) = http_range_header::parse_range_header(range) else { return Wanted::Whole };
        if ranges.len() > 1 {
            return Wanted::Whole;
        }
        match ranges.validate(self.length).ok().and_then(|ranges| ranges.into_iter().next()) {
            Some(range) => Wanted::Part { first: *range.start(), last: *range.end() },
            None => Wanted::Nothing,
        }
    }

    async fn answer(self, status: StatusCode, first: u64, length: u64, method: &Method, mut file: File) -> Response {
        let body = if method == Method::HEAD {
            Body::empty()
        } else if file.seek(io::SeekFrom::Start(first)).await.is_ok() {
            Body::from_stream(ReaderStream::new(file.take(length)))
        } else {
            return gone();
        };
        let headers = [
            (CONTENT_TYPE, content_type(&self.name).to_owned()),
            (CONTENT_LENGTH, length.to_string()),
            (ACCEPT_RANGES, "bytes".to_owned()),
            (ETAG, self.etag()),
            (LAST_MODIFIED, self.last_modified),
        ];
        let mut response = (status, headers, body).into_response();
        if status == StatusCode::PARTIAL_CONTENT {
            let range = format!("bytes {first}-{}/{}", first + length - 1, self.length);
            if let Ok(value) = range.parse() {
                response.headers_mut().insert(CONTENT_RANGE, value);
            }
        }
        response
    }
}
