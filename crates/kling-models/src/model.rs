//! Models: their names, and when they came and went.

use core::fmt;

use crate::{Pack, Standard};

/// Why a model is taken for retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetirementBasis {
    /// The vendor announced the date on its pages; one source.
    Announced,
    /// The service refused it as discontinued; the date says when that was seen.
    Refused,
    /// The vendor's price list of that date has no row for it any more. Nobody says that it retired.
    Unlisted,
}

/// When and how it is known that a model retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Retirement {
    /// A day or a month: `2026-09-15`, `2026-09`.
    pub date: &'static str,
    /// Why it is taken for retired.
    pub basis: RetirementBasis,
}

impl fmt::Display for Retirement {
    /// The end of a sentence that begins with the model: `was announced to retire on 2026-09-15`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date;
        match self.basis {
            RetirementBasis::Announced => write!(f, "was announced to retire on {date}"),
            RetirementBasis::Refused => write!(f, "is discontinued: the service was seen to refuse it in {date}"),
            RetirementBasis::Unlisted => write!(f, "may be retired: it is missing from the price list of {date}"),
        }
    }
}

/// A model. The same name can be an image model and a video model, with different fates: the pack tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Model {
    /// The pack that pays for it, which tells what it makes.
    pub pack: Pack,
    /// What the vendor calls it in prose.
    pub title: &'static str,
    /// The value of `model_name` under `/v1`; `None` where it has none.
    pub v1_name: Option<&'static str>,
    /// The path segment of the newer standard; `None` where it has none.
    pub tasks_name: Option<&'static str>,
    /// The day it came, where that is known: `2026-02-25`.
    pub since: Option<&'static str>,
    /// Its retirement; `None` while it is on offer.
    pub retirement: Option<Retirement>,
    /// The `model_name` of the model that takes its place.
    pub successor: Option<&'static str>,
}

impl Model {
    /// Its name in a standard. Solutions name no model.
    pub const fn name(&self, standard: Standard) -> Option<&'static str> {
        match standard {
            Standard::V1 => self.v1_name,
            Standard::Tasks => self.tasks_name,
            Standard::Solutions => None,
        }
    }

    const fn v1(pack: Pack, title: &'static str, name: &'static str) -> Self {
        Self { pack, title, v1_name: Some(name), tasks_name: None, since: None, retirement: None, successor: None }
    }

    const fn tasks(mut self, name: &'static str) -> Self {
        self.tasks_name = Some(name);
        self
    }

    const fn since(mut self, date: &'static str) -> Self {
        self.since = Some(date);
        self
    }

    const fn retired(mut self, basis: RetirementBasis, date: &'static str, successor: &'static str) -> Self {
        self.retirement = Some(Retirement { date, basis });
        self.successor = Some(successor);
        self
    }
}

use Pack::{Image, TryOn, Video};
use RetirementBasis::{Announced, Refused, Unlisted};

/// Every model, oldest first among its pack.
///
/// Retirements: model pages announced the end of Image 1.5, Image 2.0, Video 1.6 and Video 2.1 for 15 September 2026; `kling-v1` was
/// refused in September 2026; the price list of 20 September 2026 has no row for the others. Successors of announced models are the
/// vendor's; the rest follow from them.
pub const MODELS: &[Model] = &[
    Model::v1(Image, "Image 1.0", "kling-v1").retired(Refused, "2026-09", "kling-v2-1"),
    Model::v1(Image, "Image 1.5", "kling-v1-5").retired(Announced, "2026-09-15", "kling-v2-1"),
    Model::v1(Image, "Image 2.0", "kling-v2").retired(Announced, "2026-09-15", "kling-v2-1"),
    Model::v1(Image, "Image 2.0 new", "kling-v2-new").retired(Unlisted, "2026-09-20", "kling-v2-1"),
    Model::v1(Image, "Image 2.1", "kling-v2-1"),
    Model::v1(Image, "Image O1", "kling-image-o1").since("2025-12-15"),
    Model::v1(Image, "Image 3.0", "kling-v3").since("2026-02-25"),
    Model::v1(Image, "Image 3.0 Omni", "kling-v3-omni").since("2026-02-25"),
    Model::v1(TryOn, "Virtual Try-On 1", "kolors-virtual-try-on-v1").since("2024-09-19"),
    Model::v1(TryOn, "Virtual Try-On 1.5", "kolors-virtual-try-on-v1-5").since("2024-12-30"),
    Model::v1(Video, "Video 1.0", "kling-v1").retired(Refused, "2026-09", "kling-v2-5-turbo"),
    Model::v1(Video, "Video 1.5", "kling-v1-5").retired(Unlisted, "2026-09-20", "kling-v2-5-turbo"),
    Model::v1(Video, "Video 1.6", "kling-v1-6").retired(Announced, "2026-09-15", "kling-v2-5-turbo"),
    Model::v1(Video, "Video 2.0 Master", "kling-v2-master").retired(Unlisted, "2026-09-20", "kling-v2-6"),
    Model::v1(Video, "Video 2.1", "kling-v2-1").retired(Announced, "2026-09-15", "kling-v2-5-turbo"),
    Model::v1(Video, "Video 2.1 Master", "kling-v2-1-master").retired(Unlisted, "2026-09-20", "kling-v2-6"),
    Model::v1(Video, "Kling 2.5 Turbo", "kling-v2-5-turbo").tasks("kling-2.5-turbo"),
    Model::v1(Video, "Kling 2.6", "kling-v2-6").tasks("kling-2.6").since("2025-12-15"),
    Model::v1(Video, "Kling O1", "kling-video-o1").tasks("kling-o1").since("2025-12-15"),
    Model::v1(Video, "Kling 3.0", "kling-v3").tasks("kling-3.0").since("2026-02-25"),
    Model::v1(Video, "Kling 3.0 Omni", "kling-v3-omni").tasks("kling-3.0-omni").since("2026-02-25"),
    Model {
        pack: Video,
        title: "Kling 3.0 Turbo",
        v1_name: None,
        tasks_name: Some("kling-3.0-turbo"),
        since: Some("2026-06-17"),
        retirement: None,
        successor: None,
    },
];

/// The model of this name, in either standard's spelling.
///
/// ```
/// use kling_models::{Pack, find_model};
///
/// assert_eq!(find_model(Pack::Video, "kling-v3").and_then(|model| model.tasks_name), Some("kling-3.0"));
/// let video = find_model(Pack::Video, "kling-v2-1").expect("a known model");
/// let image = find_model(Pack::Image, "kling-v2-1").expect("a known model");
/// assert!(video.retirement.is_some() && image.retirement.is_none());
/// ```
pub fn find_model(pack: Pack, name: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.pack == pack && (model.v1_name == Some(name) || model.tasks_name == Some(name)))
}
