//! The grades in which a model works.

use core::fmt;

use crate::{Confidence, Durations, Field, Use, Uses};

/// The size of a result, as price lists name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Resolution {
    /// Video of 720 lines.
    P720,
    /// Video of 1080 lines.
    P1080,
    /// Video in 4K.
    Video4k,
    /// A picture of about 1,000 pixels.
    K1,
    /// A picture of about 2,000 pixels.
    K2,
    /// A picture of about 4,000 pixels.
    K4,
}

impl Resolution {
    /// The name in lower case, as requests of the newer standard and of images spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P720 => "720p",
            Self::P1080 => "1080p",
            Self::Video4k | Self::K4 => "4k",
            Self::K1 => "1k",
            Self::K2 => "2k",
        }
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The field that chooses a [`Tier`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TierField {
    /// There is none: the model works in one grade.
    None,
    /// `mode`: `std`, `pro`, `4k`.
    Mode,
    /// `resolution`: `720p`, `1080p`, `4k`; for pictures `1k`, `2k`, `4k`.
    Resolution,
}

impl TierField {
    /// The field, where there is one.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::None => None,
            Self::Mode => Some(Field::Mode),
            Self::Resolution => Some(Field::Resolution),
        }
    }
}

/// One grade in which a model works, and what it can do there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tier {
    /// The value as it is sent; empty where no field chooses.
    pub name: &'static str,
    /// The size of the result, where it is stated; what the price depends on.
    pub resolution: Option<Resolution>,
    /// The lengths it makes, or takes where the result is as long as an input.
    pub durations: Durations,
    /// How sure the lengths are.
    pub durations_confidence: Confidence,
    /// What it can do.
    pub can: Uses,
    /// What it can do in clips of 5 seconds, by the documents. Other lengths warn.
    pub can_in_5_seconds: Uses,
    /// What sources disagree about, or only documents deny. It warns.
    pub doubtful: Uses,
}

/// Whether a tier can do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Support {
    /// It can.
    Yes,
    /// It can in clips of 5 seconds, by the documents.
    InFiveSeconds,
    /// Sources disagree, or only documents deny it.
    Doubtful,
    /// It cannot.
    No,
}

impl Tier {
    pub(crate) const fn new(name: &'static str, resolution: Option<Resolution>, durations: Durations) -> Self {
        Self {
            name,
            resolution,
            durations,
            durations_confidence: Confidence::Confirmed,
            can: Uses::NONE,
            can_in_5_seconds: Uses::NONE,
            doubtful: Uses::NONE,
        }
    }

    pub(crate) const fn can(mut self, uses: Uses) -> Self {
        self.can = self.can.and(uses);
        self
    }

    pub(crate) const fn can_in_5_seconds(mut self, uses: Uses) -> Self {
        self.can_in_5_seconds = self.can_in_5_seconds.and(uses);
        self
    }

    pub(crate) const fn doubts(mut self, uses: Uses) -> Self {
        self.doubtful = self.doubtful.and(uses);
        self
    }

    pub(crate) const fn durations_are(mut self, confidence: Confidence) -> Self {
        self.durations_confidence = confidence;
        self
    }

    /// Whether it can do this.
    pub const fn support(&self, one: Use) -> Support {
        if self.can.contains(one) {
            Support::Yes
        } else if self.can_in_5_seconds.contains(one) {
            Support::InFiveSeconds
        } else if self.doubtful.contains(one) {
            Support::Doubtful
        } else {
            Support::No
        }
    }
}
