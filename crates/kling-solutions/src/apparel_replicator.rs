//! The front door of the apparel replicator.

use kling_models::{Product, Request};
use kling_runtime::unified::Output;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::{CreateOptions, MediaInput, UnifiedTaskCreated};
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::client::Solutions;
use crate::generated::types::{
    ClothingDupeContent, ClothingDupeContentType, ClothingDupeRequest, ClothingDupeSettings, SolutionAspectRatio,
    SolutionResolution,
};
use crate::items::{Rule, add_picture, check_items, check_media, count_chars, count_items, item};
use crate::options::review;

/// Videos of clothes after the model of another video, with pictures of the goods and of who wears them.
#[derive(Clone, Debug)]
pub struct ApparelReplicator;

item!(ClothingDupeContent names voice_id);

const RULES: &[Rule] = &[
    Rule::words("product_info", 1..=1, 2500),
    Rule::media("source_video", 1..=1),
    Rule::media("product_image", 1..=5),
    Rule::media("model_image", 0..=5),
    Rule::media("bgm", 0..=1),
    Rule::voice("voice", 0..=1),
];

impl Order for ApparelReplicator {
    type Desk = Solutions;
    type Item = Output;
    type Request = ClothingDupeRequest;
    type Options = CreateOptions;

    fn name() -> String {
        Product::ApparelReplicator.name().to_owned()
    }

    fn options(request: &mut ClothingDupeRequest) -> &mut CreateOptions {
        request.options.get_or_insert_default()
    }

    fn review(request: &ClothingDupeRequest) -> Result<Review, Error> {
        request.check()?;
        check_items(&request.contents, RULES)?;
        for item in &request.contents {
            if matches!(item.type_, ClothingDupeContentType::SourceVideo | ClothingDupeContentType::Bgm) {
                check_media(item.type_.as_str(), item.url.as_ref())?;
            }
        }
        let settings = request.settings.clone().unwrap_or_default();
        let mut uses = Request::new();
        uses.resolution = settings.resolution.as_ref().map(SolutionResolution::as_str);
        uses.aspect_ratio = settings.aspect_ratio.as_ref().map(SolutionAspectRatio::as_str);
        uses.images = count_items(&request.contents, "product_image") as u32;
        uses.voices = count_items(&request.contents, "voice") as u32;
        uses.prompt_chars = count_chars(&request.contents, "product_info");
        review(Product::ApparelReplicator, uses)
    }

    async fn create(desk: &Solutions, request: &ClothingDupeRequest) -> Result<UnifiedTaskCreated, Error> {
        desk.wire().create_clothing_dupe(request).await?.into_data()
    }
}

/// A video of clothes after the model of another video. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ReplicateApparel {
    draft: Draft<Ordered<ApparelReplicator>>,
}

impl Solutions {
    /// Makes a video of clothes after the model of another video (since 2026-08-18): 5 to 180 seconds, 24 frames per second. The
    /// result has pictures of the goods and of who wears them too.
    ///
    /// `info` says what the goods are, in at most 2500 characters. There are 1 to 5 pictures of them: PNG or JPEG, as an address also
    /// WebP; at most 50 MB, both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1. The video is given by its address:
    /// MP4 or MOV, at most 100 MB, 5 to 180 seconds, sides 576 to 4553 pixels, at most 8294400 pixels in all, width over height 0.4
    /// to 2, 24 to 60 frames per second.
    ///
    /// ```
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let video = "https://example.com/runway.mp4";
    /// let replica = solutions.replicate_apparel("a raincoat of waxed cotton", video, ["coat.png"]).with_voice("calm_sales_woman");
    /// let saved = replica.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn replicate_apparel<P: Into<Picture>>(
        &self,
        info: impl Into<String>,
        video_url: impl Into<String>,
        pictures: impl IntoIterator<Item = P>,
    ) -> ReplicateApparel {
        let mut product_info = ClothingDupeContent::new(ClothingDupeContentType::ProductInfo);
        product_info.text = Some(info.into());
        let mut video = ClothingDupeContent::new(ClothingDupeContentType::SourceVideo);
        video.url = Some(MediaInput::Url(video_url.into()));
        let request = ClothingDupeRequest::new([product_info, video]);
        let draft = Draft::new(Ordered::over(self.session()), request);
        ReplicateApparel { draft }.add_pictures(ClothingDupeContentType::ProductImage, pictures)
    }
}

fn contents(request: &mut ClothingDupeRequest) -> &mut Vec<ClothingDupeContent> {
    &mut request.contents
}

impl ReplicateApparel {
    fn settings(&mut self) -> &mut ClothingDupeSettings {
        self.draft.request().settings.get_or_insert_default()
    }

    fn add_pictures<P: Into<Picture>>(
        mut self,
        kind: ClothingDupeContentType,
        pictures: impl IntoIterator<Item = P>,
    ) -> Self {
        for picture in pictures {
            let item = ClothingDupeContent::new(kind.clone());
            add_picture(&mut self.draft, Product::ApparelReplicator, contents, picture, item);
        }
        self
    }

    /// Who wears them: up to 5 pictures, as those of the goods.
    pub fn with_wearers<P: Into<Picture>>(self, pictures: impl IntoIterator<Item = P>) -> Self {
        self.add_pictures(ClothingDupeContentType::ModelImage, pictures)
    }

    /// The address of music for the background: MP3, M4A or WAV, at most 50 MB, 5 seconds to 10 minutes. Without it the vendor's.
    pub fn with_music(mut self, url: impl Into<String>) -> Self {
        let mut item = ClothingDupeContent::new(ClothingDupeContentType::Bgm);
        item.url = Some(MediaInput::Url(url.into()));
        self.draft.request().contents.push(item);
        self
    }

    /// Who speaks: one of the solution's voices, such as `calm_sales_woman`. They are not those of text to speech.
    pub fn with_voice(mut self, voice: impl Into<String>) -> Self {
        let mut item = ClothingDupeContent::new(ClothingDupeContentType::Voice);
        item.voice_id = Some(voice.into());
        self.draft.request().contents.push(item);
        self
    }

    /// `720p` or `1080p`. The server's default is `720p`.
    pub fn with_resolution(mut self, resolution: impl Into<SolutionResolution>) -> Self {
        self.settings().resolution = Some(resolution.into());
        self
    }

    /// Width to height: `9:16`, `2:3`, `3:4`, `1:1`, `4:3`, `3:2`, `16:9` or `21:9`. What happens without it is not documented.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<SolutionAspectRatio>) -> Self {
        self.settings().aspect_ratio = Some(aspect_ratio.into());
        self
    }
}

kling_runtime::order_door!(ReplicateApparel orders ApparelReplicator, marks watermark_info);
