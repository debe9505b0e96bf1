//! Pictures of one thing from other angles.

use kling_runtime::{Content, Output, Picture, ResultFile, number_apart, picture_extension};

use crate::generated::types::{MultiShotImageSet, MultiShotTaskResult};

/// One of the three sets of a finished task, of which one takes the best: the thing from three other angles.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AngleSet {
    /// Its place among the sets of the task, from 0.
    pub index: u32,
    /// Where its pictures can be fetched, without credentials: three of them.
    pub urls: Vec<String>,
}

impl AngleSet {
    /// A set without a number takes its place in the list; one without pictures is none.
    fn read(place: usize, set: MultiShotImageSet) -> Option<Self> {
        let index = set.index.and_then(|index| u32::try_from(index).ok()).unwrap_or(place as u32);
        let numbered: Vec<String> = [set.url_1, set.url_2, set.url_3].into_iter().flatten().collect();
        let urls = if numbered.is_empty() { set.url.into_iter().collect() } else { numbered };
        (!urls.is_empty()).then_some(Self { index, urls })
    }

    /// Its pictures, as the references of an element: see
    /// [`ElementSource::from_pictures`](crate::ElementSource::from_pictures).
    pub fn pictures(&self) -> impl Iterator<Item = Picture> + '_ {
        self.urls.iter().map(Picture::from_url)
    }
}

/// Files are named after the set and the picture, from 0 and 1: `0-1`, `0-2`, `0-3`, `1-1`.
impl Output for AngleSet {
    fn files(&self) -> Vec<ResultFile<'_>> {
        (1..)
            .zip(&self.urls)
            .map(|(number, url)| ResultFile {
                url,
                name: format!("{}-{number}", self.index),
                extension: picture_extension(url),
                content: Content::Picture,
            })
            .collect()
    }
}

pub(crate) fn read_sets(result: MultiShotTaskResult) -> Vec<AngleSet> {
    let read = |(place, set)| AngleSet::read(place, set);
    let mut sets: Vec<AngleSet> = result.images.into_iter().enumerate().filter_map(read).collect();
    number_apart(&mut sets, |set| &mut set.index);
    sets
}
