//! The front door of virtual try-on 3.0.

use kling_models::{Product, Request};
use kling_runtime::check_address;
use kling_runtime::unified::Image;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::UnifiedTaskCreated;
use kling_runtime::{Draft, Error, Product as _, Review};

use crate::client::Solutions;
use crate::generated::types::{
    SolutionOptions, VirtualTryOn3Content, VirtualTryOn3ContentType, VirtualTryOn3Request, VirtualTryOn3Settings,
};
use crate::options::review;

/// A person in other clothes.
#[derive(Clone, Debug)]
pub struct VirtualTryOn3;

impl Order for VirtualTryOn3 {
    type Desk = Solutions;
    type Item = Image;
    type Request = VirtualTryOn3Request;
    type Options = SolutionOptions;

    fn name() -> String {
        Product::VirtualTryOn3.name().to_owned()
    }

    fn options(request: &mut VirtualTryOn3Request) -> &mut SolutionOptions {
        request.options.get_or_insert_default()
    }

    fn review(request: &VirtualTryOn3Request) -> Result<Review, Error> {
        request.check()?;
        for kind in [VirtualTryOn3ContentType::ProductImage, VirtualTryOn3ContentType::PersonImage] {
            let mut pictures = request.contents.iter().filter(|item| item.type_ == kind);
            let (Some(picture), None) = (pictures.next(), pictures.next()) else {
                return Err(Error::invalid_input(format!("contents hold exactly one {kind}")));
            };
            check_address(kind.as_str(), &picture.url)?;
        }
        let mut uses = Request::new();
        uses.images = 1;
        review(Product::VirtualTryOn3, uses)
    }

    async fn create(desk: &Solutions, request: &VirtualTryOn3Request) -> Result<UnifiedTaskCreated, Error> {
        desk.wire().create_virtual_try_on_3(request).await?.into_data()
    }
}

/// A person in other clothes. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct TryOn {
    draft: Draft<Ordered<VirtualTryOn3>>,
}

impl Solutions {
    /// Puts a garment on a person (since 2026-09-15). Clothes only: no shoes, bags and accessories. The result has the size of the
    /// picture of the person.
    ///
    /// Both pictures are given by their addresses: JPEG, PNG or WebP, at most 10 MB, the longer side at most 2048 pixels, the
    /// shorter one more than 300. The garment lies flat, is on a mannequin, before white, or worn; the person is alone, seen from
    /// the front or three quarters.
    ///
    /// ```
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let try_on = solutions.try_on("https://example.com/coat.webp", "https://example.com/mia.png").with_pose_kept(false);
    /// let saved = try_on.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_on(&self, garment_url: impl Into<String>, person_url: impl Into<String>) -> TryOn {
        let request = VirtualTryOn3Request::new([
            VirtualTryOn3Content::new(VirtualTryOn3ContentType::ProductImage, garment_url),
            VirtualTryOn3Content::new(VirtualTryOn3ContentType::PersonImage, person_url),
        ]);
        TryOn { draft: Draft::new(Ordered::over(self.session()), request) }
    }
}

impl TryOn {
    /// Whether the face is kept. The server's default is that it is.
    pub fn with_face_kept(mut self, is_kept: bool) -> Self {
        self.settings().keep_face = Some(is_kept);
        self
    }

    /// Whether the pose is kept. The server's default is that it is.
    pub fn with_pose_kept(mut self, is_kept: bool) -> Self {
        self.settings().keep_pose = Some(is_kept);
        self
    }

    /// Whether the background is kept. The server's default is that it is.
    pub fn with_background_kept(mut self, is_kept: bool) -> Self {
        self.settings().keep_background = Some(is_kept);
        self
    }

    fn settings(&mut self) -> &mut VirtualTryOn3Settings {
        self.draft.request().settings.get_or_insert_default()
    }
}

kling_runtime::order_door!(TryOn orders VirtualTryOn3, marks watermark);
