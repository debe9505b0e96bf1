//! What the products under `/v1/audio` can do.

use crate::capability::SINGLE_TIER;
use crate::{Capability, Durations, Product, Standard, Tier};

const THREE_TO_TEN_IN_TENTHS: Durations =
    Durations::Between { min_milliseconds: 3_000, max_milliseconds: 10_000, step_milliseconds: 100 };

/// By the documents of April 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability {
        max_prompt_chars: Some(200),
        ..Capability::new(Product::TextToAudio, Standard::V1, &[Tier::new("", None, THREE_TO_TEN_IN_TENTHS)])
    },
    Capability {
        max_prompt_chars: Some(200),
        ..Capability::new(Product::VideoToAudio, Standard::V1, &[Tier::new("", None, Durations::seconds(3, 20))])
    }
    .noted("one prompt for the sound and one for the music, each of this length"),
    Capability { max_prompt_chars: Some(1000), ..Capability::new(Product::Speech, Standard::V1, SINGLE_TIER) }
        .noted("voices of its own catalogue only"),
];
