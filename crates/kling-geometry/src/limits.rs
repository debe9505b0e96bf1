//! The bounds of the API in one table, and checks against them.
//!
//! [`BOUNDS`] is written so that a program can read it from the source: one array of struct literals whose strings are
//! plain literals, `Some("..")` or `None`. Numbers are decimal text. Every constant and check below takes its number
//! from the table when the crate is compiled.

use core::fmt;

use crate::{Size, decimal, text};

/// One documented bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// What is bounded, as messages name it.
    pub name: &'static str,
    /// The place in the OpenAPI description: `Schema.property`, or the name of a query parameter. `None` where OpenAPI
    /// has no words for the bound.
    pub field: Option<&'static str>,
    /// What the numbers measure; `None` for a plain count. `characters` bounds a length (`maxLength`), all else a value.
    pub unit: Option<&'static str>,
    /// The least allowed, as decimal text; `None` where the vendor states none.
    pub min: Option<&'static str>,
    /// The most allowed, as decimal text; `None` where the vendor states none.
    pub max: Option<&'static str>,
    /// Where the number comes from.
    pub source: &'static str,
}

/// Every bound this toolkit checks before it sends something.
pub const BOUNDS: &[Bound] = &[
    Bound {
        name: "upward expansion ratio",
        field: Some("ExpandImageRequest.up_expansion_ratio"),
        unit: Some("multiple of the height"),
        min: Some("0"),
        max: Some("2"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "downward expansion ratio",
        field: Some("ExpandImageRequest.down_expansion_ratio"),
        unit: Some("multiple of the height"),
        min: Some("0"),
        max: Some("2"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "leftward expansion ratio",
        field: Some("ExpandImageRequest.left_expansion_ratio"),
        unit: Some("multiple of the width"),
        min: Some("0"),
        max: Some("2"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "rightward expansion ratio",
        field: Some("ExpandImageRequest.right_expansion_ratio"),
        unit: Some("multiple of the width"),
        min: Some("0"),
        max: Some("2"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "number of images",
        field: Some("ExpandImageRequest.n"),
        unit: None,
        min: Some("1"),
        max: Some("9"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "prompt",
        field: Some("ExpandImageRequest.prompt"),
        unit: Some("characters"),
        min: None,
        max: Some("2500"),
        source: "vendor's page on image expansion, March to April 2026",
    },
    Bound {
        name: "page number",
        field: Some("pageNum"),
        unit: None,
        min: Some("1"),
        max: Some("1000"),
        source: "vendor's pages on task lists",
    },
    Bound {
        name: "page size",
        field: Some("pageSize"),
        unit: None,
        min: Some("1"),
        max: Some("500"),
        source: "vendor's pages on task lists",
    },
    Bound {
        name: "area multiple",
        field: None,
        unit: Some("multiple of the area of the original"),
        min: Some("1"),
        max: Some("3"),
        source: "vendor's page on image expansion: the new area is at most three times the original",
    },
    Bound {
        name: "image side",
        field: None,
        unit: Some("pixels"),
        min: Some("300"),
        max: None,
        source: "vendor's rule for input images: width and height at least 300 px",
    },
    Bound {
        name: "image width over height",
        field: None,
        unit: Some("width over height"),
        min: Some("0.4"),
        max: Some("2.5"),
        source: "vendor's rule for input images: from 1:2.5 to 2.5:1",
    },
    Bound {
        name: "image file size",
        field: None,
        unit: Some("bytes"),
        min: None,
        max: Some("10000000"),
        source: "vendor's rule for input images: at most 10 MB, read as 10 * 10^6 bytes, the smaller of its two meanings",
    },
];

const RATIO: Range = Range::of("upward expansion ratio", 6);
const AREA: Range = Range::of("area multiple", 12);
const SIDE: Range = Range::of("image side", 0);
const SHAPE_TENTHS: Range = Range::of("image width over height", 1);
const BYTES: Range = Range::of("image file size", 0);
const COUNT: Range = Range::of("number of images", 0);
const PROMPT: Range = Range::of("prompt", 0);
const PAGE_NUMBER: Range = Range::of("page number", 0);
const PAGE_SIZE: Range = Range::of("page size", 0);

/// The most each of the four ratios can be, in millionths.
pub(crate) const MAX_RATIO_MILLIONTHS: u32 = RATIO.max as u32;
/// The most the area multiple can be, in trillionths.
pub(crate) const MAX_AREA_TRILLIONTHS: u64 = AREA.max;

/// The most the area multiple can be, in wholes.
pub(crate) const MAX_AREA_MULTIPLE: u64 = Range::of("area multiple", 0).max;

/// The least width and height of an input image, in pixels.
pub const MIN_IMAGE_SIDE: u32 = SIDE.min as u32;
/// The most bytes an input image file has, before any Base64.
///
/// The vendor says 10 MB. It is read as 10,000,000 bytes: a file within that is also within 10 MiB, so it is accepted
/// whichever the vendor means.
pub const MAX_IMAGE_BYTES: u64 = BYTES.max;
/// The fewest images one request can ask for.
pub const MIN_COUNT: u32 = COUNT.min as u32;
/// The most images one request can ask for.
pub const MAX_COUNT: u32 = COUNT.max as u32;
/// The most characters a prompt has.
///
/// The vendor does not say what it counts; here a character is a Unicode scalar value, what `str::chars` counts.
pub const MAX_PROMPT_CHARS: usize = PROMPT.max as usize;
/// The number of the first page of a list.
pub const MIN_PAGE_NUMBER: u32 = PAGE_NUMBER.min as u32;
/// The most pages of a list that can be asked for.
pub const MAX_PAGE_NUMBER: u32 = PAGE_NUMBER.max as u32;
/// The fewest tasks one page of a list can be asked to hold.
pub const MIN_PAGE_SIZE: u32 = PAGE_SIZE.min as u32;
/// The most tasks one page of a list holds.
pub const MAX_PAGE_SIZE: u32 = PAGE_SIZE.max as u32;

/// Checks that the API takes a picture of this size as input: sides of at least 300 pixels, and width over height from
/// 1:2.5 to 2.5:1.
///
/// ```
/// use kling_geometry::{Size, limits};
///
/// assert!(limits::check_input_size(Size::new(750, 300)?).is_ok());
/// let error = limits::check_input_size(Size::new(751, 300)?).unwrap_err();
/// assert_eq!(error.to_string(), "image width over height is 751:300; at most 2.5 is allowed");
/// # Ok::<(), kling_geometry::SizeError>(())
/// ```
///
/// # Errors
///
/// The first bound the size breaks.
pub const fn check_input_size(size: Size) -> Result<(), InputError> {
    let shorter = if size.width() < size.height() { size.width() } else { size.height() };
    if shorter < MIN_IMAGE_SIDE {
        return Err(InputError { bound: SIDE.bound, value: Value::Number(shorter as u64), is_above: false });
    }
    let tenfold_width = size.width() as u64 * 10;
    let is_above = tenfold_width > size.height() as u64 * SHAPE_TENTHS.max;
    if is_above || tenfold_width < size.height() as u64 * SHAPE_TENTHS.min {
        return Err(InputError { bound: SHAPE_TENTHS.bound, value: Value::Shape(size), is_above });
    }
    Ok(())
}

/// The greatest width of an input of this height.
pub(crate) const fn widest_input(height: u64) -> u64 {
    height * SHAPE_TENTHS.max / 10
}

/// The greatest height of an input of this width.
pub(crate) const fn tallest_input(width: u64) -> u64 {
    width * 10 / SHAPE_TENTHS.min
}

/// The least height of an input of this width.
pub(crate) const fn shortest_input(width: u64) -> u64 {
    (width * 10).div_ceil(SHAPE_TENTHS.max)
}

/// Checks that an input image file of this many bytes (before any Base64) is within 10 MB.
///
/// # Errors
///
/// More than [`MAX_IMAGE_BYTES`].
pub const fn check_input_bytes(bytes: u64) -> Result<(), InputError> {
    BYTES.check(bytes)
}

/// Checks how many images one request asks for (`n`).
///
/// # Errors
///
/// Below [`MIN_COUNT`] or above [`MAX_COUNT`].
pub const fn check_count(count: u32) -> Result<(), InputError> {
    COUNT.check(count as u64)
}

/// Checks the length of a prompt, as `prompt.chars().count()`.
///
/// # Errors
///
/// More than [`MAX_PROMPT_CHARS`].
pub const fn check_prompt_chars(chars: usize) -> Result<(), InputError> {
    PROMPT.check(chars as u64)
}

/// Checks the number of a page of a list (`pageNum`).
///
/// # Errors
///
/// Below [`MIN_PAGE_NUMBER`] or above [`MAX_PAGE_NUMBER`].
pub const fn check_page_number(page_number: u32) -> Result<(), InputError> {
    PAGE_NUMBER.check(page_number as u64)
}

/// Checks how many tasks a page of a list holds (`pageSize`).
///
/// # Errors
///
/// Below [`MIN_PAGE_SIZE`] or above [`MAX_PAGE_SIZE`].
pub const fn check_page_size(page_size: u32) -> Result<(), InputError> {
    PAGE_SIZE.check(page_size as u64)
}

/// A row of the table as numbers, in units of the last decimal asked for.
struct Range {
    bound: &'static Bound,
    min: u64,
    max: u64,
}

impl Range {
    /// Reads a row of the table. Only constants call it, so a missing row or a malformed number fails the build.
    const fn of(name: &str, places: u32) -> Self {
        let mut rest = BOUNDS;
        while let [bound, tail @ ..] = rest {
            if text::is_same(bound.name, name) {
                let min = units_or(bound.min, places, 0);
                let max = units_or(bound.max, places, u64::MAX);
                return Self { bound, min, max };
            }
            rest = tail;
        }
        panic!("the table has no bound of this name")
    }

    const fn check(self, value: u64) -> Result<(), InputError> {
        if value < self.min || value > self.max {
            let is_above = value > self.max;
            return Err(InputError { bound: self.bound, value: Value::Number(value), is_above });
        }
        Ok(())
    }
}

const fn units_or(text: Option<&str>, places: u32, otherwise: u64) -> u64 {
    match text {
        Some(text) => match decimal::parse_units(text, places) {
            Ok(units) => units,
            Err(_) => panic!("a bound is not a decimal"),
        },
        None => otherwise,
    }
}

/// An input breaks a bound of the API. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InputError {
    bound: &'static Bound,
    value: Value,
    is_above: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Value {
    Number(u64),
    Shape(Size),
}

impl InputError {
    /// The bound that is broken.
    #[must_use]
    pub const fn bound(&self) -> &'static Bound {
        self.bound
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bound { name, unit, min, max, .. } = self.bound;
        match self.value {
            Value::Number(value) => write!(f, "{name} is {value}")?,
            Value::Shape(size) => write!(f, "{name} is {}:{}", size.width(), size.height())?,
        }
        if let (Value::Number(_), Some(unit)) = (self.value, unit) {
            write!(f, " {unit}")?;
        }
        match (self.is_above, min, max) {
            (true, _, Some(max)) => write!(f, "; at most {max} is allowed"),
            (_, Some(min), _) => write!(f, "; at least {min} is allowed"),
            _ => f.write_str("; that is not allowed"),
        }
    }
}

impl core::error::Error for InputError {}
