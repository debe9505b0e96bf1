use core::fmt;

use kling_geometry::{
    Size,
    limits::{self, InputError},
};

/// A number that the API bounds.
#[derive(Clone, Copy, Debug)]
pub enum Bounded {
    /// Width and height of an input image.
    InputSize(Size),
    /// Bytes of an input image.
    InputBytes(u64),
    /// Images of one request.
    Count(u32),
    /// Characters of a prompt.
    PromptChars(usize),
    /// The number of a page of a list.
    PageNumber(u32),
    /// The tasks on a page of a list.
    PageSize(u32),
}

impl Bounded {
    fn check(self) -> Result<(), InputError> {
        match self {
            Self::InputSize(size) => limits::check_input_size(size),
            Self::InputBytes(bytes) => limits::check_input_bytes(bytes),
            Self::Count(count) => limits::check_count(count),
            Self::PromptChars(chars) => limits::check_prompt_chars(chars),
            Self::PageNumber(page_number) => limits::check_page_number(page_number),
            Self::PageSize(page_size) => limits::check_page_size(page_size),
        }
    }
}

impl fmt::Display for Bounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InputSize(size) => write!(f, "input size {size}")?,
            Self::InputBytes(bytes) => write!(f, "input bytes {bytes}")?,
            Self::Count(count) => write!(f, "count {count}")?,
            Self::PromptChars(chars) => write!(f, "prompt chars {chars}")?,
            Self::PageNumber(page_number) => write!(f, "page number {page_number}")?,
            Self::PageSize(page_size) => write!(f, "page size {page_size}")?,
        }
        match self.check() {
            Ok(()) => f.write_str(" -> allowed"),
            Err(error) => write!(f, " -> refused: {error}"),
        }
    }
}

/// Both sides of every bound, and the ends of the types.
pub(crate) const BOUNDED: &[Bounded] = &{
    use Bounded::{Count, InputBytes, InputSize, PageNumber, PageSize, PromptChars};

    use crate::chosen::size;

    [
        InputSize(size(1, 1)),
        InputSize(size(299, 300)),
        InputSize(size(300, 299)),
        InputSize(size(300, 300)),
        InputSize(size(750, 300)),
        InputSize(size(751, 300)),
        InputSize(size(300, 750)),
        InputSize(size(300, 751)),
        InputSize(size(u32::MAX, 1_717_986_918)),
        InputSize(size(1_717_986_918, u32::MAX)),
        InputSize(size(1_717_986_917, u32::MAX)),
        InputSize(size(u32::MAX, u32::MAX)),
        InputBytes(0),
        InputBytes(limits::MAX_IMAGE_BYTES),
        InputBytes(limits::MAX_IMAGE_BYTES + 1),
        InputBytes(u64::MAX),
        Count(0),
        Count(limits::MIN_COUNT),
        Count(limits::MAX_COUNT),
        Count(limits::MAX_COUNT + 1),
        Count(u32::MAX),
        PromptChars(0),
        PromptChars(limits::MAX_PROMPT_CHARS),
        PromptChars(limits::MAX_PROMPT_CHARS + 1),
        // The largest that is a length on every target.
        PromptChars(u32::MAX as usize),
        PageNumber(limits::MIN_PAGE_NUMBER - 1),
        PageNumber(limits::MIN_PAGE_NUMBER),
        PageNumber(limits::MAX_PAGE_NUMBER),
        PageNumber(limits::MAX_PAGE_NUMBER + 1),
        PageSize(limits::MIN_PAGE_SIZE - 1),
        PageSize(limits::MIN_PAGE_SIZE),
        PageSize(limits::MAX_PAGE_SIZE),
        PageSize(limits::MAX_PAGE_SIZE + 1),
    ]
};
