//! Elements, of one's own and official.

use kling_runtime::{ElementId, Output, ResultFile};

use crate::generated::types::{self, ElementReferenceType, ElementStatus, ElementTag, ElementTaskResult};
use crate::voice::Voice;

/// A person, an animal or a thing that stays the same from task to task.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Element {
    /// What other requests call it by. Not the id of the task that made it.
    pub id: ElementId,
    /// What it is called.
    pub name: Option<String>,
    /// What it looks like.
    pub description: Option<String>,
    /// What it was made from, where the API tells it; it was seen to leave it out (May 2026).
    pub reference_type: Option<ElementReferenceType>,
    /// What it was made from, in words that are not documented, such as `multi_image_elements`.
    pub element_type: Option<String>,
    /// Where its frontal picture lies.
    pub frontal_url: Option<String>,
    /// Where its other pictures lie.
    pub reference_urls: Vec<String>,
    /// Where the video lies that it was made from.
    pub video_url: Option<String>,
    /// The voice that is bound to it.
    pub voice: Option<Voice>,
    /// Its tags.
    pub tags: Vec<ElementTag>,
    /// `kling` for an official element, otherwise the id of who made it.
    pub owned_by: Option<String>,
    /// Whether it can be used.
    pub status: Option<ElementStatus>,
}

impl Element {
    /// An element without an id is none.
    pub(crate) fn read(element: types::Element) -> Option<Self> {
        let images = element.element_image_list.unwrap_or_default();
        let videos = element.element_video_list.unwrap_or_default().refer_videos;
        Some(Self {
            id: ElementId::new(element.element_id?),
            name: element.element_name,
            description: element.element_description,
            reference_type: element.reference_type,
            element_type: element.element_type,
            frontal_url: images.frontal_image,
            reference_urls: images.refer_images.into_iter().filter_map(|image| image.image_url).collect(),
            video_url: videos.into_iter().find_map(|video| video.video_url),
            voice: element.element_voice_info.and_then(Voice::read),
            tags: element.tag_list,
            owned_by: element.owned_by,
            status: element.status,
        })
    }

    /// True for an element of the vendor's, which everybody may use and nobody can delete.
    pub fn is_official(&self) -> bool {
        self.owned_by.as_deref() == Some("kling")
    }

    /// True once it has been deleted. The task that made it is still found.
    pub fn is_deleted(&self) -> bool {
        self.status == Some(ElementStatus::Deleted)
    }
}

/// An element is an id; its pictures are those it was made from.
impl Output for Element {
    fn files(&self) -> Vec<ResultFile<'_>> {
        Vec::new()
    }
}

pub(crate) fn read_elements(result: ElementTaskResult) -> Vec<Element> {
    result.elements.into_iter().filter_map(Element::read).collect()
}
