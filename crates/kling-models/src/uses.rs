//! What a request can make use of.

/// One thing that a request can make use of, beyond its words and its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Use {
    /// Sound made together with the picture.
    Sound,
    /// The sound of the input video, kept.
    OriginalSound,
    /// Named voices.
    Voices,
    /// Input pictures that are not frames.
    Images,
    /// Elements of either kind.
    Elements,
    /// Elements made from a video of a person.
    VideoElements,
    /// The picture a video begins with.
    FirstFrame,
    /// The picture a video ends with.
    EndFrame,
    /// An input video, whatever it is for.
    InputVideo,
    /// A video whose content, style or camera movement is followed.
    FeatureVideo,
    /// A video that is edited.
    BaseVideo,
    /// Several shots in one video. Not the product [`MultiShot`](crate::Product::MultiShot), which makes pictures.
    SeveralShots,
    /// A request for a single shot, said explicitly.
    SingleShot,
    /// A camera movement.
    CameraControl,
    /// Masks that move along trajectories.
    MotionBrush,
    /// What the result should not show.
    NegativePrompt,
    /// How closely the result follows the prompt.
    CfgScale,
    /// A series of pictures that belong together.
    Series,
}

impl Use {
    /// Every use.
    pub const ALL: &'static [Self] = &[
        Self::Sound,
        Self::OriginalSound,
        Self::Voices,
        Self::Images,
        Self::Elements,
        Self::VideoElements,
        Self::FirstFrame,
        Self::EndFrame,
        Self::InputVideo,
        Self::FeatureVideo,
        Self::BaseVideo,
        Self::SeveralShots,
        Self::SingleShot,
        Self::CameraControl,
        Self::MotionBrush,
        Self::NegativePrompt,
        Self::CfgScale,
        Self::Series,
    ];

    /// What it is, for tables and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sound => "native sound",
            Self::OriginalSound => "original sound",
            Self::Voices => "voices",
            Self::Images => "images",
            Self::Elements => "elements",
            Self::VideoElements => "video elements",
            Self::FirstFrame => "first frame",
            Self::EndFrame => "end frame",
            Self::InputVideo => "input video",
            Self::FeatureVideo => "feature video",
            Self::BaseVideo => "base video",
            Self::SeveralShots => "several shots",
            Self::SingleShot => "single shot",
            Self::CameraControl => "camera control",
            Self::MotionBrush => "motion brush",
            Self::NegativePrompt => "negative prompt",
            Self::CfgScale => "cfg scale",
            Self::Series => "series",
        }
    }
}

/// A set of [`Use`]s.
///
/// ```
/// use kling_models::{Use, Uses};
///
/// let uses = Uses::of(&[Use::Sound, Use::EndFrame]);
/// assert!(uses.contains(Use::Sound));
/// assert_eq!(uses.iter().count(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Uses(u32);

impl Uses {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// These.
    pub const fn of(uses: &[Use]) -> Self {
        let mut bits = 0;
        let mut rest = uses;
        while let [one, tail @ ..] = rest {
            bits |= 1 << *one as u32;
            rest = tail;
        }
        Self(bits)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this one is in the set.
    pub const fn contains(self, one: Use) -> bool {
        self.0 & (1 << one as u32) != 0
    }

    /// Whether all of these are in the set.
    pub const fn contains_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Whether any of these is in the set.
    pub const fn contains_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether nothing is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members, in the order of [`Use::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Use> {
        Use::ALL.iter().copied().filter(move |one| self.contains(*one))
    }
}
