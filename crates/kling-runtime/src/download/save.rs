//! Fetching to a file: resumed after a cut, checked, and put in place at once.

use std::path::{Path, PathBuf};

use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode};

use super::content::Content;
use super::part::Part;
use super::remote::Remote;
use super::{Downloader, broken_answer};
use crate::{Error, ErrorKind};

/// A server that cuts every answer off after a few bytes is not followed for ever.
const MOST_RESUMPTIONS: u32 = 200;

/// How a result is saved.
///
/// ```
/// use kling_runtime::SaveOptions;
///
/// let options = SaveOptions::default().with_overwrite(true).with_largest_bytes(50_000_000);
/// # let _ = options;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveOptions {
    pub(super) overwrite: bool,
    pub(super) largest_bytes: u64,
    pub(super) content: Content,
}

impl Default for SaveOptions {
    /// A picture; existing files stay as they are, and at most 500 MB are fetched.
    fn default() -> Self {
        Self { overwrite: false, largest_bytes: 500_000_000, content: Content::Picture }
    }
}

impl SaveOptions {
    /// Whether an existing file is replaced.
    #[must_use]
    pub fn with_overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
        self
    }

    /// What the file is expected to be; a picture without this. Anything else that comes is refused.
    #[must_use]
    pub fn with_content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// The longest file to fetch, in bytes.
    #[must_use]
    pub fn with_largest_bytes(mut self, largest_bytes: u64) -> Self {
        self.largest_bytes = largest_bytes;
        self
    }
}

/// A file that was fetched whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Saved {
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes.
    pub byte_length: u64,
}

impl Downloader {
    /// Saves a result to `target`, whole or not at all.
    ///
    /// The bytes go to a hidden `.part` file beside `target`, are synced to disk, and take its name at the end. After a cut the
    /// download goes on where it stopped, in this process or in a later one, if the server names the version of the file
    /// (`ETag`); otherwise it begins anew. A `target` that holds the whole file already is left as it is, so saving twice is
    /// saving once.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::File`] when `target` exists, is something else and may not be replaced, or cannot be written.
    /// - [`ErrorKind::Download`] when the address is not allowed, the file is gone, is not what was expected, or is too long.
    pub async fn save(&self, url: &str, target: &Path, options: &SaveOptions) -> Result<Saved, Error> {
        let mut response = self.open(url, &HeaderMap::new()).await?;
        let remote = Remote::read(&response, options)?;
        if !options.overwrite && tokio::fs::try_exists(target).await.unwrap_or(false) {
            return remote.is_held_by(target, options.content).ok_or_else(|| exists_already(target));
        }
        let mut part = Part::open(target, &remote).await?;
        if part.length > 0 {
            response = self.resume(url, &mut part, &remote).await?;
        }
        let mut failures = 0;
        for _ in 0..MOST_RESUMPTIONS {
            let before = part.length;
            let Err(error) = part.fill(response, options.largest_bytes).await else {
                return part.finish(target, &remote, options).await;
            };
            failures = if part.length > before { 1 } else { failures + 1 };
            if error.kind() != ErrorKind::Network {
                return Err(error);
            }
            if !self.pause_before_retry(failures).await {
                return Err(cut_off(error));
            }
            response = self.resume(url, &mut part, &remote).await?;
        }
        Err(cut_off(Error::new(ErrorKind::Download, format!("the download was cut off {MOST_RESUMPTIONS} times"))))
    }

    /// Asks for the rest of the file, or for all of it where that cannot be asked.
    async fn resume(&self, url: &str, part: &mut Part, remote: &Remote) -> Result<Response, Error> {
        let response = self.open(url, &remote.rest_after(part.length)).await?;
        match response.status() {
            StatusCode::PARTIAL_CONTENT if remote.continues(response.headers(), part.length) => {}
            StatusCode::PARTIAL_CONTENT => {
                part.start_over().await?;
                return Err(Error::new(
                    ErrorKind::Download,
                    "the server sent another part than the one that was asked for",
                )
                .with_advice("fetch it again: it begins anew"));
            }
            StatusCode::RANGE_NOT_SATISFIABLE if remote.total == Some(part.length) => {}
            status if status.is_success() => part.start_over().await?,
            _ => return Err(broken_answer(&response)),
        }
        Ok(response)
    }
}

fn cut_off(error: Error) -> Error {
    Error::new(ErrorKind::Download, error.message().to_owned())
        .with_source(error)
        .with_advice("fetch it again: it goes on where it stopped")
}

pub(super) fn too_long(length: u64, largest: u64) -> Error {
    Error::new(ErrorKind::Download, format!("the file has {length} bytes or more; {largest} are allowed"))
}

pub(super) fn exists_already(target: &Path) -> Error {
    Error::new(ErrorKind::File, format!("{} exists already", target.display()))
        .with_advice("choose another name, or allow it to be replaced")
}
