//! The front door of virtual try-on.

use kling_models::Product;
use kling_runtime::{Draft, Picture, Product as _};

use crate::VirtualTryOn;
use crate::client::Images;
use crate::generated::types::VirtualTryOnRequest;
use crate::products::picture_member;

/// A person and a garment. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// There is no prompt, no count, no shape, no resolution and no watermark. Units come from try-on packs.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct TryOn {
    draft: Draft<VirtualTryOn>,
}

impl Images {
    /// Dresses the person of one picture in the garment of the other.
    ///
    /// Both are PNG or JPEG of at most 10 MB with sides of at least 300 pixels, in any shape. The garment is a
    /// product photo or on white: an upper part, a lower part or a dress. `kolors-virtual-try-on-v1-5` also takes an upper and a
    /// lower part merged into one picture; other pairs fail.
    ///
    /// ```
    /// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
    /// let order = images.try_on("person.jpg", "dress.jpg").with_model("kolors-virtual-try-on-v1-5");
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_on(&self, person: impl Into<Picture>, garment: impl Into<Picture>) -> TryOn {
        // Both are filled in when the files are read.
        let request = VirtualTryOnRequest::new(Vec::new(), Vec::new());
        let mut draft = Draft::new(VirtualTryOn::over(self.session()), request);
        draft.picture(person, picture_member(Product::VirtualTryOn, "human_image"), |request, input| {
            request.human_image = input
        });
        draft.picture(garment, picture_member(Product::VirtualTryOn, "cloth_image"), |request, input| {
            request.cloth_image = input
        });
        TryOn { draft }
    }
}

impl TryOn {
    /// The model: `kolors-virtual-try-on-v1`, which the server takes without one, or `kolors-virtual-try-on-v1-5`.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }
}

kling_runtime::front_door!(TryOn orders VirtualTryOn);
