//! The front door of omni images.

use kling_models::Product;
use kling_runtime::wire::SeriesAmount;
use kling_runtime::{Draft, ElementId, Picture, Product as _, element_references};

use crate::OmniImage;
use crate::client::Images;
use crate::generated::types::{ImageAspectRatio, ImageResolution, ImageResultType, OmniImageInput, OmniImageRequest};
use crate::products::picture_member;

/// Pictures from words that name pictures and elements. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
///
/// Pictures and elements are at most 10 together.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateOmniImage {
    draft: Draft<OmniImage>,
}

impl Images {
    /// Makes pictures from words that may name pictures and elements: at most 2500 characters.
    ///
    /// The first picture is `<<<image_1>>>` in the prompt, the first element `<<<element_1>>>`. There is no negative prompt: the
    /// prompt also says what not to show.
    ///
    /// ```
    /// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
    /// let order = images.omni("Tell a day of the cat in <<<image_1>>>").with_model("kling-v3-omni");
    /// let task = order.with_picture("cat.jpg").with_series(4).with_resolution("2k").send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn omni(&self, prompt: impl Into<String>) -> GenerateOmniImage {
        GenerateOmniImage { draft: Draft::new(OmniImage::over(self.session()), OmniImageRequest::new(prompt)) }
    }
}

impl GenerateOmniImage {
    /// The model: `kling-image-o1`, which the server takes without one, or `kling-v3-omni`.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// Adds a picture for the prompt to name: PNG or JPEG, at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
    pub fn with_picture(mut self, picture: impl Into<Picture>) -> Self {
        self.draft.picture(picture, picture_member(Product::OmniImage, "image"), |request, input| {
            request.image_list.push(OmniImageInput::new(input))
        });
        self
    }

    /// The elements for the prompt to name. Only elements made of pictures take part.
    pub fn with_elements(mut self, elements: impl IntoIterator<Item = ElementId>) -> Self {
        self.draft.request().element_list = element_references(elements);
        self
    }

    /// Pictures that belong together, instead of pictures that stand alone: 2 to 9, or as many as the model finds right.
    ///
    /// Only `kling-v3-omni` makes them, and only with at least one picture to go by.
    pub fn with_series(mut self, pictures: impl Into<SeriesAmount>) -> Self {
        let request = self.draft.request();
        request.result_type = Some(ImageResultType::Series);
        request.series_amount = Some(pictures.into());
        self
    }

    /// `1k`, `2k`, or with `kling-v3-omni` also `4k`.
    pub fn with_resolution(mut self, resolution: impl Into<ImageResolution>) -> Self {
        self.draft.request().resolution = Some(resolution.into());
        self
    }

    /// Width to height, such as `16:9`. With `auto`, which the server takes without one, the model chooses.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<ImageAspectRatio>) -> Self {
        self.draft.request().aspect_ratio = Some(aspect_ratio.into());
        self
    }

    /// How many pictures to make, 1 to 9. Each is paid for and holds one slot of the account's concurrency. The server is said to
    /// ignore it for a series.
    pub fn with_count(mut self, count: u32) -> Self {
        self.draft.request().n = Some(count);
        self
    }
}

kling_runtime::front_door!(GenerateOmniImage orders OmniImage with watermark);
