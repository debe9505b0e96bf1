use core::{fmt, num::NonZeroU64};

use crate::{Anchor, AreaMultiple, Size, Wish, decimal, plan_steps};

/// No legal expansion reaches a wish: what was asked, why not, and the nearest wish that can be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Impossible {
    source: Size,
    wish: Wish,
    reason: Reason,
    nearest: Wish,
}

/// Why a wish cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The canvas would have more than three times the area of the original.
    AreaExceeded {
        /// The area the wish needs, in millionths of the area of the original, rounded up.
        needed_millionths: u64,
    },
    /// A margin is more than twice the side it lies along.
    MarginTooLarge {
        /// Which margin.
        side: Side,
        /// The margin in pixels.
        margin: u32,
        /// The most it can be, in pixels.
        limit: u32,
    },
    /// The canvas is smaller than the original. An expansion never crops.
    WouldCrop,
    /// With its top left at the wished origin, the original would stick out of the canvas. An expansion never crops.
    OriginOutside,
    /// Even growing one axis only, the shape needs more than three times the area.
    AspectOutOfReach {
        /// The least area that reaches the shape, in millionths of the area of the original, rounded up.
        needed_millionths: u64,
    },
    /// The shape can be reached, but not with an area as small as was asked.
    AspectNeedsMoreArea {
        /// The least area that reaches the shape, in millionths of the area of the original, rounded up.
        needed_millionths: u64,
        /// The area multiple that was asked.
        asked: AreaMultiple,
    },
}

/// A side of a picture, as the API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Above.
    Up,
    /// Below.
    Down,
    /// At the left.
    Left,
    /// At the right.
    Right,
}

impl Impossible {
    pub(crate) const fn new(source: Size, wish: Wish, reason: Reason, nearest: Wish) -> Self {
        Self { source, wish, reason, nearest }
    }

    /// The size of the picture.
    #[must_use]
    pub const fn source(&self) -> Size {
        self.source
    }

    /// What was asked.
    #[must_use]
    pub const fn wish(&self) -> &Wish {
        &self.wish
    }

    /// Why it cannot be.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// The nearest wish that [`plan`](crate::plan()) accepts for the same picture and anchor.
    ///
    /// For ratios, margins and a canvas it is the same wish with its growth evenly shrunk, after a canvas has been made
    /// large enough for the original and the original moved inside. For a shape out of reach it is the widest or tallest
    /// legal shape, and for an area too small for a shape the least that reaches it.
    #[must_use]
    pub const fn nearest(&self) -> &Wish {
        &self.nearest
    }
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_reason(f)?;
        match plan_steps(self.source, &self.wish, Anchor::Center) {
            Ok(steps) if steps.count() > 1 => write!(f, "; it can be done in {} steps", steps.count()),
            _ => Ok(()),
        }
    }
}

impl Impossible {
    fn write_reason(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, wish, reason, nearest } = self;
        match *reason {
            Reason::AspectOutOfReach { needed_millionths } => self.write_aspect(f, needed_millionths),
            Reason::AspectNeedsMoreArea { needed_millionths, .. } => {
                write!(f, "{wish} of {source} is too little: the shape needs ")?;
                decimal::write_units(f, needed_millionths.div_ceil(MILLIONTHS_IN_STEP), STEP_PLACES)?;
                write!(f, "x; ask for {nearest}")
            }
            Reason::AreaExceeded { needed_millionths } => {
                let needed = Excess { needed_millionths, limit: AreaMultiple::LIMIT };
                let limit = AreaMultiple::LIMIT;
                write!(f, "{wish}, from {source}: needs {needed}x the area; the limit is {limit}x; ")?;
                write!(f, "the nearest possible is {nearest}")
            }
            Reason::MarginTooLarge { side, margin, limit } => {
                write!(f, "{wish}, from {source}: {margin} px {side} is more than twice the side, {limit} px; ")?;
                write!(f, "the nearest possible is {nearest}")
            }
            Reason::WouldCrop => {
                write!(f, "{wish} is smaller than the original of {source}, and an expansion never crops; ")?;
                write!(f, "the nearest possible is {nearest}")
            }
            Reason::OriginOutside => {
                write!(f, "in {wish} the original of {source} sticks out, and an expansion never crops; ")?;
                write!(f, "the nearest possible is {nearest}")
            }
        }
    }

    fn write_aspect(&self, f: &mut fmt::Formatter<'_>, needed_millionths: u64) -> fmt::Result {
        let limit = AreaMultiple::LIMIT;
        let needed = Excess { needed_millionths, limit };
        let (Wish::Aspect { aspect, .. }, Wish::Aspect { aspect: extreme, .. }) = (self.wish, self.nearest) else {
            return write!(f, "{} needs {needed}x the area; the limit is {limit}x", self.wish);
        };
        let is_wider = u64::from(aspect.width()) * u64::from(extreme.height())
            > u64::from(extreme.width()) * u64::from(aspect.height());
        let adjective = if is_wider { "widest" } else { "tallest" };
        write!(f, "{aspect} from {} needs {needed}x the area; the limit is {limit}x; ", self.source)?;
        write!(f, "the {adjective} legal aspect is {extreme}")
    }
}

impl core::error::Error for Impossible {}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Left => "left",
            Self::Right => "right",
        })
    }
}

/// An area that is to be asked for is told in ten-thousandths, rounded up, so that asking for it is enough.
const STEP_PLACES: u32 = 4;
const MILLIONTHS_IN_STEP: u64 = 100;

/// An area above a limit, in the fewest decimals that show that it is above.
struct Excess {
    needed_millionths: u64,
    limit: AreaMultiple,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MILLIONTHS: [(u32, NonZeroU64); 5] =
            [(1, nonzero(100_000)), (2, nonzero(10_000)), (3, nonzero(1_000)), (4, nonzero(100)), (5, nonzero(10))];
        let limit = u128::from(self.limit.trillionths());
        for (places, step) in MILLIONTHS {
            let rounded = self.needed_millionths.saturating_add(step.get() / 2) / step;
            if u128::from(rounded) * u128::from(step.get()) * 1_000_000 > limit {
                return decimal::write_units(f, rounded, places);
            }
        }
        decimal::write_units(f, self.needed_millionths, 6)
    }
}

const fn nonzero(count: u64) -> NonZeroU64 {
    match NonZeroU64::new(count) {
        Some(count) => count,
        None => panic!("zero"),
    }
}
