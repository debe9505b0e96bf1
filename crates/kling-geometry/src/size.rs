use core::{fmt, num::NonZeroU32, str::FromStr};

use crate::text;

/// The width and height of a picture or canvas in pixels; neither is zero.
///
/// Any size is a `Size`, also one that the API does not take as input: [`limits::check_input_size`](crate::limits::check_input_size)
/// tells whether it does.
///
/// ```
/// use kling_geometry::Size;
///
/// let photo: Size = "1200x800".parse()?;
/// assert_eq!((photo.width(), photo.height()), (1200, 800));
/// assert_eq!(photo.to_string(), "1200x800");
/// # Ok::<(), kling_geometry::SizeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    width: NonZeroU32,
    height: NonZeroU32,
}

impl Size {
    /// A size of `width` by `height` pixels.
    ///
    /// # Errors
    ///
    /// A side is zero.
    pub const fn new(width: u32, height: u32) -> Result<Self, SizeError> {
        match (NonZeroU32::new(width), NonZeroU32::new(height)) {
            (Some(width), Some(height)) => Ok(Self { width, height }),
            _ => Err(SizeError::Empty),
        }
    }

    /// Reads a size such as `1200x800`; [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Not two whole numbers with an `x` between them, or one of them is zero.
    pub const fn parse(text: &str) -> Result<Self, SizeError> {
        let split = match text::split_once(text, b'x') {
            Some(split) => Some(split),
            None => text::split_once(text, b'X'),
        };
        let Some((width, height)) = split else { return Err(SizeError::Malformed) };
        match (text::parse_whole(width), text::parse_whole(height)) {
            (Some(width), Some(height)) => Self::new(width, height),
            _ => Err(SizeError::Malformed),
        }
    }

    /// Pixels from left to right, at least 1.
    #[must_use]
    pub const fn width(self) -> u32 {
        self.width.get()
    }

    /// Pixels from top to bottom, at least 1.
    #[must_use]
    pub const fn height(self) -> u32 {
        self.height.get()
    }

    /// Pixels in all.
    #[must_use]
    pub const fn area(self) -> u64 {
        self.width() as u64 * self.height() as u64
    }

    /// Width and height exchanged, as a quarter turn does.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// A size of sides that are known not to be zero; a zero becomes one.
    pub(crate) const fn saturating_new(width: u32, height: u32) -> Self {
        const fn side(pixels: u32) -> NonZeroU32 {
            match NonZeroU32::new(pixels) {
                Some(side) => side,
                None => NonZeroU32::MIN,
            }
        }
        Self { width: side(width), height: side(height) }
    }

    /// This size with `width` and `height` pixels more. A side stops at `u32::MAX`.
    pub(crate) const fn saturating_grow(self, width: u32, height: u32) -> Self {
        Self { width: self.width.saturating_add(width), height: self.height.saturating_add(height) }
    }

    /// Whether another size fits in, without turning it.
    pub(crate) const fn contains(self, other: Self) -> bool {
        self.width() >= other.width() && self.height() >= other.height()
    }

    /// The least size that holds both.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self {
            width: if self.width() < other.width() { other.width } else { self.width },
            height: if self.height() < other.height() { other.height } else { self.height },
        }
    }
}

/// Why a pair of numbers or a text is not a [`Size`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SizeError {
    /// A side is zero.
    Empty,
    /// The text is not `WIDTHxHEIGHT` in whole pixels, each up to 4,294,967,295.
    Malformed,
}

impl fmt::Display for SizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a picture has at least one pixel in each direction",
            Self::Malformed => "a size is written WIDTHxHEIGHT in pixels, for example 1200x800",
        })
    }
}

impl core::error::Error for SizeError {}

impl fmt::Display for Size {
    /// `1200x800`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        Self::parse(text)
    }
}
