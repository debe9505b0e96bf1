//! The front door of AI Multi-Shot.

use kling_models::Product;
use kling_runtime::wire::MediaInput;
use kling_runtime::{Draft, Picture, Product as _};

use crate::MultiShot;
use crate::client::Assets;
use crate::generated::types::CreateMultiShotRequest;
use crate::products::picture_member;

/// One thing from other angles. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ShowAngles {
    draft: Draft<MultiShot>,
}

impl Assets {
    /// Shows what one frontal picture shows from other angles (AI Multi-Shot): three sets of three pictures, to choose the
    /// references of an element from. 20 units of the image pack (September 2026).
    ///
    /// PNG or JPEG, at most 10 MB, both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1.
    ///
    /// ```
    /// # async fn example(assets: kling_assets::Assets) -> Result<(), kling_runtime::Error> {
    /// let angles = assets.show_angles("front.png").send().await?.wait().await?;
    /// angles.save_to("angles").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn show_angles(&self, frontal: impl Into<Picture>) -> ShowAngles {
        let request = CreateMultiShotRequest::new(MediaInput::Url(String::new()));
        let mut draft = Draft::new(MultiShot::over(self.session()), request);
        draft.picture(frontal, picture_member(Product::MultiShot, "element_frontal_image"), |request, input| {
            request.element_frontal_image = input
        });
        ShowAngles { draft }
    }
}

kling_runtime::front_door!(ShowAngles orders MultiShot);
