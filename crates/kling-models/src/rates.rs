//! The vendor's price list.

use core::fmt;

use crate::{Confidence, Product, Resolution, Units};

/// The date of the vendor's price list that is in force.
pub const EDITION: &str = "2026-09-20";

/// The month of the list that the prices of earlier models come from. The list in force has no row for them.
pub const EDITION_OF_EARLIER_MODELS: &str = "2026-07";

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Per {
    /// Each second of video or recording, rounded to whole seconds.
    Second,
    /// Each 5 seconds that were begun. That a begun block counts whole is inferred.
    FiveSeconds,
    /// Each picture.
    Picture,
    /// Each request.
    Call,
}

/// `second`, `5 s begun`, `picture`, `call`: what comes behind "for every".
impl fmt::Display for Per {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Second => "second",
            Self::FiveSeconds => "5 s begun",
            Self::Picture => "picture",
            Self::Call => "call",
        })
    }
}

/// Which requests a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// All.
    Always,
    /// A video without an input video and without sound.
    Silent,
    /// A video with native sound and no named voice.
    NativeSound,
    /// A video with native sound and named voices.
    NamedVoices,
    /// A video with an input video, whatever its sound.
    VideoInput,
    /// Pictures from text alone.
    Text,
    /// Pictures from a picture.
    Picture,
}

/// One row of the price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rate {
    /// The products.
    pub products: &'static [Product],
    /// The models, by their names in both standards; empty where no model is named.
    pub models: &'static [&'static str],
    /// The sizes; empty for all.
    pub resolutions: &'static [Resolution],
    /// Which requests it is for.
    pub condition: Condition,
    /// The units of the product's pack.
    pub units: Units,
    /// What they are for.
    pub per: Per,
    /// The date of the list.
    pub edition: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
}

use Condition::{Always, NamedVoices, NativeSound, Picture, Silent, Text, VideoInput};
use Confidence::{Confirmed, SingleSource};
use Resolution::{K1, K2, K4, P720, P1080, Video4k};

type Products = &'static [Product];
type Models = &'static [&'static str];
type Sizes = &'static [Resolution];

const fn rate(
    products: Products,
    models: Models,
    sizes: Sizes,
    condition: Condition,
    thousandths: u64,
    per: Per,
) -> Rate {
    Rate {
        products,
        models,
        resolutions: sizes,
        condition,
        units: Units::from_thousandths(thousandths),
        per,
        edition: EDITION,
        confidence: Confirmed,
    }
}

const fn second(products: Products, models: Models, size: Sizes, condition: Condition, thousandths: u64) -> Rate {
    rate(products, models, size, condition, thousandths, Per::Second)
}

const fn call(product: Products, thousandths: u64) -> Rate {
    rate(product, &[], &[], Always, thousandths, Per::Call)
}

const fn picture(products: Products, models: Models, sizes: Sizes, condition: Condition, units: u32) -> Rate {
    rate(products, models, sizes, condition, units as u64 * 1000, Per::Picture)
}

const fn earlier(rate: Rate) -> Rate {
    Rate { edition: EDITION_OF_EARLIER_MODELS, confidence: SingleSource, ..rate }
}

const CLIPS: Products = &[Product::TextToVideo, Product::ImageToVideo];
const CLIPS_AND_REFERENCE: Products = &[Product::TextToVideo, Product::ImageToVideo, Product::ReferenceVideo];
const OMNI: Products = &[Product::OmniVideo];
const MOTION: Products = &[Product::MotionControl];
const EDITING: Products = &[Product::MultiElements];
const EXTENSION: Products = &[Product::VideoExtension];
const AVATAR: Products = &[Product::Avatar];
const IMAGE: Products = &[Product::ImageGeneration];
const OMNI_IMAGE: Products = &[Product::OmniImage];
const REFERENCE: Products = &[Product::ReferenceImage];

const TURBO_3: Models = &["kling-3.0-turbo"];
const V3: Models = &["kling-v3", "kling-3.0"];
const OMNI_3: Models = &["kling-v3-omni", "kling-3.0-omni"];
const O1: Models = &["kling-video-o1", "kling-o1"];
const V2_6: Models = &["kling-v2-6", "kling-2.6"];
const TURBO_2_5: Models = &["kling-v2-5-turbo", "kling-2.5-turbo"];
const MASTERS: Models = &["kling-v2-master", "kling-v2-1-master"];
const V1_5_TO_V2_1: Models = &["kling-v1-5", "kling-v1-6", "kling-v2-1"];

const AT_720P: Sizes = &[P720];
const AT_1080P: Sizes = &[P1080];
const IN_4K: Sizes = &[Video4k];
const TO_2K: Sizes = &[K1, K2];

/// The price list. No two rows are for the same request.
///
/// Not in it, because no source tells: effects, and the solutions other than video commerce with products.
pub const RATES: &[Rate] = &[
    second(CLIPS, TURBO_3, AT_720P, NativeSound, 800),
    second(CLIPS, TURBO_3, AT_1080P, NativeSound, 1_000),
    second(CLIPS, V3, AT_720P, Silent, 600),
    second(CLIPS, V3, AT_1080P, Silent, 800),
    second(CLIPS, V3, IN_4K, Silent, 3_000),
    second(CLIPS, V3, AT_720P, NativeSound, 900),
    second(CLIPS, V3, AT_1080P, NativeSound, 1_200),
    second(CLIPS, V3, IN_4K, NativeSound, 3_000),
    second(MOTION, V3, AT_720P, Always, 900),
    second(MOTION, V3, AT_1080P, Always, 1_200),
    second(OMNI, OMNI_3, AT_720P, Silent, 600),
    second(OMNI, OMNI_3, AT_1080P, Silent, 800),
    second(OMNI, OMNI_3, IN_4K, Silent, 3_000),
    second(OMNI, OMNI_3, AT_720P, NativeSound, 800),
    second(OMNI, OMNI_3, AT_1080P, NativeSound, 1_000),
    second(OMNI, OMNI_3, IN_4K, NativeSound, 3_000),
    second(OMNI, OMNI_3, AT_720P, VideoInput, 900),
    second(OMNI, OMNI_3, AT_1080P, VideoInput, 1_200),
    second(OMNI, OMNI_3, IN_4K, VideoInput, 3_000),
    second(OMNI, O1, AT_720P, Silent, 600),
    second(OMNI, O1, AT_1080P, Silent, 800),
    second(OMNI, O1, AT_720P, VideoInput, 900),
    second(OMNI, O1, AT_1080P, VideoInput, 1_200),
    second(CLIPS, V2_6, AT_720P, Silent, 300),
    second(CLIPS, V2_6, AT_1080P, Silent, 500),
    second(CLIPS, V2_6, AT_1080P, NativeSound, 1_000),
    second(CLIPS, V2_6, AT_1080P, NamedVoices, 1_200),
    second(MOTION, V2_6, AT_720P, Always, 500),
    second(MOTION, V2_6, AT_1080P, Always, 800),
    second(CLIPS, TURBO_2_5, AT_720P, Silent, 300),
    second(CLIPS, TURBO_2_5, AT_1080P, Silent, 500),
    second(AVATAR, &[], AT_720P, Always, 400),
    second(AVATAR, &[], AT_1080P, Always, 800),
    rate(&[Product::LipSync], &[], &[], Always, 500, Per::FiveSeconds),
    call(&[Product::FaceIdentification], 50),
    call(&[Product::Speech], 50),
    call(&[Product::Voice], 50),
    call(&[Product::TextToAudio, Product::VideoToAudio], 250),
    call(&[Product::ImageRecognition], 100),
    call(&[Product::Element], 0),
    call(&[Product::MultiShot], 20_000),
    earlier(second(CLIPS_AND_REFERENCE, V1_5_TO_V2_1, AT_720P, Silent, 400)),
    earlier(second(CLIPS_AND_REFERENCE, V1_5_TO_V2_1, AT_1080P, Silent, 700)),
    earlier(second(CLIPS, MASTERS, &[], Silent, 2_000)),
    earlier(second(CLIPS, &["kling-v1"], AT_720P, Silent, 200)),
    earlier(second(CLIPS, &["kling-v1"], AT_1080P, Silent, 700)),
    earlier(second(EDITING, &["kling-v1-6"], AT_720P, Always, 600)),
    earlier(second(EDITING, &["kling-v1-6"], AT_1080P, Always, 1_000)),
    earlier(rate(EXTENSION, &[], AT_720P, Always, 2_000, Per::Call)),
    earlier(rate(EXTENSION, &[], AT_1080P, Always, 3_500, Per::Call)),
    picture(IMAGE, &["kling-v3"], TO_2K, Always, 8),
    picture(OMNI_IMAGE, &["kling-v3-omni"], TO_2K, Always, 8),
    picture(OMNI_IMAGE, &["kling-v3-omni"], &[K4], Always, 16),
    picture(OMNI_IMAGE, &["kling-image-o1"], TO_2K, Always, 8),
    picture(IMAGE, &["kling-v2-1"], TO_2K, Text, 4),
    picture(IMAGE, &["kling-v2-1"], TO_2K, Picture, 8),
    picture(REFERENCE, &["kling-v2-1"], &[], Always, 16),
    picture(&[Product::ImageExpansion], &[], &[], Always, 8),
    earlier(picture(IMAGE, &["kling-v2-new"], &[], Picture, 8)),
    earlier(picture(IMAGE, &["kling-v2"], TO_2K, Text, 4)),
    earlier(picture(IMAGE, &["kling-v2"], &[K1], Picture, 8)),
    earlier(picture(REFERENCE, &["kling-v2"], &[], Always, 16)),
    earlier(picture(IMAGE, &["kling-v1-5"], &[K1], Text, 4)),
    earlier(picture(IMAGE, &["kling-v1-5"], &[K1], Picture, 8)),
    earlier(picture(IMAGE, &["kling-v1"], &[K1], Always, 1)),
    earlier(picture(
        &[Product::VirtualTryOn],
        &["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"],
        &[],
        Always,
        1,
    )),
    // With products only: the same source gives a span of 1.0 to 1.6 over the variants.
    Rate { confidence: SingleSource, ..second(&[Product::VideoCommerce], &[], &[], Picture, 1_400) },
];
