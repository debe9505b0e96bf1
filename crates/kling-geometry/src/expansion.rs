use core::fmt;

use crate::{AreaMultiple, Margins, Prediction, Ratio, Size, area_multiple, decimal, prediction::Axis, ratio};

/// Four ratios as somebody wished them; together they may break the area rule.
///
/// `up` and `down` are multiples of the height, `left` and `right` of the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ratios {
    /// Growth above, as a multiple of the height.
    pub up: Ratio,
    /// Growth below, as a multiple of the height.
    pub down: Ratio,
    /// Growth at the left, as a multiple of the width.
    pub left: Ratio,
    /// Growth at the right, as a multiple of the width.
    pub right: Ratio,
}

impl Ratios {
    /// `(1 + up + down) * (1 + left + right)` in trillionths, exact.
    pub(crate) const fn area_trillionths(self) -> u64 {
        let vertical = ratio::ONE + self.up.millionths() + self.down.millionths();
        let horizontal = ratio::ONE + self.left.millionths() + self.right.millionths();
        vertical as u64 * horizontal as u64
    }
}

impl fmt::Display for Ratios {
    /// `up,down,left,right`: `0.1,0.1,0.5,0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.up, self.down, self.left, self.right)
    }
}

/// Four ratios that satisfy the area rule: `(1 + up + down) * (1 + left + right)` is at most 3, exactly.
///
/// The rule follows from the documented limit of three times the original area. The comparison is one of integers.
///
/// ```
/// use kling_geometry::{Expansion, Ratio};
///
/// let ratio = |text: &str| text.parse::<Ratio>();
/// let expansion = Expansion::new(ratio("0.1495")?, ratio("0.1495")?, ratio("0.6547")?, ratio("0.6547")?)?;
/// assert_eq!(expansion.area_multiple().to_string(), "2.9999106");
///
/// let error = Expansion::new(ratio("0.2071")?, ratio("0.2071")?, ratio("0.5607")?, ratio("0.5607")?).unwrap_err();
/// assert_eq!(error.to_string(), "the new canvas has 3.00008388 times the area of the original; the limit is 3");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Expansion {
    ratios: Ratios,
}

impl Expansion {
    /// Nothing grows.
    pub const NONE: Self =
        Self { ratios: Ratios { up: Ratio::ZERO, down: Ratio::ZERO, left: Ratio::ZERO, right: Ratio::ZERO } };

    /// An expansion by four ratios.
    ///
    /// # Errors
    ///
    /// The new canvas would have more than three times the area of the original.
    pub const fn new(up: Ratio, down: Ratio, left: Ratio, right: Ratio) -> Result<Self, AreaExceeded> {
        Self::from_ratios(Ratios { up, down, left, right })
    }

    /// An expansion by four ratios; [`TryFrom`] for constants.
    ///
    /// # Errors
    ///
    /// The new canvas would have more than three times the area of the original.
    pub const fn from_ratios(ratios: Ratios) -> Result<Self, AreaExceeded> {
        let trillionths = ratios.area_trillionths();
        if trillionths > AreaMultiple::LIMIT.trillionths() {
            return Err(AreaExceeded { trillionths });
        }
        Ok(Self { ratios })
    }

    /// Ratios that are known to satisfy the area rule.
    pub(crate) const fn of_legal_ratios(ratios: Ratios) -> Self {
        Self { ratios }
    }

    /// Growth above, as a multiple of the height.
    #[must_use]
    pub const fn up(&self) -> Ratio {
        self.ratios.up
    }

    /// Growth below, as a multiple of the height.
    #[must_use]
    pub const fn down(&self) -> Ratio {
        self.ratios.down
    }

    /// Growth at the left, as a multiple of the width.
    #[must_use]
    pub const fn left(&self) -> Ratio {
        self.ratios.left
    }

    /// Growth at the right, as a multiple of the width.
    #[must_use]
    pub const fn right(&self) -> Ratio {
        self.ratios.right
    }

    /// The four ratios.
    #[must_use]
    pub const fn ratios(&self) -> Ratios {
        self.ratios
    }

    /// `(1 + up + down) * (1 + left + right)`, exact.
    #[must_use]
    pub const fn area_multiple(&self) -> AreaMultiple {
        AreaMultiple::of_legal_expansion(self.ratios.area_trillionths())
    }

    /// How far the area multiple stays below 3, in trillionths (10^-12).
    ///
    /// At 0 a service that computes the product in `f64` can come to a little more than 3. With any slack it cannot.
    #[must_use]
    pub const fn slack_trillionths(&self) -> u64 {
        AreaMultiple::LIMIT.trillionths() - self.ratios.area_trillionths()
    }

    /// The canvas this expansion makes of a picture of size `source`, in pixels.
    ///
    /// The vendor does not say how it turns a ratio into pixels. Each margin is predicted as the ratio times the side,
    /// rounded to the nearest pixel (a half goes up); [`Prediction::is_exact`] tells when truncating, or rounding each
    /// whole side instead of each margin, gives the same canvas.
    ///
    /// The canvas can have more than three times the pixels of `source`, by less than one row and one column.
    ///
    /// A side that would pass `u32::MAX` stops there and is not exact. Sources up to 1,431,655,764 pixels on a side
    /// never get there.
    #[must_use]
    pub const fn predict(&self, source: Size) -> Prediction {
        let horizontal = Axis::predict(source.width(), self.left(), self.right());
        let vertical = Axis::predict(source.height(), self.up(), self.down());
        let margins = Margins::new(vertical.before, vertical.after, horizontal.before, horizontal.after);
        Prediction::new(margins.around(source), margins.origin(), horizontal.is_exact && vertical.is_exact)
    }
}

impl From<Expansion> for Ratios {
    fn from(expansion: Expansion) -> Self {
        expansion.ratios
    }
}

impl TryFrom<Ratios> for Expansion {
    type Error = AreaExceeded;

    fn try_from(ratios: Ratios) -> Result<Self, AreaExceeded> {
        Self::from_ratios(ratios)
    }
}

/// Four ratios would make a canvas of more than three times the original area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AreaExceeded {
    trillionths: u64,
}

impl AreaExceeded {
    /// `(1 + up + down) * (1 + left + right)` in trillionths (10^-12), exact; above 3 * 10^12.
    #[must_use]
    pub const fn trillionths(&self) -> u64 {
        self.trillionths
    }
}

impl fmt::Display for AreaExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the new canvas has ")?;
        decimal::write_units(f, self.trillionths, area_multiple::PLACES)?;
        write!(f, " times the area of the original; the limit is {}", AreaMultiple::LIMIT)
    }
}

impl core::error::Error for AreaExceeded {}
