//! What cannot be used together, what needs something else, and how many of something can come together.

use crate::{Confidence, Product, Request, Standard, Use, Uses};

/// How one use bears on others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RelationKind {
    /// It goes with none of the others.
    Excludes,
    /// It goes only with at least one of the others.
    Needs,
}

/// A rule about two things that a request uses. The table is [`RELATIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relation {
    /// The product.
    pub product: Product,
    /// The standard.
    pub standard: Standard,
    /// The models; empty for all.
    pub models: &'static [&'static str],
    /// What the rule is about.
    pub one: Use,
    /// How it bears on the others.
    pub kind: RelationKind,
    /// The others.
    pub others: Uses,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The month of the documents it was taken from.
    pub edition: &'static str,
}

impl Relation {
    /// The use that breaks the rule, or with [`RelationKind::Needs`] the one that is missing.
    pub(crate) fn broken_by(&self, request: &Request<'_>) -> Option<Use> {
        if !request.uses(self.one) {
            return None;
        }
        match self.kind {
            RelationKind::Excludes => self.others.iter().find(|other| request.uses(*other)),
            RelationKind::Needs if self.others.iter().any(|other| request.uses(other)) => None,
            RelationKind::Needs => self.others.iter().next(),
        }
    }
}

/// What a [`Ceiling`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Counted {
    /// Input pictures that are not frames.
    Images,
    /// Elements of both kinds.
    Elements,
    /// Elements made from pictures.
    ImageElements,
    /// Elements made from a video of a person.
    VideoElements,
}

impl Counted {
    /// What it is, for messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Images => "images",
            Self::Elements => "elements",
            Self::ImageElements => "image elements",
            Self::VideoElements => "video elements",
        }
    }

    const fn count(self, request: &Request<'_>) -> u32 {
        match self {
            Self::Images => request.images,
            Self::Elements => request.elements,
            Self::ImageElements => request.elements.saturating_sub(request.video_elements),
            Self::VideoElements => request.video_elements,
        }
    }
}

/// How many of some things a request can have together. The table is [`CEILINGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ceiling {
    /// The product.
    pub product: Product,
    /// The standard.
    pub standard: Standard,
    /// The models; empty for all.
    pub models: &'static [&'static str],
    /// It holds when all of these are used.
    pub when: Uses,
    /// What is counted together.
    pub counted: &'static [Counted],
    /// The most.
    pub most: u32,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The month of the documents it was taken from.
    pub edition: &'static str,
}

impl Ceiling {
    /// How many there are, when that is more than allowed.
    pub(crate) fn exceeded_by(&self, request: &Request<'_>) -> Option<u32> {
        if !self.when.iter().all(|one| request.uses(one)) {
            return None;
        }
        let count = self.counted.iter().fold(0_u32, |sum, counted| sum.saturating_add(counted.count(request)));
        (count > self.most).then_some(count)
    }
}

use Confidence::{Confirmed, Disputed, Documented};
use Counted::{Elements, ImageElements, Images, VideoElements};
use Product::{ImageGeneration, ImageToVideo, OmniImage, OmniVideo, TextToVideo};
use RelationKind::{Excludes, Needs};
use Standard::{Tasks, V1};

const APRIL: &str = "2026-04";
const SEPTEMBER: &str = "2026-09";

const OMNI_3: &[&str] = &["kling-v3-omni", "kling-3.0-omni"];
const O1: &[&str] = &["kling-video-o1", "kling-o1"];
const WITHOUT_END_FRAME_ALONE: &[&str] =
    &["kling-v1", "kling-v2-master", "kling-v2-1", "kling-v2-1-master", "kling-v2-5-turbo", "kling-v2-6", "kling-v3"];

/// A rule as the table writes it: product, standard, models, one, kind, others, confidence, edition.
type RelationRow =
    (Product, Standard, &'static [&'static str], Use, RelationKind, &'static [Use], Confidence, &'static str);

const RELATION_ROWS: &[RelationRow] = &[
    (ImageGeneration, V1, &[], Use::NegativePrompt, Excludes, &[Use::Images], Confirmed, APRIL),
    (OmniImage, V1, &[], Use::Series, Needs, &[Use::Images], Confirmed, APRIL),
    (TextToVideo, V1, &[], Use::Voices, Needs, &[Use::Sound], Disputed, "2026-02"),
    (ImageToVideo, V1, &[], Use::Voices, Needs, &[Use::Sound], Confirmed, APRIL),
    (ImageToVideo, V1, &[], Use::Voices, Excludes, &[Use::Elements], Confirmed, APRIL),
    (ImageToVideo, V1, &[], Use::EndFrame, Excludes, &[Use::CameraControl, Use::MotionBrush], Confirmed, APRIL),
    (ImageToVideo, V1, &[], Use::CameraControl, Excludes, &[Use::MotionBrush], Confirmed, APRIL),
    (ImageToVideo, V1, WITHOUT_END_FRAME_ALONE, Use::EndFrame, Needs, &[Use::FirstFrame], Documented, APRIL),
    (ImageToVideo, V1, &["kling-v2-6"], Use::EndFrame, Excludes, &[Use::Sound], Documented, APRIL),
    (ImageToVideo, Tasks, &[], Use::EndFrame, Needs, &[Use::FirstFrame], Confirmed, SEPTEMBER),
    (ImageToVideo, Tasks, &[], Use::Voices, Needs, &[Use::Sound], Confirmed, SEPTEMBER),
    (ImageToVideo, Tasks, &["kling-2.6"], Use::EndFrame, Excludes, &[Use::Sound], Documented, SEPTEMBER),
    (OmniVideo, V1, &[], Use::EndFrame, Needs, &[Use::FirstFrame], Confirmed, APRIL),
    (OmniVideo, V1, &[], Use::Sound, Excludes, &[Use::InputVideo], Confirmed, APRIL),
    (OmniVideo, V1, &[], Use::OriginalSound, Needs, &[Use::InputVideo], Confirmed, APRIL),
    (OmniVideo, V1, &[], Use::BaseVideo, Excludes, &[Use::FirstFrame, Use::EndFrame], Confirmed, APRIL),
    (OmniVideo, Tasks, &[], Use::EndFrame, Needs, &[Use::FirstFrame], Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, &[], Use::OriginalSound, Needs, &[Use::InputVideo], Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, &[], Use::BaseVideo, Excludes, &[Use::FirstFrame, Use::EndFrame], Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, Use::BaseVideo, Excludes, &[Use::SeveralShots, Use::Sound], Confirmed, SEPTEMBER),
    (
        OmniVideo,
        Tasks,
        OMNI_3,
        Use::FeatureVideo,
        Excludes,
        &[Use::Sound, Use::OriginalSound, Use::SingleShot],
        Confirmed,
        SEPTEMBER,
    ),
    (OmniVideo, Tasks, O1, Use::FeatureVideo, Excludes, &[Use::EndFrame], Confirmed, SEPTEMBER),
];

/// The rules about two things that a request uses.
///
/// Start and end frames together with several shots are in no rule: excluded by the documents of April 2026, allowed since May.
pub const RELATIONS: &[Relation] = &{
    const FIRST: Relation = relation(&RELATION_ROWS[0]);
    let mut all = [FIRST; RELATION_ROWS.len()];
    let mut at = 1;
    while at < all.len() {
        all[at] = relation(&RELATION_ROWS[at]);
        at += 1;
    }
    all
};

const fn relation(row: &RelationRow) -> Relation {
    let &(product, standard, models, one, kind, others, confidence, edition) = row;
    Relation { product, standard, models, one, kind, others: Uses::of(others), confidence, edition }
}

/// A ceiling as the table writes it: product, standard, models, when, counted, most, confidence, edition.
type CeilingRow =
    (Product, Standard, &'static [&'static str], &'static [Use], &'static [Counted], u32, Confidence, &'static str);

const CEILING_ROWS: &[CeilingRow] = &[
    (ImageGeneration, V1, &[], &[], &[Images, Elements], 10, Confirmed, APRIL),
    (OmniImage, V1, &[], &[], &[Images, Elements], 10, Confirmed, APRIL),
    (OmniVideo, V1, &[], &[], &[Images, Elements], 7, Confirmed, APRIL),
    (OmniVideo, V1, &[], &[Use::InputVideo], &[Images, Elements], 4, Confirmed, APRIL),
    (OmniVideo, V1, &[], &[Use::InputVideo], &[VideoElements], 0, Documented, APRIL),
    (OmniVideo, V1, OMNI_3, &[Use::FirstFrame], &[Elements], 3, Confirmed, APRIL),
    (OmniVideo, V1, OMNI_3, &[], &[VideoElements], 3, Confirmed, SEPTEMBER),
    (OmniVideo, V1, OMNI_3, &[Use::VideoElements], &[Images, ImageElements], 4, Confirmed, SEPTEMBER),
    (OmniVideo, V1, O1, &[Use::FirstFrame], &[Elements], 3, Documented, APRIL),
    (OmniVideo, V1, O1, &[Use::FirstFrame], &[Images], 2, Documented, APRIL),
    (OmniVideo, V1, O1, &[Use::EndFrame], &[Elements], 0, Confirmed, APRIL),
    (OmniVideo, V1, O1, &[Use::EndFrame], &[Images], 0, Documented, SEPTEMBER),
    (OmniVideo, Tasks, &[], &[], &[Images, Elements], 7, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, &[], &[Use::FeatureVideo], &[Images, Elements], 4, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, &[], &[Use::BaseVideo], &[Images, Elements], 4, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, &[Use::FirstFrame], &[Elements], 3, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, &[], &[VideoElements], 3, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, &[Use::VideoElements], &[Images, ImageElements], 4, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, &[Use::FeatureVideo], &[VideoElements], 1, Confirmed, SEPTEMBER),
    (OmniVideo, Tasks, OMNI_3, &[Use::BaseVideo], &[VideoElements], 1, Confirmed, SEPTEMBER),
    (
        OmniVideo,
        Tasks,
        OMNI_3,
        &[Use::FeatureVideo, Use::VideoElements],
        &[Images, ImageElements],
        0,
        Confirmed,
        SEPTEMBER,
    ),
    (
        OmniVideo,
        Tasks,
        OMNI_3,
        &[Use::BaseVideo, Use::VideoElements],
        &[Images, ImageElements],
        0,
        Confirmed,
        SEPTEMBER,
    ),
    (OmniVideo, Tasks, O1, &[Use::EndFrame], &[Images, Elements], 0, Confirmed, SEPTEMBER),
];

/// How many of some things a request can have together. Frames are not counted among images.
pub const CEILINGS: &[Ceiling] = &{
    const FIRST: Ceiling = ceiling(&CEILING_ROWS[0]);
    let mut all = [FIRST; CEILING_ROWS.len()];
    let mut at = 1;
    while at < all.len() {
        all[at] = ceiling(&CEILING_ROWS[at]);
        at += 1;
    }
    all
};

const fn ceiling(row: &CeilingRow) -> Ceiling {
    let &(product, standard, models, when, counted, most, confidence, edition) = row;
    Ceiling { product, standard, models, when: Uses::of(when), counted, most, confidence, edition }
}
