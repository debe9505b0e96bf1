//! What a finished task made, still on the vendor's servers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::task_record::units;
use crate::wire::{TaskStatus, UnitAmount};
use crate::{
    Charge, Content, Downloader, Error, ErrorKind, Product, SaveOptions, Session, TaskHandle, TaskRecord, TaskTrace,
    from_unix_millis,
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
    charges: Vec<Charge>,
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

    /// What was taken for the task, where the API tells it: units, or money.
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// The units taken for the task, where the API tells it. A task may be paid with money instead: see
    /// [`charges`](Self::charges).
    pub fn units(&self) -> Option<&UnitAmount> {
        units(&self.charges)
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

/// `png` unless the path of an address ends in another picture format's name. The output format is not documented.
#[doc(hidden)]
pub fn picture_extension(url: &str) -> &'static str {
    if has_extension(url, &["jpg", "jpeg"]) { "jpg" } else { "png" }
}

/// Whether the path of an address ends in one of these.
pub(crate) fn has_extension(url: &str, extensions: &[&str]) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, end)| extensions.iter().any(|extension| end.eq_ignore_ascii_case(extension)))
}

/// Files are named after the number that the API gives a thing. Where two have the same one, all are counted anew.
#[doc(hidden)]
pub fn number_apart<T>(items: &mut [T], number: fn(&mut T) -> &mut u32) {
    let numbers: BTreeSet<u32> = items.iter_mut().map(|item| *number(item)).collect();
    if numbers.len() < items.len() {
        items.iter_mut().zip(0..).for_each(|(item, place)| *number(item) = place);
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
    pub charges: Vec<Charge>,
}

impl TaskMembers {
    /// A record of the task. A result in which there is nothing is no result.
    pub fn into_record<P: Product, T: Output>(self, session: &Session, items: Vec<T>) -> TaskRecord<Finished<T>> {
        let mut record = TaskRecord::new(self.task_id, self.status);
        record.external_task_id = self.external_task_id;
        record.status_message = self.status_message;
        record.created_at = self.created_at.and_then(from_unix_millis);
        record.updated_at = self.updated_at.and_then(from_unix_millis);
        record.charges = self.charges;
        if !items.is_empty() {
            record.output = Some(Finished {
                handle: TaskHandle::of::<P>(record.task_id.clone(), session),
                charges: record.charges.clone(),
                expires_at: record.expires_at(),
                items,
                downloader: session.downloader().clone(),
            });
        }
        record
    }
}
