//! The front door of element creation.

use kling_models::Product;
use kling_runtime::{Draft, ElementId, Error, Picture, Product as _, VoiceId};

use crate::ElementCreation;
use crate::client::Assets;
use crate::generated::types::{
    CreateElementRequest, DeleteElementRequest, ElementImageInput, ElementImagesInput, ElementReferenceType,
    ElementTagReference, ElementVideoInput, ElementVideosInput,
};
use crate::products::picture_member;

/// What an element is made from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ElementSource {
    /// Pictures of anything. PNG or JPEG, at most 10 MB, both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1.
    Pictures {
        /// The thing from the front.
        frontal: Picture,
        /// The thing from other sides, 1 to 3 pictures. The frontal one may serve again.
        ///
        /// That the API takes files here is not documented, only that it takes addresses.
        references: Vec<Picture>,
    },
    /// The address of a video of a realistic human: MP4 or MOV, 1080p, 16:9 or 9:16, 3 to 8 seconds, at most 200 MB.
    ///
    /// A voice in it is cloned and bound to the element.
    Video(String),
}

impl ElementSource {
    /// Pictures: one from the front, and 1 to 3 from other sides.
    pub fn from_pictures<P: Into<Picture>>(
        frontal: impl Into<Picture>,
        references: impl IntoIterator<Item = P>,
    ) -> Self {
        Self::Pictures { frontal: frontal.into(), references: references.into_iter().map(Into::into).collect() }
    }

    /// The address of a video of a person.
    pub fn from_video(url: impl Into<String>) -> Self {
        Self::Video(url.into())
    }
}

/// An element from pictures or from a video. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct CreateElement {
    draft: Draft<ElementCreation>,
}

impl Assets {
    /// Makes an element: a person, an animal or a thing that stays the same from task to task. `name` has at most 20 characters,
    /// `description` at most 100. It takes about 5 seconds and costs nothing (May and September 2026).
    ///
    /// ```
    /// # use kling_assets::ElementSource;
    /// # async fn example(assets: kling_assets::Assets) -> Result<(), kling_runtime::Error> {
    /// let source = ElementSource::from_pictures("front.png", ["left.png", "right.png"]);
    /// let made = assets.create_element("Mia", "girl with a yellow raincoat", source).with_tags(["o_102"]).send().await?.wait().await?;
    /// let mia = made.first().id;
    /// # assets.delete_element(mia).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_element(
        &self,
        name: impl Into<String>,
        description: impl Into<String>,
        source: ElementSource,
    ) -> CreateElement {
        let kind = match source {
            ElementSource::Pictures { .. } => ElementReferenceType::ImageRefer,
            ElementSource::Video(_) => ElementReferenceType::VideoRefer,
        };
        let request = CreateElementRequest::new(name, description, kind);
        let mut draft = Draft::new(ElementCreation::over(self.session()), request);
        match source {
            ElementSource::Pictures { frontal, references } => {
                draft.request().element_image_list = Some(ElementImagesInput::default());
                draft.picture(frontal, picture_member(Product::Element, "frontal_image"), |request, input| {
                    pictures(request).frontal_image = Some(input)
                });
                for reference in references {
                    draft.picture(reference, picture_member(Product::Element, "image_url"), |request, input| {
                        pictures(request).refer_images.push(ElementImageInput::new(input));
                    });
                }
            }
            ElementSource::Video(url) => {
                let mut videos = ElementVideosInput::default();
                videos.refer_videos.push(ElementVideoInput::new(url));
                draft.request().element_video_list = Some(videos);
            }
        }
        CreateElement { draft }
    }

    /// Deletes an element of one's own, at once and for free. Official elements cannot be deleted.
    ///
    /// # Errors
    ///
    /// As for every call. An element that is deleted already is refused with code 1201. After a lost answer the element may be
    /// gone: [`Element::is_deleted`](crate::Element::is_deleted) tells.
    pub async fn delete_element(&self, id: ElementId) -> Result<(), Error> {
        self.wire().delete_element(&DeleteElementRequest::new(id.to_string())).await?;
        Ok(())
    }
}

fn pictures(request: &mut CreateElementRequest) -> &mut ElementImagesInput {
    request.element_image_list.get_or_insert_default()
}

impl CreateElement {
    /// Binds a voice to the element: to one from a video, and since 2026-03-23 also to a character or humanoid from pictures.
    pub fn with_voice(mut self, voice: VoiceId) -> Self {
        self.draft.request().element_voice_id = Some(voice.into());
        self
    }

    /// What kind of thing it is, such as `o_102` for a character: see [`ELEMENT_TAGS`](kling_models::ELEMENT_TAGS).
    pub fn with_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.draft.request().tag_list = tags.into_iter().map(ElementTagReference::new).collect();
        self
    }
}

kling_runtime::front_door!(CreateElement orders ElementCreation);
