//! What each model of each product can do.

use crate::{
    Confidence, Durations, Product, Standard, Support, Tier, TierField, Use, Uses, assets, audio, images, solutions,
    tasks, videos,
};

/// How many of something are allowed, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Range {
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
}

impl Range {
    /// From the fewest to the most, both included.
    pub const fn new(min: u32, max: u32) -> Self {
        Self { min, max }
    }

    /// Whether so many are allowed.
    pub const fn contains(self, count: u32) -> bool {
        self.min <= count && count <= self.max
    }
}

/// Whether a model makes sound together with the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SoundSupport {
    /// It does not.
    Never,
    /// Sources disagree.
    Doubtful,
    /// When it is asked to, in at least one grade.
    Optional,
    /// Always; no field turns it off.
    Always,
}

/// What one model of one product can do in one standard. The table is [`CAPABILITIES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Capability {
    /// The product.
    pub product: Product,
    /// The standard.
    pub standard: Standard,
    /// The model: the value of `model_name`, or the last segment of the path. `None` where no model can be named.
    pub model: Option<&'static str>,
    /// The field that chooses a grade.
    pub tier_field: TierField,
    /// The grades; never empty.
    pub tiers: &'static [Tier],
    /// The place in `tiers` of the grade that the server takes when none is named; `None` where it must be named or follows from an
    /// input.
    pub default_tier: Option<usize>,
    /// The length in seconds that the server takes when none is named.
    pub default_seconds: Option<u32>,
    /// The shapes, width to height. Empty: there is no such field.
    pub aspect_ratios: &'static [&'static str],
    /// Whether sound comes with every result, and no field turns it off.
    pub always_has_sound: bool,
    /// How many input pictures besides frames; `None` where none can be sent.
    pub images: Option<Range>,
    /// The most elements.
    pub max_elements: u32,
    /// The most voices.
    pub max_voices: u32,
    /// The most characters of the prompt; `None` where there is none.
    pub max_prompt_chars: Option<usize>,
    /// The most characters of the prompt that the vendor advises, where that is fewer.
    pub advised_prompt_chars: Option<usize>,
    /// How many results one request can ask for; `None` where there is no such field.
    pub count: Option<Range>,
    /// The camera movements; empty where there are none.
    pub camera_controls: &'static [&'static str],
    /// How sure the row is. When it is not confirmed, nothing in it refuses.
    pub confidence: Confidence,
    /// The month of the documents it was taken from.
    pub edition: &'static str,
    /// What is doubtful about it, or good to know.
    pub note: Option<&'static str>,
}

impl Capability {
    pub(crate) const fn new(product: Product, standard: Standard, tiers: &'static [Tier]) -> Self {
        Self {
            product,
            standard,
            model: None,
            tier_field: TierField::None,
            tiers,
            default_tier: Some(0),
            default_seconds: None,
            aspect_ratios: &[],
            always_has_sound: false,
            images: None,
            max_elements: 0,
            max_voices: 0,
            max_prompt_chars: None,
            advised_prompt_chars: None,
            count: None,
            camera_controls: &[],
            confidence: Confidence::Confirmed,
            edition: "2026-04",
            note: None,
        }
    }

    pub(crate) const fn model(mut self, model: &'static str) -> Self {
        self.model = Some(model);
        self
    }

    pub(crate) const fn tiers(mut self, field: TierField, tiers: &'static [Tier]) -> Self {
        self.tier_field = field;
        self.tiers = tiers;
        self
    }

    pub(crate) const fn noted(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    /// The grade of this name, or with no name the server's default. `None` when there is no such grade.
    pub fn tier(&self, name: Option<&str>) -> Option<&'static Tier> {
        match name {
            Some(name) if self.tier_field != TierField::None => self.tiers.iter().find(|tier| tier.name == name),
            _ => self.tiers.get(self.default_tier?),
        }
    }

    /// The best that any of its grades says about this.
    pub fn best_support(&self, one: Use) -> Support {
        let says = |support| self.tiers.iter().any(|tier| tier.support(one) == support);
        [Support::Yes, Support::InFiveSeconds, Support::Doubtful]
            .into_iter()
            .find(|&it| says(it))
            .unwrap_or(Support::No)
    }

    /// Whether it makes sound together with the picture.
    pub fn sound(&self) -> SoundSupport {
        match self.best_support(Use::Sound) {
            _ if self.always_has_sound => SoundSupport::Always,
            Support::No => SoundSupport::Never,
            Support::Doubtful => SoundSupport::Doubtful,
            _ => SoundSupport::Optional,
        }
    }
}

const TABLES: [&[Capability]; 6] = [
    images::CAPABILITIES,
    videos::CAPABILITIES,
    audio::CAPABILITIES,
    assets::CAPABILITIES,
    tasks::CAPABILITIES,
    solutions::CAPABILITIES,
];

const ROWS: usize = {
    let mut rows = 0;
    let mut tables: &[&[Capability]] = &TABLES;
    while let [table, rest @ ..] = tables {
        rows += table.len();
        tables = rest;
    }
    rows
};

/// Every row: a model of a product in a standard. No two rows have the same three.
///
/// ```
/// use kling_models::{CAPABILITIES, Product, Use};
///
/// let with_end_frame = CAPABILITIES.iter().filter(|row| row.product == Product::ImageToVideo && row.tiers.iter().any(|tier| tier.can.contains(Use::EndFrame)));
/// assert!(with_end_frame.count() > 3);
/// ```
pub const CAPABILITIES: &[Capability] = &{
    let mut all = [Capability::new(Product::ImageExpansion, Standard::V1, &[]); ROWS];
    let mut at = 0;
    let mut tables: &[&[Capability]] = &TABLES;
    while let [table, rest @ ..] = tables {
        let mut rows = *table;
        while let [row, others @ ..] = rows {
            all[at] = *row;
            at += 1;
            rows = others;
        }
        tables = rest;
    }
    all
};

/// The rows of a product in a standard, in the order the models appeared.
pub fn capabilities(product: Product, standard: Standard) -> impl Iterator<Item = &'static Capability> + Clone {
    CAPABILITIES.iter().filter(move |row| row.product == product && row.standard == standard)
}

/// The row of a model. Products that take no model have one row, found with `None`.
///
/// ```
/// use kling_models::{Product, Standard, find_capability};
///
/// let row = find_capability(Product::TextToVideo, Standard::Tasks, Some("kling-3.0")).expect("a known model");
/// assert_eq!(row.tiers.len(), 3);
/// assert_eq!(row.tiers[0].durations.to_string(), "3 to 15 s in whole seconds");
/// ```
pub fn find_capability(product: Product, standard: Standard, model: Option<&str>) -> Option<&'static Capability> {
    capabilities(product, standard).find(|row| row.model == model)
}

/// The grade of a product that has only one and makes nothing of a stated length.
pub(crate) const SINGLE_TIER: &[Tier] = &[Tier::new("", None, Durations::NoField)];

/// The grade of a product that has only one, can do this, and makes nothing of a stated length.
pub(crate) const fn single_tier(can: Uses) -> Tier {
    Tier::new("", None, Durations::NoField).can(can)
}
