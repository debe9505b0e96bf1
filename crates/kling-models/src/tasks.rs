//! What the products of the newer standard can do: one path for each model.

use crate::capability::Range;
use crate::{Capability, Durations, Product, Resolution, Standard, Tier, TierField, Use, Uses};

const SHAPES: &[&str] = &["16:9", "9:16", "1:1"];

const FIVE_OR_TEN: Durations = Durations::Of(&[5, 10]);
const THREE_TO_TEN: Durations = Durations::whole_seconds(3, 10);
const THREE_TO_FIFTEEN: Durations = Durations::whole_seconds(3, 15);
const MOTION_VIDEO: Durations = Durations::seconds(3, 30);

const NOTHING: Uses = Uses::NONE;
const SOUND: Uses = Uses::of(&[Use::Sound]);
const SHOTS: Uses = Uses::of(&[Use::SeveralShots]);
const FIRST_FRAME: Uses = Uses::of(&[Use::FirstFrame]);
const BOTH_FRAMES: Uses = Uses::of(&[Use::FirstFrame, Use::EndFrame]);
const ELEMENTS: Uses = Uses::of(&[Use::Elements, Use::VideoElements]);
const OMNI: Uses = Uses::of(&[
    Use::Images,
    Use::Elements,
    Use::FirstFrame,
    Use::EndFrame,
    Use::FeatureVideo,
    Use::BaseVideo,
    Use::OriginalSound,
]);
const OMNI_3: Uses = OMNI.and(SOUND).and(SHOTS).and(ELEMENTS);
const MOTION: Uses = Uses::of(&[Use::Images, Use::OriginalSound]);

const fn tier(resolution: Resolution, durations: Durations, can: Uses) -> Tier {
    Tier::new(resolution.name(), Some(resolution), durations).can(can)
}

const fn p720(durations: Durations, can: Uses) -> Tier {
    tier(Resolution::P720, durations, can)
}

const fn p1080(durations: Durations, can: Uses) -> Tier {
    tier(Resolution::P1080, durations, can)
}

const fn to_4k(durations: Durations, can: Uses) -> [Tier; 3] {
    [p720(durations, can), p1080(durations, can), tier(Resolution::Video4k, durations, can)]
}

const fn row(product: Product, model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability {
        tier_field: TierField::Resolution,
        default_seconds: if matches!(product, Product::MotionControl) { None } else { Some(5) },
        aspect_ratios: if matches!(product, Product::TextToVideo | Product::OmniVideo) { SHAPES } else { &[] },
        max_prompt_chars: Some(2500),
        edition: "2026-09",
        ..Capability::new(product, Standard::Tasks, tiers)
    }
    .model(model)
}

const fn with_long_prompt(row: Capability) -> Capability {
    Capability { max_prompt_chars: Some(3072), advised_prompt_chars: Some(2500), ..row }
}

const TURBO: Tier = p720(THREE_TO_FIFTEEN, SOUND).doubts(SHOTS);
const TURBO_1080P: Tier = p1080(THREE_TO_FIFTEEN, SOUND).doubts(SHOTS);
const TURBO_NOTE: &str = "several shots are written into the prompt; no field asks for them";

/// By the documents of 20 September 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    row(Product::TextToVideo, "kling-2.5-turbo", &[p720(FIVE_OR_TEN, NOTHING), p1080(FIVE_OR_TEN, NOTHING)]),
    row(Product::TextToVideo, "kling-2.6", &[p720(FIVE_OR_TEN, NOTHING), p1080(FIVE_OR_TEN, SOUND)]),
    with_long_prompt(row(Product::TextToVideo, "kling-3.0", &to_4k(THREE_TO_FIFTEEN, SOUND.and(SHOTS)))),
    Capability {
        always_has_sound: true,
        ..with_long_prompt(row(Product::TextToVideo, "kling-3.0-turbo", &[TURBO, TURBO_1080P]))
    }
    .noted(TURBO_NOTE),
    row(Product::ImageToVideo, "kling-2.5-turbo", &[p720(FIVE_OR_TEN, FIRST_FRAME), p1080(FIVE_OR_TEN, BOTH_FRAMES)]),
    Capability {
        max_voices: 2,
        ..row(
            Product::ImageToVideo,
            "kling-2.6",
            &[p720(FIVE_OR_TEN, FIRST_FRAME), p1080(FIVE_OR_TEN, BOTH_FRAMES.and(SOUND).and(Uses::of(&[Use::Voices])))],
        )
    },
    Capability {
        max_elements: 3,
        ..with_long_prompt(row(
            Product::ImageToVideo,
            "kling-3.0",
            &to_4k(THREE_TO_FIFTEEN, BOTH_FRAMES.and(SOUND).and(SHOTS).and(ELEMENTS)),
        ))
    },
    Capability {
        always_has_sound: true,
        ..row(Product::ImageToVideo, "kling-3.0-turbo", &[TURBO.can(FIRST_FRAME), TURBO_1080P.can(FIRST_FRAME)])
    }
    .noted(TURBO_NOTE),
    Capability {
        images: Some(Range::new(0, 7)),
        max_elements: 7,
        ..row(Product::OmniVideo, "kling-o1", &[p720(THREE_TO_TEN, OMNI), p1080(THREE_TO_TEN, OMNI)])
    }
    .noted("elements made from pictures only; from a first frame alone only 5 or 10 s"),
    Capability {
        images: Some(Range::new(0, 7)),
        max_elements: 7,
        ..with_long_prompt(row(Product::OmniVideo, "kling-3.0-omni", &to_4k(THREE_TO_FIFTEEN, OMNI_3)))
    },
    Capability {
        images: Some(Range::new(1, 1)),
        ..row(Product::MotionControl, "kling-2.6", &[p720(MOTION_VIDEO, MOTION), p1080(MOTION_VIDEO, MOTION)])
    }
    .noted("the result is as long as the motion video, or shorter"),
    Capability {
        images: Some(Range::new(1, 1)),
        max_elements: 1,
        ..row(
            Product::MotionControl,
            "kling-3.0",
            &[p720(MOTION_VIDEO, MOTION.and(ELEMENTS)), p1080(MOTION_VIDEO, MOTION.and(ELEMENTS))],
        )
    }
    .noted("the result is as long as the motion video, or shorter"),
];
