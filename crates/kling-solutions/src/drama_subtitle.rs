//! The front door of drama subtitles.

use kling_models::{Product, Request};
use kling_runtime::check_address;
use kling_runtime::unified::Output;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::UnifiedTaskCreated;
use kling_runtime::{Draft, Error, Product as _, Review};

use crate::client::Solutions;
use crate::generated::types::{
    DramaSubtitleContent, DramaSubtitleContentType, DramaSubtitleOptions, DramaSubtitleRequest, DramaSubtitleSettings,
    SubtitleLanguage,
};
use crate::options::review;

/// The most words of a glossary.
const MOST_WORDS: usize = 200;

/// Short dramas in Chinese with English subtitles: a video that shows them, and the subtitles as SRT and ASS files.
#[derive(Clone, Debug)]
pub struct DramaSubtitle;

impl Order for DramaSubtitle {
    type Desk = Solutions;
    type Item = Output;
    type Request = DramaSubtitleRequest;
    type Options = DramaSubtitleOptions;

    fn name() -> String {
        Product::DramaSubtitle.name().to_owned()
    }

    fn options(request: &mut DramaSubtitleRequest) -> &mut DramaSubtitleOptions {
        request.options.get_or_insert_default()
    }

    fn review(request: &DramaSubtitleRequest) -> Result<Review, Error> {
        request.check()?;
        let of_kind = |kind| request.contents.iter().filter(move |item| item.type_ == kind);
        let mut videos = of_kind(DramaSubtitleContentType::SourceVideo);
        let (Some(video), None) = (videos.next(), videos.next()) else {
            return Err(Error::invalid_input("contents hold exactly one source_video"));
        };
        check_address("source_video", video.url.as_deref().unwrap_or_default())?;
        let words = of_kind(DramaSubtitleContentType::Glossary).count();
        if words > MOST_WORDS {
            return Err(Error::invalid_input(format!("the glossary has {words} words; at most 200 are allowed")));
        }
        let is_empty = |word: &Option<String>| word.as_deref().is_none_or(str::is_empty);
        if of_kind(DramaSubtitleContentType::Glossary).any(|word| is_empty(&word.source) || is_empty(&word.target)) {
            return Err(Error::invalid_input("a word of the glossary has no source or no target"));
        }
        review(Product::DramaSubtitle, Request::new())
    }

    async fn create(desk: &Solutions, request: &DramaSubtitleRequest) -> Result<UnifiedTaskCreated, Error> {
        desk.wire().create_drama_subtitle(request).await?.into_data()
    }
}

/// A short drama with subtitles. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct SubtitleDrama {
    draft: Draft<Ordered<DramaSubtitle>>,
}

impl Solutions {
    /// Writes English subtitles into a short drama in Chinese. Known from the edition of mainland China only.
    ///
    /// The video is given by its address: at most 500 MB and 300 seconds, with pictures and sound. Its callback comes once, when the
    /// task has ended.
    ///
    /// ```
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let drama = solutions.subtitle_drama("https://example.com/episode.mp4").with_glossary([("师父", "Master")]);
    /// let saved = drama.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn subtitle_drama(&self, video_url: impl Into<String>) -> SubtitleDrama {
        let mut video = DramaSubtitleContent::new(DramaSubtitleContentType::SourceVideo);
        video.url = Some(video_url.into());
        SubtitleDrama { draft: Draft::new(Ordered::over(self.session()), DramaSubtitleRequest::new([video])) }
    }
}

impl SubtitleDrama {
    fn settings(&mut self) -> &mut DramaSubtitleSettings {
        self.draft.request().settings.get_or_insert_default()
    }

    /// How to translate certain words: up to 200, each in 1 to 100 characters of Chinese and of English.
    pub fn with_glossary<S: Into<String>, T: Into<String>>(mut self, words: impl IntoIterator<Item = (S, T)>) -> Self {
        for (source, target) in words {
            let mut item = DramaSubtitleContent::new(DramaSubtitleContentType::Glossary);
            item.source = Some(source.into());
            item.target = Some(target.into());
            self.draft.request().contents.push(item);
        }
        self
    }

    /// Characters to read per second, 10 to 20. The server's default is 17.
    pub fn with_characters_per_second(mut self, characters: u32) -> Self {
        self.settings().target_cps = Some(characters);
        self
    }

    /// The language of the subtitles. Only `en` is known.
    pub fn with_language(mut self, language: impl Into<SubtitleLanguage>) -> Self {
        self.settings().target_language = Some(language.into());
        self
    }

    /// Space below the subtitles, 1 to 4096, in a unit that is not documented. By itself 340 in upright videos and 80 in wide ones.
    pub fn with_bottom_margin(mut self, margin: u32) -> Self {
        self.settings().margin_v = Some(margin);
        self
    }

    /// Size of the letters, 1 to 512, in a unit that is not documented. By itself 60 in upright videos and 56 in wide ones.
    pub fn with_font_size(mut self, size: u32) -> Self {
        self.settings().font_size = Some(size);
        self
    }
}

kling_runtime::order_door!(SubtitleDrama orders DramaSubtitle);
