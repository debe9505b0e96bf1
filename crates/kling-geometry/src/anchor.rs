use core::{fmt, str::FromStr};

use crate::{Fraction, text};

/// Where the original sits in the new canvas.
///
/// The picture grows away from its anchor: with [`Anchor::Bottom`] the original stays at the bottom, in the middle from
/// left to right, and the canvas grows upwards and to both sides. The anchor decides how growth is shared between
/// two opposite sides, not how large the canvas is. One exception: at exactly three times the area the shares of one anchor can
/// make an `f64` product above 3 where those of another do not, and then growth is a ten-thousandth less at both ends of an axis.
///
/// Shares are whole pixels or whole ten-thousandths. With an odd number in the exact middle, the odd one goes to the
/// right or to the bottom.
///
/// ```
/// use kling_geometry::{Anchor, AreaMultiple, Size, Wish, plan};
///
/// let photo = Size::new(1000, 1000)?;
/// let plan = plan(photo, &Wish::area(AreaMultiple::LIMIT), "bottom".parse()?)?;
/// assert_eq!(plan.expansion().down().to_string(), "0");
/// assert_eq!(plan.expansion().up().to_string(), "0.732");
/// assert_eq!(plan.expansion().left(), plan.expansion().right());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// In the top left corner; the canvas grows to the right and downwards.
    TopLeft,
    /// At the top, in the middle from left to right.
    Top,
    /// In the top right corner; the canvas grows to the left and downwards.
    TopRight,
    /// At the left, in the middle from top to bottom.
    Left,
    /// In the middle; opposite sides grow alike.
    #[default]
    Center,
    /// At the right, in the middle from top to bottom.
    Right,
    /// In the bottom left corner; the canvas grows to the right and upwards.
    BottomLeft,
    /// At the bottom, in the middle from left to right.
    Bottom,
    /// In the bottom right corner; the canvas grows to the left and upwards.
    BottomRight,
    /// Anywhere: the share of the growth that goes to the left of the original (`x`) and above it (`y`).
    At {
        /// 0 is at the left of the canvas, 1 at its right.
        x: Fraction,
        /// 0 is at the top of the canvas, 1 at its bottom.
        y: Fraction,
    },
}

impl Anchor {
    const NAMED: [(&'static str, Self); 9] = [
        ("top-left", Self::TopLeft),
        ("top", Self::Top),
        ("top-right", Self::TopRight),
        ("left", Self::Left),
        ("center", Self::Center),
        ("right", Self::Right),
        ("bottom-left", Self::BottomLeft),
        ("bottom", Self::Bottom),
        ("bottom-right", Self::BottomRight),
    ];

    /// Reads a name such as `bottom-right`, or two fractions such as `0.25,1` (x, y); [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Neither of the two.
    pub const fn parse(text: &str) -> Result<Self, AnchorError> {
        let mut rest: &[(&str, Self)] = &Self::NAMED;
        while let [(name, anchor), tail @ ..] = rest {
            if text::is_same(name, text) {
                return Ok(*anchor);
            }
            rest = tail;
        }
        let Some((x, y)) = text::split_once(text, b',') else { return Err(AnchorError) };
        match (Fraction::parse(x), Fraction::parse(y)) {
            (Ok(x), Ok(y)) => Ok(Self::At { x, y }),
            _ => Err(AnchorError),
        }
    }

    /// The share of horizontal growth that goes to the left of the original: 0 for an anchor at the left, 1 at the right.
    #[must_use]
    pub const fn x(self) -> Fraction {
        match self {
            Self::TopLeft | Self::Left | Self::BottomLeft => Fraction::ZERO,
            Self::Top | Self::Center | Self::Bottom => Fraction::HALF,
            Self::TopRight | Self::Right | Self::BottomRight => Fraction::ONE,
            Self::At { x, .. } => x,
        }
    }

    /// The share of vertical growth that goes above the original: 0 for an anchor at the top, 1 at the bottom.
    #[must_use]
    pub const fn y(self) -> Fraction {
        match self {
            Self::TopLeft | Self::Top | Self::TopRight => Fraction::ZERO,
            Self::Left | Self::Center | Self::Right => Fraction::HALF,
            Self::BottomLeft | Self::Bottom | Self::BottomRight => Fraction::ONE,
            Self::At { y, .. } => y,
        }
    }
}

/// The text is neither the name of an anchor nor two fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnchorError;

impl fmt::Display for AnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an anchor is one of ")?;
        for (name, _) in Anchor::NAMED {
            write!(f, "{name}, ")?;
        }
        f.write_str("or two fractions X,Y such as 0.5,1")
    }
}

impl core::error::Error for AnchorError {}

impl fmt::Display for Anchor {
    /// `top-left`, or `0.25,0.75` (x, y) for a place without a name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::NAMED.iter().find(|(_, anchor)| anchor == self) {
            Some((name, _)) => f.write_str(name),
            None => write!(f, "{},{}", self.x(), self.y()),
        }
    }
}

impl FromStr for Anchor {
    type Err = AnchorError;

    fn from_str(text: &str) -> Result<Self, AnchorError> {
        Self::parse(text)
    }
}
