//! What a finished task made, still on the vendor's servers.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::wire::{TaskStatus, UnitAmount};
use crate::{
    Content, Downloader, Error, ErrorKind, SaveOptions, Session, TaskHandle, TaskRecord, TaskTrace, from_unix_millis,
};

/// One thing that a task made: a picture, a video, a sound.
pub trait Output: Send + Sync + 'static {
    /// The files it consists of; none for a thing that is only an id.
    fn files(&self) -> Vec<ResultFile<'_>>;
}

/// One file of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFile<'a> {
    /// Where it can be fetched, without credentials.
    pub url: &'a str,
    /// What tells it from the other files of the task: `0`, `1`, `0-cover`.
    pub name: String,
    /// The extension that a saved file gets, without a dot.
    pub extension: &'static str,
    /// What it is expected to be.
    pub content: Content,
}

/// What a finished task made, still on the vendor's servers. It vanishes 30 days after the task ended.
#[derive(Clone, Debug)]
pub struct Finished<T> {
    handle: TaskHandle,
    units: Option<UnitAmount>,
    expires_at: Option<SystemTime>,
    items: Vec<T>,
    downloader: Downloader,
}

impl<T: Output> Finished<T> {
    /// The task that made it.
    pub fn handle(&self) -> &TaskHandle {
        &self.handle
    }

    /// The id of the task that made it.
    pub fn task_id(&self) -> &str {
        self.handle.id()
    }

    /// The units taken for the task, where the API tells it.
    pub fn units(&self) -> Option<&UnitAmount> {
        self.units.as_ref()
    }

    /// When it vanishes from the vendor's servers.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// What was made, at least one.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The first of what was made; most tasks make one thing.
    pub fn first(&self) -> &T {
        &self.items[0]
    }

    /// Every file with the name that [`save_to`](Self::save_to) gives it: `<task id>-<name>.<extension>`.
    ///
    /// The task id is the server's word, so anything in it but letters, digits, `-` and `_` is replaced.
    pub fn files(&self) -> Vec<(String, ResultFile<'_>)> {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
        let task_id: String = self.task_id().chars().map(plain).collect();
        let files = self.items.iter().flat_map(Output::files);
        files.map(|file| (format!("{task_id}-{}.{}", file.name, file.extension), file)).collect()
    }

    /// Saves every file to a folder. The folder is made if it is missing. A file that is there already is not fetched again, so a
    /// call that failed can simply be repeated.
    ///
    /// Watermarked copies are not saved; the items tell where they are.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`]; [`Error::task`] holds the task, which is finished and keeps its results for 30 days. Files that
    /// were saved before the error stay.
    pub async fn save_to(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Error> {
        self.save_with(folder, &SaveOptions::default()).await
    }

    /// The same as [`save_to`](Self::save_to), with options. What each file is expected to be is known.
    ///
    /// # Errors
    ///
    /// As for [`save_to`](Self::save_to).
    pub async fn save_with(&self, folder: impl AsRef<Path>, options: &SaveOptions) -> Result<Vec<PathBuf>, Error> {
        let folder = folder.as_ref();
        let saved = self.save_each(folder, options).await;
        saved.map_err(|error| error.with_task(TaskTrace::Exists(self.handle.clone())))
    }

    async fn save_each(&self, folder: &Path, options: &SaveOptions) -> Result<Vec<PathBuf>, Error> {
        std::fs::create_dir_all(folder).map_err(|source| {
            Error::new(ErrorKind::File, format!("the folder {} cannot be made", folder.display())).with_source(source)
        })?;
        let mut saved = Vec::with_capacity(self.items.len());
        for (name, file) in self.files() {
            let options = options.clone().with_content(file.content);
            saved.push(self.downloader.save(file.url, &folder.join(name), &options).await?.path);
        }
        Ok(saved)
    }
}

/// The members that a task of every `/v1` product has, as they come from the wire.
#[doc(hidden)]
#[derive(Debug)]
pub struct TaskMembers {
    pub task_id: String,
    pub status: TaskStatus,
    pub status_message: Option<String>,
    pub external_task_id: Option<String>,
    pub created_at: Option<i64>,
    pub updated_at: Option<i64>,
    pub units: Option<UnitAmount>,
}

impl TaskMembers {
    /// A record of the task. A result in which there is nothing is no result.
    pub fn into_record<T: Output>(self, product: &str, session: &Session, items: Vec<T>) -> TaskRecord<Finished<T>> {
        let mut record = TaskRecord::new(self.task_id, self.status);
        record.external_task_id = self.external_task_id;
        record.status_message = self.status_message;
        record.created_at = self.created_at.and_then(from_unix_millis);
        record.updated_at = self.updated_at.and_then(from_unix_millis);
        record.units = self.units;
        if !items.is_empty() {
            record.output = Some(Finished {
                handle: TaskHandle::new(product, record.task_id.clone(), session.base_url()),
                units: record.units.clone(),
                expires_at: record.expires_at(),
                items,
                downloader: session.downloader().clone(),
            });
        }
        record
    }
}
