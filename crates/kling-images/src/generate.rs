//! The front door of image generation.

use kling_models::Product;
use kling_runtime::{Draft, ElementId, Picture, Product as _, element_references};

use crate::ImageGeneration;
use crate::client::Images;
use crate::generated::types::{GenerateImageRequest, ImageAspectRatio, ImageReferenceKind, ImageResolution};
use crate::products::picture_member;

/// Pictures from words, or from words and a picture. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateImage {
    draft: Draft<ImageGeneration>,
}

impl Images {
    /// Makes pictures from words: at most 2500 characters. [`GenerateImage::with_picture`] adds a picture to go by.
    ///
    /// ```
    /// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
    /// let task = images.generate("a paper boat on a pond").with_model("kling-v3").with_aspect_ratio("3:2").with_count(2).send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn generate(&self, prompt: impl Into<String>) -> GenerateImage {
        GenerateImage { draft: Draft::new(ImageGeneration::over(self.session()), GenerateImageRequest::new(prompt)) }
    }
}

impl GenerateImage {
    /// The model, such as `kling-v3`. Without one the server chooses, and its choice has changed from edition to edition.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What the pictures should not show, in at most 2500 characters. Not together with a picture.
    pub fn with_negative_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().negative_prompt = Some(prompt.into());
        self
    }

    /// A picture to go by.
    pub fn with_picture(mut self, picture: impl Into<Picture>) -> Self {
        self.draft.picture(picture, picture_member(Product::ImageGeneration, "image"), |request, input| {
            request.image = Some(input)
        });
        self
    }

    /// What of the picture to keep: its subject, or the one face in it.
    pub fn with_reference(mut self, kind: impl Into<ImageReferenceKind>) -> Self {
        self.draft.request().image_reference = Some(kind.into());
        self
    }

    /// How closely to follow the picture, 0 to 1.
    pub fn with_image_fidelity(mut self, fidelity: f64) -> Self {
        self.draft.request().image_fidelity = Some(fidelity);
        self
    }

    /// How closely the face resembles the one in the picture, 0 to 1. Only with the reference `subject`.
    pub fn with_human_fidelity(mut self, fidelity: f64) -> Self {
        self.draft.request().human_fidelity = Some(fidelity);
        self
    }

    /// Elements that take part.
    pub fn with_elements(mut self, elements: impl IntoIterator<Item = ElementId>) -> Self {
        self.draft.request().element_list = element_references(elements);
        self
    }

    /// `1k` or `2k`.
    pub fn with_resolution(mut self, resolution: impl Into<ImageResolution>) -> Self {
        self.draft.request().resolution = Some(resolution.into());
        self
    }

    /// Width to height, such as `16:9`.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<ImageAspectRatio>) -> Self {
        self.draft.request().aspect_ratio = Some(aspect_ratio.into());
        self
    }

    /// How many pictures to make, 1 to 9. Each is paid for and holds one slot of the account's concurrency.
    pub fn with_count(mut self, count: u32) -> Self {
        self.draft.request().n = Some(count);
        self
    }
}

kling_runtime::front_door!(GenerateImage orders ImageGeneration with watermark);
