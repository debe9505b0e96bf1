//! What the products under `/v1/images` can do.

use crate::capability::{Range, SINGLE_TIER, single_tier};
use crate::{Capability, Durations, Product, Resolution, Standard, Tier, TierField, Use, Uses};

const EIGHT_SHAPES: &[&str] = &["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const SHAPES_WITHOUT_21_9: &[&str] = &["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3"];
const SHAPES_WITH_AUTO: &[&str] = &["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];

const COUNT: Option<Range> = Some(Range::new(1, 9));

const PLAIN: Uses = Uses::of(&[Use::Images, Use::NegativePrompt]);
const WITH_ELEMENTS: Uses = Uses::of(&[Use::Images, Use::NegativePrompt, Use::Elements]);
const OMNI: Uses = Uses::of(&[Use::Images, Use::Elements]);
const OMNI_SERIES: Uses = Uses::of(&[Use::Images, Use::Elements, Use::Series]);

const fn tier(resolution: Resolution, can: Uses) -> Tier {
    Tier::new(resolution.name(), Some(resolution), Durations::NoField).can(can)
}

const TO_1K: &[Tier] = &[tier(Resolution::K1, PLAIN)];
const TO_2K: &[Tier] = &[tier(Resolution::K1, PLAIN), tier(Resolution::K2, PLAIN)];

const GENERATION: Capability = Capability {
    aspect_ratios: EIGHT_SHAPES,
    images: Some(Range::new(0, 1)),
    max_prompt_chars: Some(2500),
    count: COUNT,
    ..Capability::new(Product::ImageGeneration, Standard::V1, TO_2K).tiers(TierField::Resolution, TO_2K)
};

const OMNI_IMAGE: Capability = Capability {
    aspect_ratios: SHAPES_WITH_AUTO,
    images: Some(Range::new(0, 10)),
    max_elements: 10,
    max_prompt_chars: Some(2500),
    count: COUNT,
    ..Capability::new(Product::OmniImage, Standard::V1, TO_2K)
};

const REFERENCE: Capability = Capability {
    aspect_ratios: EIGHT_SHAPES,
    images: Some(Range::new(1, 4)),
    max_prompt_chars: Some(2500),
    count: COUNT,
    ..Capability::new(Product::ReferenceImage, Standard::V1, &[single_tier(Uses::of(&[Use::Images]))])
};

const TRY_ON: Capability = Capability {
    images: Some(Range::new(0, 1)),
    ..Capability::new(Product::VirtualTryOn, Standard::V1, &[single_tier(Uses::of(&[Use::Images]))])
        .noted("images counts garment pictures; v1-5 takes upper and lower merged into one")
};

/// By the documents of April 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { aspect_ratios: SHAPES_WITHOUT_21_9, ..GENERATION }
        .model("kling-v1")
        .tiers(TierField::Resolution, TO_1K),
    GENERATION.model("kling-v1-5").tiers(TierField::Resolution, TO_1K).noted("the picture is a subject or a face"),
    GENERATION.model("kling-v2").noted("with a picture it restyles, and shape and resolution are those of the picture"),
    Capability { aspect_ratios: &[], images: Some(Range::new(1, 1)), ..GENERATION }
        .model("kling-v2-new")
        .tiers(TierField::None, &[single_tier(PLAIN)])
        .noted("restyles a picture only; shape and resolution are those of the picture"),
    GENERATION.model("kling-v2-1"),
    Capability { max_elements: 10, ..GENERATION }
        .model("kling-v3")
        .tiers(TierField::Resolution, &[tier(Resolution::K1, WITH_ELEMENTS), tier(Resolution::K2, WITH_ELEMENTS)])
        .noted("elements made from pictures only"),
    OMNI_IMAGE
        .model("kling-image-o1")
        .tiers(TierField::Resolution, &[tier(Resolution::K1, OMNI), tier(Resolution::K2, OMNI)])
        .noted("elements made from pictures only; `auto` without a picture is doubtful"),
    OMNI_IMAGE
        .model("kling-v3-omni")
        .tiers(
            TierField::Resolution,
            &[tier(Resolution::K1, OMNI_SERIES), tier(Resolution::K2, OMNI_SERIES), tier(Resolution::K4, OMNI_SERIES)],
        )
        .noted("elements made from pictures only; sources disagree about `auto` without a picture"),
    REFERENCE.model("kling-v2"),
    REFERENCE.model("kling-v2-1"),
    Capability {
        max_prompt_chars: Some(2500),
        count: COUNT,
        ..Capability::new(Product::ImageExpansion, Standard::V1, SINGLE_TIER)
    }
    .noted("each ratio at most 2 and the new area at most 3 times the original"),
    TRY_ON.model("kolors-virtual-try-on-v1"),
    TRY_ON.model("kolors-virtual-try-on-v1-5"),
];
