//! What a picture must be where a request takes one, and what is taken as an address only.

use core::fmt;

use crate::{Product, Standard};

/// What a picture must be. Pictures behind an address are looked at by the API alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PictureRule {
    /// The most bytes of the file, before any Base64. The vendor says MB; they are read as 10^6 bytes, the smaller of two meanings.
    pub largest_bytes: u64,
    /// The least width and height in pixels, where one is stated.
    pub shortest_side: Option<u32>,
    /// The most width and height in pixels, where one is stated.
    pub longest_side: Option<u32>,
    /// Whether width over height is to lie between 1:2.5 and 2.5:1, both included.
    pub bounds_shape: bool,
}

const MEGABYTE: u64 = 1_000_000;

impl PictureRule {
    const V1: Self =
        Self { largest_bytes: 10 * MEGABYTE, shortest_side: Some(300), longest_side: None, bounds_shape: true };
    const OF_ANY_SHAPE: Self = Self { bounds_shape: false, ..Self::V1 };
    const MASK: Self = Self { shortest_side: None, ..Self::OF_ANY_SHAPE };
    const MOTION: Self = Self { longest_side: Some(65_536), ..Self::V1 };
    const OF_CONTENTS: Self = Self { largest_bytes: 50 * MEGABYTE, ..Self::V1 };
    const TRY_ON_3: Self = Self { shortest_side: Some(301), longest_side: Some(2048), ..Self::OF_ANY_SHAPE };

    /// Holds the size of a picture against the rule.
    ///
    /// ```
    /// use kling_models::{Product, Standard, picture_rule};
    ///
    /// let rule = picture_rule(Product::ImageToVideo, Standard::V1, "image");
    /// assert!(rule.check_size(750, 300).is_ok());
    /// let problem = rule.check_size(751, 300).unwrap_err();
    /// assert_eq!(problem.to_string(), "image width over height is 751:300; 1:2.5 to 2.5:1 is allowed");
    /// ```
    ///
    /// # Errors
    ///
    /// The first bound that the size breaks.
    pub const fn check_size(&self, width: u32, height: u32) -> Result<(), PictureProblem> {
        let (shorter, longer) = if width < height { (width, height) } else { (height, width) };
        if let Some(least) = self.shortest_side
            && shorter < least
        {
            return Err(PictureProblem::SideTooShort { pixels: shorter, least });
        }
        if let Some(most) = self.longest_side
            && longer > most
        {
            return Err(PictureProblem::SideTooLong { pixels: longer, most });
        }
        if self.bounds_shape && 2 * (longer as u64) > 5 * (shorter as u64) {
            return Err(PictureProblem::TooOblong { width, height });
        }
        Ok(())
    }
}

/// Why the API would refuse a picture of this size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PictureProblem {
    /// A side is too short.
    SideTooShort {
        /// The shorter side.
        pixels: u32,
        /// The least allowed.
        least: u32,
    },
    /// A side is too long.
    SideTooLong {
        /// The longer side.
        pixels: u32,
        /// The most allowed.
        most: u32,
    },
    /// It is much wider than high, or much higher than wide.
    TooOblong {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
    },
}

impl fmt::Display for PictureProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SideTooShort { pixels, least } => {
                write!(f, "image side is {pixels} pixels; at least {least} is allowed")
            }
            Self::SideTooLong { pixels, most } => write!(f, "image side is {pixels} pixels; at most {most} is allowed"),
            Self::TooOblong { width, height } => {
                write!(f, "image width over height is {width}:{height}; 1:2.5 to 2.5:1 is allowed")
            }
        }
    }
}

impl core::error::Error for PictureProblem {}

/// A rule as the table writes it: product, standard, members, rule. No member means every one.
type RuleRow = (Product, Standard, &'static [&'static str], PictureRule);

/// What differs from the usual rule of the standard.
const EXCEPTIONS: &[RuleRow] = &[
    (Product::VirtualTryOn, Standard::V1, &[], PictureRule::OF_ANY_SHAPE),
    (Product::ImageToVideo, Standard::V1, &["image_tail"], PictureRule::OF_ANY_SHAPE),
    // A mask has the shape of the first frame.
    (Product::ImageToVideo, Standard::V1, &["static_mask", "mask"], PictureRule::MASK),
    (Product::MotionControl, Standard::V1, &["image_url"], PictureRule::MOTION),
    (Product::VirtualTryOn3, Standard::Solutions, &[], PictureRule::TRY_ON_3),
];

/// What a picture must be in this member of a create; in `contents`, in an item of this type.
///
/// Nearly everywhere: both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1, and at most 10 MB under `/v1`, 50 MB
/// elsewhere.
///
/// ```
/// use kling_models::{Product, Standard, picture_rule};
///
/// assert_eq!(picture_rule(Product::ImageToVideo, Standard::V1, "image").largest_bytes, 10_000_000);
/// assert!(!picture_rule(Product::ImageToVideo, Standard::V1, "image_tail").bounds_shape);
/// assert_eq!(picture_rule(Product::ImageToVideo, Standard::Tasks, "last_frame").largest_bytes, 50_000_000);
/// ```
pub fn picture_rule(product: Product, standard: Standard, member: &str) -> PictureRule {
    let exception = EXCEPTIONS.iter().find(|(of_product, of_standard, members, _)| {
        *of_product == product && *of_standard == standard && (members.is_empty() || members.contains(&member))
    });
    match (exception, standard) {
        (Some((.., rule)), _) => *rule,
        (None, Standard::V1) => PictureRule::V1,
        (None, Standard::Tasks | Standard::Solutions) => PictureRule::OF_CONTENTS,
    }
}

/// Whether this member takes an address and never a file, because the API fetches it itself; in `contents`, an item of this type.
///
/// ```
/// use kling_models::{Product, Standard, takes_address_only};
///
/// assert!(takes_address_only(Product::OmniVideo, Standard::Tasks, "base_video"));
/// assert!(!takes_address_only(Product::OmniVideo, Standard::Tasks, "first_frame"));
/// ```
pub fn takes_address_only(product: Product, standard: Standard, member: &str) -> bool {
    match (standard, product) {
        (Standard::V1, _) => matches!(member, "video_url" | "voice_url" | "audio_url"),
        (Standard::Tasks, _) => matches!(member, "feature_video" | "base_video" | "video"),
        (Standard::Solutions, Product::VirtualTryOn3) => matches!(member, "product_image" | "person_image"),
        (Standard::Solutions, _) => matches!(member, "source_video" | "bgm"),
    }
}
