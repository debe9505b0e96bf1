#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod animate_avatar;
mod apply_effect;
mod camera;
mod charged_answer;
mod client;
mod control_motion;
mod cue;
mod edit_video;
mod editing_session;
mod extend;
mod faces;
mod frames;
mod generated;
mod ids;
mod image_to_video;
mod input_video;
mod lip_sync;
mod masks;
mod motion_brush;
mod omni;
mod picture_rule;
mod products;
mod recognize_image;
mod reference_to_video;
mod scene_pictures;
mod seconds;
mod shots;
mod sound;
mod speech;
mod text_to_video;
mod video;

pub use animate_avatar::AnimateAvatar;
pub use apply_effect::ApplyEffect;
pub use camera::Camera;
pub use client::Videos;
pub use control_motion::ControlMotion;
pub use cue::Cue;
pub use edit_video::EditVideo;
pub use editing_session::{EditingSession, MarkedFrame, MarksPreview, SessionVideo};
pub use extend::ExtendVideo;
pub use faces::{Face, IdentifiedFaces};
pub use frames::Frames;
pub use ids::{EditingSessionId, FaceId, FaceSessionId};
pub use image_to_video::GenerateFromFrames;
pub use input_video::InputVideo;
pub use kling_models::Estimate;
pub use kling_runtime::VideoSource;
pub use lip_sync::SyncLips;
pub use motion_brush::MotionBrush;
pub use omni::GenerateOmniVideo;
pub use products::{
    AvatarVideo, ImageToVideo, LipSync, MotionControl, MultiElementsEdit, OmniVideo, ReferenceVideo, TextToVideo,
    VideoEffect, VideoExtension, VideoProduct,
};
pub use recognize_image::{PicturePart, RecognizedImage};
pub use reference_to_video::GenerateFromReferences;
pub use scene_pictures::ScenePictures;
pub use shots::{Shot, Shots};
pub use speech::Speech;
pub use text_to_video::GenerateFromText;
pub use video::Video;

/// The plain wire: every operation and type as `openapi/videos.yaml` has them, with nothing added.
///
/// Requests are signed and safely retried; nothing is checked, and an ambiguous create is not looked up.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}
