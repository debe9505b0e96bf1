//! The front door of the goods studio.

use std::time::Duration;

use kling_models::{Product, Request};
use kling_runtime::unified::Video;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::UnifiedTaskCreated;
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::client::Solutions;
use crate::generated::types::{
    GoodsStudioContent, GoodsStudioContentType, GoodsStudioRequest, GoodsStudioSettings, SolutionOptions,
};
use crate::items::{Rule, add_picture, check_items, count_chars, count_items, item};
use crate::options::review;

/// Videos of goods from pictures of them.
#[derive(Clone, Debug)]
pub struct GoodsStudio;

item!(GoodsStudioContent);

const RULES: &[Rule] = &[
    Rule::media("ref_image", 1..=5),
    Rule::words("goods_title", 1..=1, 200),
    Rule::words("goods_description", 0..=1, 2000),
];

impl Order for GoodsStudio {
    type Desk = Solutions;
    type Item = Video;
    type Request = GoodsStudioRequest;
    type Options = SolutionOptions;

    fn name() -> String {
        Product::GoodsStudio.name().to_owned()
    }

    fn options(request: &mut GoodsStudioRequest) -> &mut SolutionOptions {
        request.options.get_or_insert_default()
    }

    fn review(request: &GoodsStudioRequest) -> Result<Review, Error> {
        request.check()?;
        check_items(&request.contents, RULES)?;
        let mut uses = Request::new();
        uses.resolution = Some(request.settings.resolution.as_str());
        uses.aspect_ratio = Some(request.settings.aspect_ratio.as_str());
        uses.duration = Some(Duration::from_secs(request.settings.duration.into()));
        uses.images = count_items(&request.contents, "ref_image") as u32;
        uses.prompt_chars = count_chars(&request.contents, "goods_description");
        review(Product::GoodsStudio, uses)
    }

    async fn create(desk: &Solutions, request: &GoodsStudioRequest) -> Result<UnifiedTaskCreated, Error> {
        desk.wire().create_goods_studio(request).await?.into_data()
    }
}

/// A video of goods from pictures of them. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ShowGoods {
    draft: Draft<Ordered<GoodsStudio>>,
}

impl Solutions {
    /// Makes a video of goods from 1 to 5 pictures of them (since 2026-08-21). `title` has at most 200 characters.
    ///
    /// Pictures are PNG or JPEG, as an address also WebP; at most 50 MB, both sides at least 300 pixels, width over height from 1:2.5
    /// to 2.5:1. The settings have no defaults: `720p` or `1080p`; `9:16`, `1:1` or `16:9`; 15, 30 or 60 seconds.
    ///
    /// ```
    /// use kling_solutions::GoodsStudioSettings;
    ///
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let settings = GoodsStudioSettings::new("720p", "1:1", 30_u32);
    /// let task = solutions.show_goods("Copper kettle", ["kettle.png"], settings).with_description("It sings.").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn show_goods<P: Into<Picture>>(
        &self,
        title: impl Into<String>,
        pictures: impl IntoIterator<Item = P>,
        settings: GoodsStudioSettings,
    ) -> ShowGoods {
        let mut draft = Draft::new(Ordered::over(self.session()), GoodsStudioRequest::new(Vec::new(), settings));
        for picture in pictures {
            let item = GoodsStudioContent::new(GoodsStudioContentType::RefImage);
            add_picture(&mut draft, Product::GoodsStudio, contents, picture, item);
        }
        ShowGoods { draft }.add_words(GoodsStudioContentType::GoodsTitle, title.into())
    }
}

fn contents(request: &mut GoodsStudioRequest) -> &mut Vec<GoodsStudioContent> {
    &mut request.contents
}

impl ShowGoods {
    fn add_words(mut self, kind: GoodsStudioContentType, words: String) -> Self {
        let mut item = GoodsStudioContent::new(kind);
        item.text = Some(words);
        self.draft.request().contents.push(item);
        self
    }

    /// More about the goods, in at most 2000 characters.
    pub fn with_description(self, description: impl Into<String>) -> Self {
        self.add_words(GoodsStudioContentType::GoodsDescription, description.into())
    }
}

kling_runtime::order_door!(ShowGoods orders GoodsStudio, marks watermark);
