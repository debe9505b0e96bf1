//! What the products under `/solutions` can do.

use crate::capability::{Range, single_tier};
use crate::{Capability, Confidence, Durations, Product, Resolution, Standard, Tier, TierField, Use, Uses};

const IMAGES: Uses = Uses::of(&[Use::Images]);
const IMAGES_AND_VOICE: Uses = Uses::of(&[Use::Images, Use::Voices]);

const fn row(product: Product, tiers: &'static [Tier]) -> Capability {
    Capability { edition: "2026-09", ..Capability::new(product, Standard::Solutions, tiers) }
}

const fn tier(resolution: Resolution, durations: Durations, can: Uses) -> Tier {
    Tier::new(resolution.name(), Some(resolution), durations).can(can)
}

const REPLICA_LENGTHS: Durations = Durations::seconds(5, 180);
const STUDIO_LENGTHS: Durations = Durations::Of(&[15, 30, 60]);

/// By the documents of September 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    Capability { images: Some(Range::new(1, 1)), ..row(Product::VirtualTryOn3, &[single_tier(IMAGES)]) }
        .noted("one product picture and one of a person; images counts the product picture"),
    Capability {
        aspect_ratios: &["9:16", "16:9"],
        images: Some(Range::new(0, 5)),
        max_voices: 1,
        max_prompt_chars: Some(2000),
        ..row(Product::VideoCommerce, &[])
    }
    .tiers(
        TierField::Resolution,
        &[
            tier(Resolution::P720, Durations::NoField, IMAGES_AND_VOICE),
            tier(Resolution::P1080, Durations::NoField, IMAGES_AND_VOICE),
        ],
    )
    .noted("images counts product pictures; the script decides the length"),
    Capability {
        aspect_ratios: &["9:16", "2:3", "3:4", "1:1", "4:3", "3:2", "16:9", "21:9"],
        images: Some(Range::new(1, 5)),
        max_voices: 1,
        max_prompt_chars: Some(2500),
        ..row(Product::ApparelReplicator, &[])
    }
    .tiers(
        TierField::Resolution,
        &[
            tier(Resolution::P720, REPLICA_LENGTHS, IMAGES_AND_VOICE),
            tier(Resolution::P1080, REPLICA_LENGTHS, IMAGES_AND_VOICE),
        ],
    )
    .noted("images counts product pictures"),
    Capability {
        aspect_ratios: &["9:16", "1:1", "16:9"],
        images: Some(Range::new(1, 5)),
        max_prompt_chars: Some(2000),
        default_tier: None,
        ..row(Product::GoodsStudio, &[])
    }
    .tiers(
        TierField::Resolution,
        &[tier(Resolution::P720, STUDIO_LENGTHS, IMAGES), tier(Resolution::P1080, STUDIO_LENGTHS, IMAGES)],
    )
    .noted("resolution, shape and length have no defaults"),
    Capability {
        confidence: Confidence::SingleSource,
        ..row(Product::DramaSubtitle, &[Tier::new("", None, Durations::seconds(0, 300))])
    }
    .noted("described by the mainland edition only"),
];
