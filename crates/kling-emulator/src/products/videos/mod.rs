//! `/v1/videos`.

mod avatar;
mod effect;
mod extension;
mod faces;
mod film;
mod from_image;
mod from_references;
mod from_text;
mod legacy_lip_sync;
mod lip_sync;
mod motion_control;
mod multi_elements;
mod omni;
mod recognition;
mod selections;
mod wishes;

use kling_models::Product;

use super::{Handler, Table};

pub(super) use film::Film;

pub(super) const TABLE: Table = &[
    ("create_text_to_video", Handler::Order(Product::TextToVideo, from_text::plan)),
    ("create_image_to_video", Handler::Order(Product::ImageToVideo, from_image::plan)),
    ("create_omni_video", Handler::Order(Product::OmniVideo, omni::plan)),
    ("create_reference_video", Handler::Order(Product::ReferenceVideo, from_references::plan)),
    ("create_motion_control", Handler::Order(Product::MotionControl, motion_control::plan)),
    ("create_multi_elements_edit", Handler::Order(Product::MultiElements, multi_elements::plan)),
    ("create_video_extension", Handler::Order(Product::VideoExtension, extension::plan)),
    ("create_lip_sync", Handler::Order(Product::LipSync, lip_sync::plan)),
    ("create_legacy_lip_sync", Handler::Order(Product::LipSync, legacy_lip_sync::plan)),
    ("create_avatar_video", Handler::Order(Product::Avatar, avatar::plan)),
    ("create_video_effect", Handler::Order(Product::Effect, effect::plan)),
    ("identify_faces", Handler::Call(Product::FaceIdentification, faces::identify)),
    ("recognize_image", Handler::Call(Product::ImageRecognition, recognition::recognize)),
    ("init_selection", Handler::Call(Product::MultiElements, selections::begin)),
    ("add_selection", Handler::Call(Product::MultiElements, selections::add)),
    ("delete_selection", Handler::Call(Product::MultiElements, selections::delete)),
    ("clear_selection", Handler::Call(Product::MultiElements, selections::clear)),
    ("preview_selection", Handler::Call(Product::MultiElements, selections::preview)),
];
