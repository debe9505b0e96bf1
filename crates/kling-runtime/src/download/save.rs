//! Fetching to a file: resumed after a cut, checked, and put in place at once.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Response, StatusCode};
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::fetch::length;
use super::{Downloader, broken_answer};
use crate::{Error, ErrorKind};

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
    overwrite: bool,
    largest_bytes: u64,
}

impl Default for SaveOptions {
    /// Existing files stay as they are, and at most 500 MB are fetched.
    fn default() -> Self {
        Self { overwrite: false, largest_bytes: 500_000_000 }
    }
}

impl SaveOptions {
    /// Whether an existing file is replaced.
    #[must_use]
    pub fn with_overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
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
    /// Saves a picture to `target`, whole or not at all.
    ///
    /// The bytes go to a hidden `.part` file beside `target`, are synced to disk, and take its name at the end. After a cut the
    /// download goes on where it stopped, in this process or in a later one, if the server names the version of the file
    /// (`ETag`); otherwise it begins anew.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::File`] when `target` exists and may not be replaced, or cannot be written.
    /// - [`ErrorKind::Download`] when the address is not allowed, the file is gone, is no picture, or is too long.
    pub async fn save(&self, url: &str, target: &Path, options: &SaveOptions) -> Result<Saved, Error> {
        if !options.overwrite && tokio::fs::try_exists(target).await.unwrap_or(false) {
            return Err(exists_already(target));
        }
        let mut failures = 0;
        let mut response = self.open(|| self.get(url)).await?;
        let remote = Remote::read(&response, options)?;
        let mut part = Part::open(target, &remote).await?;
        if part.length > 0 {
            response = self.resume(url, &mut part, &remote).await?;
        }
        loop {
            let before = part.length;
            let Err(error) = part.fill(response, options.largest_bytes).await else { break };
            failures = if part.length > before { 1 } else { failures + 1 };
            if error.kind() != ErrorKind::Network || !self.pause_before_retry(failures).await {
                return Err(Error::new(ErrorKind::Download, error.message())
                    .with_source(error)
                    .with_advice("fetch it again: it goes on where it stopped"));
            }
            response = self.resume(url, &mut part, &remote).await?;
        }
        part.finish(target, &remote, options).await
    }

    /// Asks for the rest of the file, or for all of it where that cannot be asked.
    async fn resume(&self, url: &str, part: &mut Part, remote: &Remote) -> Result<Response, Error> {
        let response = match &remote.etag {
            Some(etag) => {
                let range = format!("bytes={}-", part.length);
                self.open(|| Ok(self.get(url)?.header(RANGE, &range).header(IF_RANGE, etag))).await?
            }
            None => self.open(|| self.get(url)).await?,
        };
        match response.status() {
            StatusCode::PARTIAL_CONTENT => {}
            StatusCode::RANGE_NOT_SATISFIABLE if remote.total == Some(part.length) => {}
            status if status.is_success() => part.start_over().await?,
            _ => return Err(broken_answer(&response)),
        }
        Ok(response)
    }
}

/// What the server says of the file.
struct Remote {
    total: Option<u64>,
    etag: Option<String>,
}

impl Remote {
    fn read(response: &Response, options: &SaveOptions) -> Result<Self, Error> {
        if !response.status().is_success() {
            return Err(broken_answer(response));
        }
        let kind = header(response.headers(), CONTENT_TYPE).unwrap_or_default();
        if !kind.is_empty() && !kind.starts_with("image/") && !kind.starts_with("application/octet-stream") {
            return Err(Error::new(ErrorKind::Download, format!("the address holds {kind}, not a picture")));
        }
        let total = length(response.headers());
        match total.filter(|total| *total > options.largest_bytes) {
            Some(total) => Err(too_long(total, options.largest_bytes)),
            None => Ok(Self { total, etag: strong_etag(response.headers()) }),
        }
    }
}

fn header(headers: &HeaderMap, name: reqwest::header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// A weak ETag promises the same meaning, not the same bytes, so it cannot join two halves.
fn strong_etag(headers: &HeaderMap) -> Option<String> {
    header(headers, ETAG).filter(|etag| etag.starts_with('"')).map(str::to_owned)
}

/// The unfinished file beside the target.
struct Part {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Part {
    /// Opens the part of this very version of the file: its ETag stands in the part's name. Without an ETag it starts empty.
    async fn open(target: &Path, remote: &Remote) -> Result<Self, Error> {
        let name = target.file_name().ok_or_else(|| cannot_write(target, "the path names no file"))?;
        let version: String =
            remote.etag.iter().flat_map(|etag| etag.chars()).filter(char::is_ascii_alphanumeric).take(64).collect();
        let mut part_name = OsString::from(".");
        part_name.push(name);
        part_name.push(format!(".{version}.part"));
        let path = target.with_file_name(part_name);

        let file = std::fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(|source| cannot_write(&path, source))?;
        file.try_lock().map_err(|_| {
            Error::new(ErrorKind::File, format!("{} is being fetched by another process", target.display()))
        })?;
        let mut part = Self { length: 0, path, file: File::from_std(file) };
        part.length =
            part.file.seek(std::io::SeekFrom::End(0)).await.map_err(|source| cannot_write(&part.path, source))?;
        if remote.etag.is_none() || remote.total.is_some_and(|total| part.length > total) {
            part.start_over().await?;
        }
        Ok(part)
    }

    async fn start_over(&mut self) -> Result<(), Error> {
        let failed = |source| cannot_write(&self.path, source);
        self.file.set_len(0).await.map_err(failed)?;
        self.file.rewind().await.map_err(failed)?;
        self.length = 0;
        Ok(())
    }

    /// Writes what the answer holds. [`ErrorKind::Network`] means that the rest can be asked for.
    async fn fill(&mut self, mut response: Response, largest_bytes: u64) -> Result<(), Error> {
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            return Ok(());
        }
        loop {
            let chunk = response.chunk().await.map_err(|source| {
                Error::new(ErrorKind::Network, "the download was cut off").with_source(source.without_url())
            })?;
            let Some(chunk) = chunk else { break };
            if self.length + chunk.len() as u64 > largest_bytes {
                return Err(too_long(self.length + chunk.len() as u64, largest_bytes));
            }
            self.file.write_all(&chunk).await.map_err(|source| cannot_write(&self.path, source))?;
            self.length += chunk.len() as u64;
        }
        self.file.flush().await.map_err(|source| cannot_write(&self.path, source))
    }

    async fn finish(self, target: &Path, remote: &Remote, options: &SaveOptions) -> Result<Saved, Error> {
        if remote.total.is_some_and(|total| total != self.length) {
            let came = self.length;
            return Err(self.discard(format!("{came} bytes came, but the server had announced another length")));
        }
        if !is_picture(&self.path) {
            return Err(self.discard("what came is not a picture".to_owned()));
        }
        self.file.sync_all().await.map_err(|source| cannot_write(&self.path, source))?;
        let part = TempPath::try_from_path(&self.path).map_err(|source| cannot_write(&self.path, source))?;
        let placed = if options.overwrite { part.persist(target) } else { part.persist_noclobber(target) };
        placed.map_err(|failure| match failure.error.kind() {
            std::io::ErrorKind::AlreadyExists => exists_already(target),
            _ => cannot_write(target, failure.error),
        })?;
        sync_folder(target);
        Ok(Saved { path: target.to_owned(), byte_length: self.length })
    }

    fn discard(self, why: String) -> Error {
        let removed = std::fs::remove_file(&self.path);
        tracing::debug!(?removed, part = %self.path.display(), "discarded");
        Error::new(ErrorKind::Download, why).with_advice("fetch it again")
    }
}

fn is_picture(path: &Path) -> bool {
    imagesize::size(path).is_ok()
}

/// Makes the new name last through a power cut. Not every system lets a folder be synced; the file itself is safe already.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let synced = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    tracing::debug!(?synced, "synced the folder");
}

fn too_long(length: u64, largest: u64) -> Error {
    Error::new(ErrorKind::Download, format!("the file has {length} bytes or more; {largest} are allowed"))
}

fn exists_already(target: &Path) -> Error {
    Error::new(ErrorKind::File, format!("{} exists already", target.display()))
        .with_advice("choose another name, or allow it to be replaced")
}

fn cannot_write(path: &Path, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::File, format!("{} cannot be written", path.display())).with_source(source)
}
