use core::{fmt, num::NonZeroU32, str::FromStr};

use crate::{Size, text};

/// The shape of a canvas: width over height as a quotient of two whole numbers in lowest terms.
///
/// ```
/// use kling_geometry::Aspect;
///
/// let wide = Aspect::new(16, 9)?;
/// assert_eq!(wide, "1920:1080".parse()?);
/// assert_eq!(wide.to_string(), "16:9");
/// # Ok::<(), kling_geometry::AspectError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Aspect {
    width: NonZeroU32,
    height: NonZeroU32,
}

impl Aspect {
    /// As wide as high.
    pub const SQUARE: Self = Self { width: NonZeroU32::MIN, height: NonZeroU32::MIN };

    /// The shape of `width` to `height`.
    ///
    /// # Errors
    ///
    /// A number is zero.
    pub const fn new(width: u32, height: u32) -> Result<Self, AspectError> {
        let divisor = greatest_common_divisor(width, height);
        if divisor == 0 {
            return Err(AspectError::Empty);
        }
        match (NonZeroU32::new(width / divisor), NonZeroU32::new(height / divisor)) {
            (Some(width), Some(height)) => Ok(Self { width, height }),
            _ => Err(AspectError::Empty),
        }
    }

    /// Reads a shape such as `16:9`; [`FromStr`] for constants.
    ///
    /// # Errors
    ///
    /// Not two whole numbers with a colon between them, or one of them is zero.
    pub const fn parse(text: &str) -> Result<Self, AspectError> {
        let Some((width, height)) = text::split_once(text, b':') else { return Err(AspectError::Malformed) };
        match (text::parse_whole(width), text::parse_whole(height)) {
            (Some(width), Some(height)) => Self::new(width, height),
            _ => Err(AspectError::Malformed),
        }
    }

    /// The shape of a picture.
    #[must_use]
    pub const fn of(size: Size) -> Self {
        match Self::new(size.width(), size.height()) {
            Ok(aspect) => aspect,
            Err(_) => Self::SQUARE,
        }
    }

    /// The number before the colon, in lowest terms.
    #[must_use]
    pub const fn width(self) -> u32 {
        self.width.get()
    }

    /// The number after the colon, in lowest terms.
    #[must_use]
    pub const fn height(self) -> u32 {
        self.height.get()
    }

    /// Width and height exchanged: 16:9 becomes 9:16.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

const fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Why a pair of numbers or a text is not an [`Aspect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AspectError {
    /// A number is zero.
    Empty,
    /// The text is not `WIDTH:HEIGHT` in whole numbers, each up to 4,294,967,295.
    Malformed,
}

impl fmt::Display for AspectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "neither number of an aspect is zero",
            Self::Malformed => "an aspect is written WIDTH:HEIGHT in whole numbers, for example 16:9",
        })
    }
}

impl core::error::Error for AspectError {}

impl fmt::Display for Aspect {
    /// `16:9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.width, self.height)
    }
}

impl FromStr for Aspect {
    type Err = AspectError;

    fn from_str(text: &str) -> Result<Self, AspectError> {
        Self::parse(text)
    }
}
