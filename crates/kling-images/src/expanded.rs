//! The pictures of a finished expansion.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use kling_runtime::wire::{ImageResult, UnitAmount};
use kling_runtime::{Downloader, Error, ErrorKind, SaveOptions, Session, TaskHandle, TaskRecord, TaskTrace};

use crate::ImageExpansion;

/// The pictures of a finished expansion, still on the vendor's servers. They vanish 30 days after the task ended.
#[derive(Clone, Debug)]
pub struct Expanded {
    handle: TaskHandle,
    units: Option<UnitAmount>,
    expires_at: Option<SystemTime>,
    images: Vec<ExpandedImage>,
    downloader: Downloader,
}

/// One picture of a finished expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpandedImage {
    /// Its place among the pictures of the task, from 0.
    pub index: u32,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// The copy with a watermark, when one was asked for.
    pub watermark_url: Option<String>,
}

impl ExpandedImage {
    /// A picture without a number takes its place in the list; one without an address is none.
    pub(crate) fn read(place: usize, result: ImageResult) -> Option<Self> {
        let index = result.index.and_then(|index| u32::try_from(index).ok()).unwrap_or(place as u32);
        Some(Self { index, url: result.url?, watermark_url: result.watermark_url })
    }

    /// `png` unless the URL's path ends in another picture format's name. The output format is not documented.
    fn extension(&self) -> &'static str {
        let path = self.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        if path.ends_with(".jpg") || path.ends_with(".jpeg") { "jpg" } else { "png" }
    }
}

impl Expanded {
    pub(crate) fn new<O>(session: &Session, record: &TaskRecord<O>, images: Vec<ExpandedImage>) -> Self {
        Self {
            handle: TaskHandle::new(ImageExpansion::NAME, record.task_id.clone(), session.base_url()),
            units: record.units.clone(),
            expires_at: record.expires_at(),
            images,
            downloader: session.downloader().clone(),
        }
    }

    pub(crate) fn handle(&self) -> &TaskHandle {
        &self.handle
    }

    /// The task that made them.
    pub fn task_id(&self) -> &str {
        self.handle.id()
    }

    /// The units taken for the task, where the API tells it.
    pub fn units(&self) -> Option<&UnitAmount> {
        self.units.as_ref()
    }

    /// When the pictures vanish from the vendor's servers.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The pictures, at least one.
    pub fn images(&self) -> &[ExpandedImage] {
        &self.images
    }

    /// Saves every picture to a folder, as `<task id>-<index>.png`. The folder is made if it is missing. A picture that is there
    /// already is not fetched again, so a call that failed can simply be repeated.
    ///
    /// Watermarked copies are not saved; [`ExpandedImage::watermark_url`] tells where they are.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`]; [`Error::task`] holds the task, which is finished and keeps its pictures for 30 days.
    /// Pictures that were saved before the error stay.
    pub async fn save_to(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Error> {
        self.save_with(folder, &SaveOptions::default()).await
    }

    /// The same as [`save_to`](Expanded::save_to), with options.
    ///
    /// # Errors
    ///
    /// As for [`save_to`](Expanded::save_to).
    pub async fn save_with(&self, folder: impl AsRef<Path>, options: &SaveOptions) -> Result<Vec<PathBuf>, Error> {
        let folder = folder.as_ref();
        let saved = self.save_each(folder, options).await;
        saved.map_err(|error| error.with_task(TaskTrace::Exists(self.handle.clone())))
    }

    async fn save_each(&self, folder: &Path, options: &SaveOptions) -> Result<Vec<PathBuf>, Error> {
        std::fs::create_dir_all(folder).map_err(|source| {
            Error::new(ErrorKind::File, format!("the folder {} cannot be made", folder.display())).with_source(source)
        })?;
        let mut saved = Vec::with_capacity(self.images.len());
        for image in &self.images {
            let target = folder.join(self.file_name(image));
            saved.push(self.downloader.save(&image.url, &target, options).await?.path);
        }
        Ok(saved)
    }

    /// The name that [`save_to`](Expanded::save_to) gives a picture.
    ///
    /// The task id is the server's word, so anything but letters, digits, `-` and `_` is replaced.
    pub fn file_name(&self, image: &ExpandedImage) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
        let task_id: String = self.task_id().chars().map(plain).collect();
        format!("{task_id}-{}.{}", image.index, image.extension())
    }
}
