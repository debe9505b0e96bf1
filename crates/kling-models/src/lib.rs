#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod applied_rate;
mod assets;
mod audio;
mod capability;
mod check;
mod closest;
mod confidence;
mod default_model;
mod durations;
mod effect_scenes;
mod element_tags;
mod estimate;
mod field;
mod finding;
mod images;
mod length_rules;
mod media_rules;
mod model;
mod pack;
mod product;
mod rates;
mod relations;
mod request;
mod shots;
mod solutions;
mod speech_voices;
mod standard;
mod tasks;
mod tier;
mod units;
mod usd;
mod uses;
mod videos;

pub use applied_rate::{AppliedRate, find_rate};
pub use capability::{CAPABILITIES, Capability, Range, SoundSupport, capabilities, find_capability};
pub use check::check;
pub use closest::closest;
pub use confidence::Confidence;
pub use default_model::{DEFAULT_MODELS, DefaultModel, default_model};
pub use durations::Durations;
pub use effect_scenes::{
    DISCONTINUED_SCENES, DUAL_SCENES, DiscontinuedScene, EARLIER_DUAL_SCENES, EARLIER_SINGLE_SCENES,
    EFFECT_SCENES_EDITION, SINGLE_SCENES, find_discontinued_scene, scene_pictures,
};
pub use element_tags::{ELEMENT_TAGS, ElementTag};
pub use estimate::{Estimate, estimate};
pub use field::Field;
pub use finding::{Allowed, Finding, Problem, Severity, Value};
pub use length_rules::{LENGTH_RULES, LengthRule};
pub use media_rules::{PictureProblem, PictureRule, picture_rule, takes_address_only};
pub use model::{MODELS, Model, Retirement, RetirementBasis, find_model};
pub use pack::Pack;
pub use product::Product;
pub use rates::{Condition, EDITION, EDITION_OF_EARLIER_MODELS, Per, RATES, Rate};
pub use relations::{CEILINGS, Ceiling, Counted, RELATIONS, Relation, RelationKind};
pub use request::{CharacterOrientation, Request, RequestSound, SeriesAmount, VideoInput};
pub use shots::{ShotProblem, ToldShots};
pub use speech_voices::{SPEECH_VOICES, SpeechVoice, find_speech_voice};
pub use standard::Standard;
pub use tier::{Resolution, Support, Tier, TierField};
pub use units::{ParseUnitsError, Units};
pub use usd::Usd;
pub use uses::{Use, Uses};
