//! The pictures of a finished task.

use kling_runtime::wire::ImageResult;
use kling_runtime::{Content, Output, ResultFile, number_apart, picture_extension};

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
        vec![ResultFile { url: &self.url, name, extension: picture_extension(&self.url), content: Content::Picture }]
    }
}

pub(crate) fn read_images(result: ImageTaskResult) -> Vec<Image> {
    distinct(result.images)
}

/// A task makes single pictures or a series.
pub(crate) fn read_omni_images(result: OmniImageTaskResult) -> Vec<Image> {
    distinct(result.images.into_iter().chain(result.series_images).collect())
}

fn distinct(results: Vec<ImageResult>) -> Vec<Image> {
    let read = |(place, result)| Image::read(place, result);
    let mut images: Vec<Image> = results.into_iter().enumerate().filter_map(read).collect();
    number_apart(&mut images, |image| &mut image.index);
    images
}
