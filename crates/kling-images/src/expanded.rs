//! The pictures of a finished expansion.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use kling_runtime::wire::{ImageResult, UnitAmount};
use kling_runtime::{Downloader, Error, SaveOptions, Session, TaskRecord};

/// The pictures of a finished expansion, still on the vendor's servers. They vanish 30 days after the task ended.
#[derive(Clone, Debug)]
pub struct Expanded {
    task_id: String,
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
    /// A picture without a number takes its place in the list.
    pub(crate) fn read(place: usize, result: ImageResult) -> Self {
        let index = result.index.and_then(|index| u32::try_from(index).ok()).unwrap_or(place as u32);
        Self { index, url: result.url, watermark_url: result.watermark_url }
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
            task_id: record.task_id.clone(),
            units: record.units.clone(),
            expires_at: record.expires_at(),
            images,
            downloader: session.downloader().clone(),
        }
    }

    /// The task that made them.
    pub fn task_id(&self) -> &str {
        &self.task_id
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

    /// Saves every picture to a folder, as `<task id>-<index>.png`. Existing files are not replaced.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`]. Pictures that were saved before the error stay.
    pub async fn save_to(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Error> {
        self.save_with(folder, &SaveOptions::default()).await
    }

    /// The same as [`save_to`](Expanded::save_to), with options.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`].
    pub async fn save_with(&self, folder: impl AsRef<Path>, options: &SaveOptions) -> Result<Vec<PathBuf>, Error> {
        let mut saved = Vec::with_capacity(self.images.len());
        for image in &self.images {
            let target = folder.as_ref().join(self.file_name(image));
            saved.push(self.downloader.save(&image.url, &target, options).await?.path);
        }
        Ok(saved)
    }

    /// The name that [`save_to`](Expanded::save_to) gives a picture.
    ///
    /// The task id is the server's word, so anything but letters, digits, `-` and `_` is replaced.
    pub fn file_name(&self, image: &ExpandedImage) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
        let task_id: String = self.task_id.chars().map(plain).collect();
        format!("{task_id}-{}.{}", image.index, image.extension())
    }
}
