//! What the products under `/v1/videos` can do.

use crate::capability::{Range, single_tier};
use crate::{Capability, Confidence, Durations, Product, Resolution, Standard, Tier, TierField, Use, Uses};

const SHAPES: &[&str] = &["16:9", "9:16", "1:1"];
const CAMERA_CONTROLS: &[&str] = &["simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward"];

const FIVE_OR_TEN: Durations = Durations::Of(&[5, 10]);
const THREE_TO_TEN: Durations = Durations::whole_seconds(3, 10);
const THREE_TO_FIFTEEN: Durations = Durations::whole_seconds(3, 15);
const MOTION_VIDEO: Durations = Durations::seconds(3, 30);

const NEGATIVE: Uses = Uses::of(&[Use::NegativePrompt]);
const SCALE: Uses = Uses::of(&[Use::CfgScale]);
const SOUND: Uses = Uses::of(&[Use::Sound]);
const VOICES: Uses = Uses::of(&[Use::Voices]);
const SHOTS: Uses = Uses::of(&[Use::SeveralShots]);
const CAMERA: Uses = Uses::of(&[Use::CameraControl]);
const BRUSH: Uses = Uses::of(&[Use::MotionBrush]);
const FIRST_FRAME: Uses = Uses::of(&[Use::FirstFrame]);
const END_FRAME: Uses = Uses::of(&[Use::EndFrame]);
const IMAGES: Uses = Uses::of(&[Use::Images]);
const ELEMENTS: Uses = Uses::of(&[Use::Elements, Use::VideoElements]);
const IMAGE_ELEMENTS: Uses = Uses::of(&[Use::Elements]);
const MOTION: Uses = Uses::of(&[Use::Images, Use::OriginalSound]);

/// What only the documents' map of capabilities denies, or what sources disagree about, wherever a row does not say better.
const TEXT_DOUBTS: Uses = CAMERA.and(SCALE);
const IMAGE_DOUBTS: Uses = TEXT_DOUBTS.and(BRUSH).and(END_FRAME).and(ELEMENTS);

const fn std(durations: Durations, can: Uses) -> Tier {
    Tier::new("std", Some(Resolution::P720), durations).can(can)
}

const fn pro(durations: Durations, can: Uses) -> Tier {
    Tier::new("pro", Some(Resolution::P1080), durations).can(can)
}

const fn four_k(durations: Durations, can: Uses) -> Tier {
    Tier::new("4k", Some(Resolution::Video4k), durations).can(can)
}

const fn modes(durations: Durations, can: Uses) -> [Tier; 2] {
    [std(durations, can), pro(durations, can)]
}

const fn row(product: Product, model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability {
        tier_field: TierField::Mode,
        default_seconds: Some(5),
        aspect_ratios: SHAPES,
        max_prompt_chars: Some(2500),
        ..Capability::new(product, Standard::V1, tiers)
    }
    .model(model)
}

const fn text(model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability { camera_controls: CAMERA_CONTROLS, max_voices: 2, ..row(Product::TextToVideo, model, tiers) }
}

const fn image(model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability {
        camera_controls: CAMERA_CONTROLS,
        max_voices: 2,
        max_elements: 3,
        aspect_ratios: &[],
        ..row(Product::ImageToVideo, model, tiers)
    }
}

const fn text_tier(tier: Tier) -> Tier {
    tier.can(NEGATIVE).doubts(TEXT_DOUBTS)
}

const fn image_tier(tier: Tier) -> Tier {
    tier.can(NEGATIVE.and(FIRST_FRAME)).doubts(IMAGE_DOUBTS)
}

const fn text_tiers(durations: Durations, can: Uses) -> [Tier; 2] {
    let [std, pro] = modes(durations, can);
    [text_tier(std), text_tier(pro)]
}

/// `std` without an end frame by the documents' map, `pro` with one.
const fn end_frame_in_pro(can: Uses) -> [Tier; 2] {
    [image_tier(std(FIVE_OR_TEN, can)), image_tier(pro(FIVE_OR_TEN, can.and(END_FRAME)))]
}

/// The one grade of the models that take no `mode`.
const MASTER_TEXT_720P: &[Tier] = &[text_tier(Tier::new("", Some(Resolution::P720), FIVE_OR_TEN))];
const MASTER_TEXT_1080P: &[Tier] = &[text_tier(Tier::new("", Some(Resolution::P1080), FIVE_OR_TEN))];
const MASTER_IMAGE_720P: &[Tier] = &[image_tier(Tier::new("", Some(Resolution::P720), FIVE_OR_TEN))];
const MASTER_IMAGE_1080P: &[Tier] = &[image_tier(Tier::new("", Some(Resolution::P1080), FIVE_OR_TEN))];

/// `std` surely without an end frame: the newer standard has it at 1080p only, by several sources.
const fn without_end_frame(tier: Tier) -> Tier {
    let doubts = TEXT_DOUBTS.and(BRUSH).and(ELEMENTS);
    Tier { doubtful: doubts, ..tier }
}

const V3_TEXT: Uses = SOUND.and(SHOTS);
const V3_IMAGE: Uses = SOUND.and(SHOTS).and(END_FRAME).and(ELEMENTS);

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

const fn o1_tier(tier: Tier) -> Tier {
    tier.can(OMNI).doubts(SOUND.and(SHOTS)).durations_are(Confidence::Disputed)
}

const fn omni(model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability {
        images: Some(Range::new(0, 7)),
        max_elements: 7,
        default_tier: Some(1),
        ..row(Product::OmniVideo, model, tiers)
    }
}

const fn motion(model: &'static str, tiers: &'static [Tier]) -> Capability {
    Capability {
        default_tier: None,
        default_seconds: None,
        aspect_ratios: &[],
        images: Some(Range::new(1, 1)),
        max_elements: 1,
        ..row(Product::MotionControl, model, tiers)
    }
    .noted("the result is as long as the motion video, or shorter; mode has no default")
}

const MASTER_NOTE: &str = "takes no mode";

/// By the documents of April 2026; `4k` since 23 April 2026.
pub(crate) const CAPABILITIES: &[Capability] = &[
    text(
        "kling-v1",
        &[text_tier(std(FIVE_OR_TEN, SCALE)).can_in_5_seconds(CAMERA), text_tier(pro(FIVE_OR_TEN, SCALE))],
    ),
    text("kling-v1-6", &text_tiers(FIVE_OR_TEN, SCALE)),
    text("kling-v2-master", &[]).tiers(TierField::None, MASTER_TEXT_720P).noted(MASTER_NOTE),
    text("kling-v2-1-master", &[]).tiers(TierField::None, MASTER_TEXT_1080P).noted(MASTER_NOTE),
    text("kling-v2-5-turbo", &text_tiers(FIVE_OR_TEN, Uses::NONE)),
    text("kling-v2-6", &[text_tier(std(FIVE_OR_TEN, Uses::NONE)), text_tier(pro(FIVE_OR_TEN, SOUND)).doubts(VOICES)]),
    text(
        "kling-v3",
        &[
            text_tier(std(THREE_TO_FIFTEEN, V3_TEXT)).doubts(VOICES),
            text_tier(pro(THREE_TO_FIFTEEN, V3_TEXT)).doubts(VOICES),
            text_tier(four_k(THREE_TO_FIFTEEN, V3_TEXT)).doubts(VOICES),
        ],
    )
    .noted("sources disagree about camera control and cfg_scale"),
    image(
        "kling-v1",
        &[
            image_tier(std(FIVE_OR_TEN, SCALE)).can_in_5_seconds(END_FRAME.and(BRUSH)),
            image_tier(pro(FIVE_OR_TEN, SCALE)).can_in_5_seconds(END_FRAME.and(BRUSH)),
        ],
    ),
    Capability {
        camera_controls: &["simple"],
        ..image(
            "kling-v1-5",
            &[
                image_tier(std(FIVE_OR_TEN, SCALE)),
                image_tier(pro(FIVE_OR_TEN, SCALE.and(END_FRAME))).can_in_5_seconds(CAMERA.and(BRUSH)),
            ],
        )
    }
    .noted("an end frame may come alone"),
    image("kling-v1-6", &end_frame_in_pro(SCALE))
        .noted("an end frame may come alone; the service was seen to refuse the motion brush"),
    image("kling-v2-master", &[]).tiers(TierField::None, MASTER_IMAGE_720P).noted(MASTER_NOTE),
    image("kling-v2-1", &end_frame_in_pro(Uses::NONE)),
    image("kling-v2-1-master", &[]).tiers(TierField::None, MASTER_IMAGE_1080P).noted(MASTER_NOTE),
    image(
        "kling-v2-5-turbo",
        &[without_end_frame(image_tier(std(FIVE_OR_TEN, Uses::NONE))), image_tier(pro(FIVE_OR_TEN, END_FRAME))],
    ),
    image(
        "kling-v2-6",
        &[
            without_end_frame(image_tier(std(FIVE_OR_TEN, Uses::NONE))),
            image_tier(pro(FIVE_OR_TEN, END_FRAME.and(SOUND).and(VOICES))),
        ],
    ),
    image(
        "kling-v3",
        &[
            image_tier(std(THREE_TO_FIFTEEN, V3_IMAGE)).doubts(VOICES),
            image_tier(pro(THREE_TO_FIFTEEN, V3_IMAGE)).doubts(VOICES),
            image_tier(four_k(THREE_TO_FIFTEEN, V3_IMAGE)).doubts(VOICES),
        ],
    )
    .noted("sources disagree about camera control, motion brush, voices and cfg_scale"),
    omni("kling-video-o1", &[o1_tier(std(THREE_TO_TEN, OMNI)), o1_tier(pro(THREE_TO_TEN, OMNI))])
        .noted("elements made from pictures only; sources disagree about its lengths, 5 or 10 s against 3 to 10 s"),
    omni(
        "kling-v3-omni",
        &[std(THREE_TO_FIFTEEN, OMNI_3), pro(THREE_TO_FIFTEEN, OMNI_3), four_k(THREE_TO_FIFTEEN, OMNI_3)],
    ),
    Capability {
        images: Some(Range::new(1, 4)),
        ..row(Product::ReferenceVideo, "kling-v1-6", &modes(FIVE_OR_TEN, NEGATIVE.and(IMAGES)))
    },
    motion(
        "kling-v2-6",
        &[std(MOTION_VIDEO, MOTION).doubts(IMAGE_ELEMENTS), pro(MOTION_VIDEO, MOTION).doubts(IMAGE_ELEMENTS)],
    ),
    motion("kling-v3", &modes(MOTION_VIDEO, MOTION.and(ELEMENTS))),
    Capability {
        images: Some(Range::new(0, 2)),
        aspect_ratios: &[],
        ..row(Product::MultiElements, "kling-v1-6", &modes(FIVE_OR_TEN, NEGATIVE.and(IMAGES)))
    }
    .noted("5 s from a source of 2 to 5 s, 10 s from one of 7 to 10 s; one or two pictures to add, one to swap"),
    Capability {
        max_prompt_chars: Some(2500),
        default_tier: None,
        ..Capability::new(
            Product::VideoExtension,
            Standard::V1,
            &[
                Tier::new("std", Some(Resolution::P720), Durations::NoField).can(NEGATIVE.and(SCALE)),
                Tier::new("pro", Some(Resolution::P1080), Durations::NoField).can(NEGATIVE.and(SCALE)),
            ],
        )
    }
    .noted("adds 4 to 5 s to a video of V1.0, V1.5 or V1.6 with the model and mode of that video"),
    Capability::new(Product::LipSync, Standard::V1, &[Tier::new("", None, Durations::seconds(2, 60))]),
    Capability::new(Product::FaceIdentification, Standard::V1, &[Tier::new("", None, Durations::seconds(2, 60))]),
    Capability { max_prompt_chars: Some(2500), ..Capability::new(Product::Avatar, Standard::V1, &[]) }
        .tiers(TierField::Mode, &modes(Durations::seconds(2, 300), Uses::NONE)),
    Capability {
        images: Some(Range::new(1, 2)),
        ..Capability::new(Product::Effect, Standard::V1, &[single_tier(IMAGES)])
    }
    .noted(
        "the scene decides how many pictures; before 2026 a length and for some scenes a model and a mode were sent",
    ),
    Capability::new(Product::ImageRecognition, Standard::V1, &[single_tier(Uses::NONE)]),
];
