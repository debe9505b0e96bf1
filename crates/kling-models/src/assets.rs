//! What the products under `/v1/general` can do.

use crate::capability::{Range, SINGLE_TIER};
use crate::{Capability, Confidence, Durations, Product, Standard, Tier, Use, Uses};

/// By the documents of April 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability::new(
        Product::Voice,
        Standard::V1,
        &[Tier::new("", None, Durations::seconds(5, 30)).durations_are(Confidence::Documented)],
    ),
    Capability {
        images: Some(Range::new(1, 3)),
        max_voices: 1,
        max_prompt_chars: Some(100),
        ..Capability::new(
            Product::Element,
            Standard::V1,
            &[Tier::new("", None, Durations::seconds(3, 8)).can(Uses::of(&[Use::Images, Use::Voices]))],
        )
    }
    .noted("images counts reference pictures besides the frontal one; the length is that of a reference video"),
    Capability::new(Product::MultiShot, Standard::V1, SINGLE_TIER).noted("three sets of three views from one picture"),
];
