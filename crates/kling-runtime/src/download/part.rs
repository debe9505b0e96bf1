//! The unfinished file: opened, filled, and put in place at once.

use std::ffi::{OsStr, OsString};
use std::io::SeekFrom;
use std::path::{Path, PathBuf};

use reqwest::header::HeaderValue;
use reqwest::{Response, StatusCode};
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::remote::Remote;
use super::save::{SaveOptions, Saved, exists_already, too_long};
use crate::{Error, ErrorKind};

/// The unfinished file beside the target.
pub(super) struct Part {
    path: PathBuf,
    file: File,
    pub(super) length: u64,
}

/// The most bytes that a file's name has on common file systems.
const LONGEST_NAME: usize = 255;

/// The name of the part: that of the target, shortened where the whole would be longer than a file system takes.
fn part_name(name: &OsStr, version: &str) -> OsString {
    let ending = format!(".{version}.part");
    let mut part_name = OsString::from(".");
    if 1 + name.len() + ending.len() <= LONGEST_NAME {
        part_name.push(name);
    } else {
        let name = name.to_string_lossy();
        part_name.push(&name[..name.floor_char_boundary(LONGEST_NAME - 1 - ending.len())]);
    }
    part_name.push(ending);
    part_name
}

impl Part {
    /// Opens the part of this very version of the file: its ETag stands in the part's name. Without an ETag it starts empty.
    pub(super) async fn open(target: &Path, remote: &Remote) -> Result<Self, Error> {
        let name = target.file_name().ok_or_else(|| cannot_write(target, "the path names no file"))?;
        let etag = remote.etag.as_ref().map(HeaderValue::as_bytes).unwrap_or_default();
        let version: String = etag.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = target.with_file_name(part_name(name, &version));

        let file = std::fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(|source| cannot_write(&path, source))?;
        file.try_lock().map_err(|_| {
            Error::new(ErrorKind::File, format!("{} is being fetched by another process", target.display()))
        })?;
        let mut part = Self { length: 0, path, file: File::from_std(file) };
        part.length = part.file.seek(SeekFrom::End(0)).await.map_err(|source| cannot_write(&part.path, source))?;
        if remote.etag.is_none() || remote.total.is_some_and(|total| part.length > total) {
            part.start_over().await?;
        }
        Ok(part)
    }

    pub(super) async fn start_over(&mut self) -> Result<(), Error> {
        let failed = |source| cannot_write(&self.path, source);
        self.file.set_len(0).await.map_err(failed)?;
        self.file.rewind().await.map_err(failed)?;
        self.length = 0;
        Ok(())
    }

    /// Writes what the answer holds. [`ErrorKind::Network`] means that the rest can be asked for.
    pub(super) async fn fill(&mut self, mut response: Response, largest_bytes: u64) -> Result<(), Error> {
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

    pub(super) async fn finish(self, target: &Path, remote: &Remote, options: &SaveOptions) -> Result<Saved, Error> {
        if remote.total.is_some_and(|total| total != self.length) {
            let came = self.length;
            return Err(self.discard(format!("{came} bytes came, but the server had announced another length")));
        }
        if !options.content.is_whole_in(&self.path) {
            return Err(self.discard(format!("what came is not a whole {}", options.content.describe())));
        }
        self.file.sync_all().await.map_err(|source| cannot_write(&self.path, source))?;
        let part = TempPath::try_from_path(&self.path).map_err(|source| cannot_write(&self.path, source))?;
        let placed = if options.overwrite { part.persist(target) } else { part.persist_noclobber(target) };
        placed.map_err(|failure| {
            // The part is whole and paid for: it stays for the next try.
            let kept = failure.path.keep();
            tracing::debug!(?kept, "the finished part could not take its name");
            match failure.error.kind() {
                std::io::ErrorKind::AlreadyExists => exists_already(target),
                _ => cannot_write(target, failure.error),
            }
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

/// Makes the new name last through a power cut. Not every system lets a folder be synced; the file itself is safe already.
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let synced = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    tracing::debug!(?synced, "synced the folder");
}

fn cannot_write(path: &Path, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::File, format!("{} cannot be written", path.display())).with_source(source)
}
