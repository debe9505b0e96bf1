//! `/v1/audio`.

mod from_text;
mod from_video;
mod speech;

use kling_models::Product;

use super::{Handler, Table};

pub(super) use speech::spoken_for;

pub(super) const TABLE: Table = &[
    ("create_text_to_audio", Handler::Order(Product::TextToAudio, from_text::plan)),
    ("create_video_to_audio", Handler::Order(Product::VideoToAudio, from_video::plan)),
    ("create_speech", Handler::Call(Product::Speech, speech::speak)),
];
