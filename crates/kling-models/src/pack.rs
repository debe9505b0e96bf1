//! The kinds of resource pack that pay for requests.

use core::fmt;

use crate::{Units, Usd};

/// A kind of resource pack. A unit of one kind is worth something else than a unit of another.
///
/// ```
/// use kling_models::{Pack, Units};
///
/// assert_eq!(Pack::Video.list_price(Units::from_whole(8)).to_string(), "$1.12");
/// assert_eq!(Pack::Image.list_price(Units::from_whole(8)).to_string(), "$0.028");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Pack {
    /// Pays for pictures. $0.0035 for each unit.
    Image,
    /// Pays for videos, and for sound, voices and elements too. $0.14 for each unit.
    Video,
    /// Pays for the try-on of `/v1`. $0.07 for each unit, by one source.
    TryOn,
}

impl Pack {
    /// The name for tables and messages: `image`, `video`, `try-on`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::TryOn => "try-on",
        }
    }

    /// The list price of one unit, by the vendor's price list of 20 September 2026. Packs are often cheaper.
    pub const fn list_price_per_unit(self) -> Usd {
        match self {
            Self::Image => Usd::from_nanodollars(3_500_000),
            Self::Video => Usd::from_nanodollars(140_000_000),
            Self::TryOn => Usd::from_nanodollars(70_000_000),
        }
    }

    /// The list price of so many units, exactly; amounts beyond [`Usd::MAX`] are cut there.
    pub const fn list_price(self, units: Units) -> Usd {
        let nanodollars_per_thousandth = self.list_price_per_unit().nanodollars() / 1000;
        Usd::from_nanodollars(units.thousandths().saturating_mul(nanodollars_per_thousandth))
    }
}

impl fmt::Display for Pack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
