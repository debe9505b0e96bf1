//! The front door of video commerce: somebody speaks, or presents goods.

use kling_models::{Product, Request};
use kling_runtime::unified::Video;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::UnifiedTaskCreated;
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::client::Solutions;
use crate::generated::types::{
    SolutionAspectRatio, SolutionOptions, SolutionResolution, TalkingAgentContent, TalkingAgentContentType,
    TalkingAgentRequest, TalkingAgentSettings,
};
use crate::items::{Rule, add_picture, check_items, count_chars, count_items, item};
use crate::options::review;

/// Videos in which somebody speaks, perhaps about goods.
#[derive(Clone, Debug)]
pub struct VideoCommerce;

item!(TalkingAgentContent);

/// What there is of every video.
const PRESENTER: &[Rule] = &[
    Rule::media("avatar_image", 0..=1),
    Rule::words("avatar_id", 0..=1, 128),
    Rule::words("speech_script", 1..=1, 2000),
];
/// What there is of a video about goods.
const GOODS: &[Rule] = &[
    Rule::media("ref_image", 1..=5),
    Rule::words("goods_title", 1..=1, 500),
    Rule::words("goods_price", 0..=1, 256),
    Rule::words("goods_target_audience", 0..=20, 200),
    Rule::words("goods_selling_point", 0..=20, 500),
];
const SPEECH_RATES: [f64; 3] = [0.8, 1.0, 1.2];
/// Documented for this create alone.
const LONGEST_CALLBACK_URL: usize = 1024;

const GOODS_KINDS: [&str; 5] =
    ["ref_image", "goods_title", "goods_price", "goods_target_audience", "goods_selling_point"];

impl Order for VideoCommerce {
    type Desk = Solutions;
    type Item = Video;
    type Request = TalkingAgentRequest;
    type Options = SolutionOptions;

    fn name() -> String {
        Product::VideoCommerce.name().to_owned()
    }

    fn options(request: &mut TalkingAgentRequest) -> &mut SolutionOptions {
        request.options.get_or_insert_default()
    }

    fn review(request: &TalkingAgentRequest) -> Result<Review, Error> {
        request.check()?;
        let settings = request.settings.clone().unwrap_or_default();
        check_items(&request.contents, PRESENTER)?;
        let has_picture = count_items(&request.contents, "avatar_image") == 1;
        match (has_picture, count_items(&request.contents, "avatar_id") == 1, &settings.voice_id) {
            (true, true, _) | (false, false, _) => {
                return Err(Error::invalid_input("contents hold exactly one of avatar_image and avatar_id"));
            }
            (true, false, None) => return Err(Error::invalid_input("an avatar_image needs a voice_id")),
            (false, true, Some(_)) => {
                return Err(Error::invalid_input("an avatar_id has its own voice: it goes with no voice_id"));
            }
            _ => {}
        }
        let has_goods = GOODS_KINDS.iter().any(|kind| count_items(&request.contents, kind) > 0);
        if has_goods {
            check_items(&request.contents, GOODS)?;
        }
        if let Some(rate) = settings.speech_rate {
            if has_goods {
                return Err(Error::invalid_input("speech_rate goes with no goods"));
            }
            if !SPEECH_RATES.contains(&rate) {
                return Err(Error::invalid_input(format!("speech_rate is {rate}; allowed is 0.8, 1.0 or 1.2")));
            }
        }
        let callback = request.options.as_ref().and_then(|options| options.callback_url.as_deref());
        if let Some(length) = callback.map(|url| url.chars().count()).filter(|length| *length > LONGEST_CALLBACK_URL) {
            return Err(Error::invalid_input(format!(
                "callback_url has {length} characters; at most 1024 are allowed"
            )));
        }
        let mut uses = Request::new();
        uses.resolution = settings.resolution.as_ref().map(SolutionResolution::as_str);
        uses.aspect_ratio = settings.aspect_ratio.as_ref().map(SolutionAspectRatio::as_str);
        uses.images = count_items(&request.contents, "ref_image") as u32;
        uses.voices = u32::from(settings.voice_id.is_some());
        uses.prompt_chars = count_chars(&request.contents, "speech_script");
        review(Product::VideoCommerce, uses)
    }

    async fn create(desk: &Solutions, request: &TalkingAgentRequest) -> Result<UnifiedTaskCreated, Error> {
        desk.wire().create_talking_agent(request).await?.into_data()
    }
}

/// Who speaks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Presenter {
    /// One of the vendor's avatars, such as `avatar_oliver_male`, with its own voice.
    Avatar(String),
    /// A person of one's own.
    Picture {
        /// The person. PNG or JPEG, as an address also WebP; at most 50 MB, both sides at least 300 pixels, width over height from
        /// 1:2.5 to 2.5:1.
        picture: Picture,
        /// One of the solution's voices, such as `female_warm_rich`. They are not those of text to speech.
        voice: String,
    },
}

impl Presenter {
    /// One of the vendor's avatars.
    pub fn from_avatar(id: impl Into<String>) -> Self {
        Self::Avatar(id.into())
    }

    /// A person of one's own, and one of the solution's voices.
    pub fn from_picture(picture: impl Into<Picture>, voice: impl Into<String>) -> Self {
        Self::Picture { picture: picture.into(), voice: voice.into() }
    }
}

/// The goods that are presented.
#[derive(Clone, Debug)]
pub struct Goods {
    title: String,
    pictures: Vec<Picture>,
    words: Vec<(TalkingAgentContentType, String)>,
}

impl Goods {
    /// What they are called, in at most 500 characters, and 1 to 5 pictures of them. The pictures are as for [`Presenter`].
    pub fn new<P: Into<Picture>>(title: impl Into<String>, pictures: impl IntoIterator<Item = P>) -> Self {
        Self { title: title.into(), pictures: pictures.into_iter().map(Into::into).collect(), words: Vec::new() }
    }

    /// What they cost, in at most 256 characters.
    #[must_use]
    pub fn with_price(self, price: impl Into<String>) -> Self {
        self.with_words(TalkingAgentContentType::GoodsPrice, price.into())
    }

    /// Whom they are for, in at most 200 characters. Up to 20 of these.
    #[must_use]
    pub fn with_target_audience(self, audience: impl Into<String>) -> Self {
        self.with_words(TalkingAgentContentType::GoodsTargetAudience, audience.into())
    }

    /// What is good about them, in at most 500 characters. Up to 20 of these.
    #[must_use]
    pub fn with_selling_point(self, point: impl Into<String>) -> Self {
        self.with_words(TalkingAgentContentType::GoodsSellingPoint, point.into())
    }

    fn with_words(mut self, kind: TalkingAgentContentType, words: String) -> Self {
        self.words.push((kind, words));
        self
    }
}

/// A video in which somebody speaks. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct Present {
    draft: Draft<Ordered<VideoCommerce>>,
}

impl Solutions {
    /// Makes a video in which somebody says a script of at most 2000 characters, which decides its length. With
    /// [`Present::with_goods`] it presents goods. Video commerce, since 2026-09-07.
    ///
    /// ```
    /// use kling_solutions::{Goods, Presenter};
    ///
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let goods = Goods::new("Harbour raincoat", ["coat.png"]).with_price("89 USD").with_selling_point("keeps the rain out");
    /// let presenter = Presenter::from_picture("mia.png", "female_warm_rich");
    /// let video = solutions.present(presenter, "This coat keeps the rain out.").with_goods(goods);
    /// let saved = video.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn present(&self, presenter: Presenter, script: impl Into<String>) -> Present {
        let request = TalkingAgentRequest::new(Vec::new());
        let mut present = Present { draft: Draft::new(Ordered::over(self.session()), request) };
        match presenter {
            Presenter::Avatar(id) => present.add_words(TalkingAgentContentType::AvatarId, id),
            Presenter::Picture { picture, voice } => {
                present.add_picture(TalkingAgentContentType::AvatarImage, picture);
                present.settings().voice_id = Some(voice);
            }
        }
        present.add_words(TalkingAgentContentType::SpeechScript, script.into());
        present
    }
}

fn contents(request: &mut TalkingAgentRequest) -> &mut Vec<TalkingAgentContent> {
    &mut request.contents
}

impl Present {
    fn settings(&mut self) -> &mut TalkingAgentSettings {
        self.draft.request().settings.get_or_insert_default()
    }

    fn add_picture(&mut self, kind: TalkingAgentContentType, picture: Picture) {
        add_picture(&mut self.draft, Product::VideoCommerce, contents, picture, TalkingAgentContent::new(kind));
    }

    fn add_words(&mut self, kind: TalkingAgentContentType, words: String) {
        let mut item = TalkingAgentContent::new(kind);
        item.text = Some(words);
        self.draft.request().contents.push(item);
    }

    /// The goods to present.
    pub fn with_goods(mut self, goods: Goods) -> Self {
        for picture in goods.pictures {
            self.add_picture(TalkingAgentContentType::RefImage, picture);
        }
        self.add_words(TalkingAgentContentType::GoodsTitle, goods.title);
        for (kind, words) in goods.words {
            self.add_words(kind, words);
        }
        self
    }

    /// `720p` or `1080p`. The server's default is `720p`.
    pub fn with_resolution(mut self, resolution: impl Into<SolutionResolution>) -> Self {
        self.settings().resolution = Some(resolution.into());
        self
    }

    /// Width to height: `9:16` or `16:9`. The server's default is `9:16`.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<SolutionAspectRatio>) -> Self {
        self.settings().aspect_ratio = Some(aspect_ratio.into());
        self
    }

    /// Whether the script may be polished. The server's default is that it may not.
    pub fn with_polish(mut self, is_allowed: bool) -> Self {
        self.settings().allow_polish = Some(is_allowed);
        self
    }

    /// How many times as fast as usual to speak: 0.8, 1.0 or 1.2. Not together with goods.
    pub fn with_speech_rate(mut self, times: f64) -> Self {
        self.settings().speech_rate = Some(times);
        self
    }

    /// What the person does, in at most 2500 characters.
    pub fn with_action(mut self, prompt: impl Into<String>) -> Self {
        self.settings().action_prompt = Some(prompt.into());
        self
    }

    /// Whether there is music in the background. The server's default is that there is none.
    pub fn with_music(mut self, music: bool) -> Self {
        self.settings().bgm_enabled = Some(music);
        self
    }
}

kling_runtime::order_door!(Present orders VideoCommerce, marks watermark);
