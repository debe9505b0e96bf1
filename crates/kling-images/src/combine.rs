//! The front door of pictures made from reference pictures.

use kling_models::Product;
use kling_runtime::{Draft, Picture, Product as _};

use crate::ReferenceImage;
use crate::client::Images;
use crate::generated::types::{ImageAspectRatio, ReferenceImageRequest, SubjectImage};
use crate::products::picture_member;

/// Subjects that come together in one picture. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// Every picture is PNG or JPEG, at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1. The size of the result cannot be
/// chosen.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct CombineSubjects {
    draft: Draft<ReferenceImage>,
}

impl Images {
    /// Makes pictures of one to four subjects together.
    ///
    /// The API does not crop: each picture should show its subject and little else.
    ///
    /// ```
    /// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
    /// let order = images.combine(["cat.png", "coat.png"]).with_prompt("the cat wears the coat").with_scene("meadow.jpg");
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn combine(&self, subjects: impl IntoIterator<Item = impl Into<Picture>>) -> CombineSubjects {
        let mut draft = Draft::new(ReferenceImage::over(self.session()), ReferenceImageRequest::new(Vec::new()));
        for subject in subjects {
            draft.picture(subject, picture_member(Product::ReferenceImage, "subject_image"), |request, input| {
                request.subject_image_list.push(SubjectImage::new(input));
            });
        }
        CombineSubjects { draft }
    }
}

impl CombineSubjects {
    /// The model, such as `kling-v2-1`. Without one the server chooses, and its choice has changed from edition to edition.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What the picture should show, in at most 2500 characters.
    pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().prompt = Some(prompt.into());
        self
    }

    /// A picture of the place in which the subjects come together.
    pub fn with_scene(mut self, picture: impl Into<Picture>) -> Self {
        self.draft.picture(picture, picture_member(Product::ReferenceImage, "scene_image"), |request, input| {
            request.scene_image = Some(input)
        });
        self
    }

    /// A picture that shows the style.
    pub fn with_style(mut self, picture: impl Into<Picture>) -> Self {
        self.draft.picture(picture, picture_member(Product::ReferenceImage, "style_image"), |request, input| {
            request.style_image = Some(input)
        });
        self
    }

    /// Width to height, such as `16:9`, which the server takes without one.
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

kling_runtime::front_door!(CombineSubjects orders ReferenceImage with watermark);
