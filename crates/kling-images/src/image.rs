//! The pictures of a finished task.

use std::collections::BTreeSet;

use kling_runtime::wire::ImageResult;
use kling_runtime::{Content, Output, ResultFile};

use crate::generated::types::{ImageTaskResult, OmniImageTaskResult};

/// One picture of a finished task.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Image {
    /// Its place among the pictures of the task, from 0.
    pub index: u32,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// The copy with a watermark, when one was asked for.
    pub watermark_url: Option<String>,
}

impl Image {
    /// A picture without a number takes its place in the list; one without an address is none.
    fn read(place: usize, result: ImageResult) -> Option<Self> {
        let index = result.index.and_then(|index| u32::try_from(index).ok()).unwrap_or(place as u32);
        Some(Self { index, url: result.url?, watermark_url: result.watermark_url })
    }
}

impl Output for Image {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let name = self.index.to_string();
        vec![ResultFile { url: &self.url, name, extension: extension(&self.url), content: Content::Picture }]
    }
}

/// `png` unless the path of the address ends in another picture format's name. The output format is not documented.
fn extension(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    if path.ends_with(".jpg") || path.ends_with(".jpeg") { "jpg" } else { "png" }
}

pub(crate) fn read_images(result: ImageTaskResult) -> Vec<Image> {
    distinct(result.images)
}

/// A task makes single pictures or a series.
pub(crate) fn read_omni_images(result: OmniImageTaskResult) -> Vec<Image> {
    distinct(result.images.into_iter().chain(result.series_images).collect())
}

/// Files are named after the number of a picture. Where two have the same one, all are counted anew.
fn distinct(results: Vec<ImageResult>) -> Vec<Image> {
    let read = |(place, result)| Image::read(place, result);
    let mut images: Vec<Image> = results.into_iter().enumerate().filter_map(read).collect();
    let numbers: BTreeSet<u32> = images.iter().map(|image| image.index).collect();
    if numbers.len() < images.len() {
        images.iter_mut().zip(0..).for_each(|(image, place)| image.index = place);
    }
    images
}
