//! `/v1/images`: what the products share, and the one that exists here.

mod expand;
mod input;
mod lenient;
mod queries;
mod watermark;

pub(crate) use expand::create_image_expansion;
pub(crate) use queries::{get_image_expansion, list_image_expansions};

/// What one expanded picture costs, from the vendor's price list of September 2026.
pub const UNITS_PER_EXPANDED_PICTURE: u64 = 8;
