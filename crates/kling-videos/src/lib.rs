//! Client for the `/v1/videos` endpoints of the Kling AI API: making videos from text, pictures and other videos, editing them,
//! extending them, and giving them a voice.
//!
//! The example needs `kling-runtime`, `kling-emulator`, and `tokio` with `macros` and `rt-multi-thread`, beside this crate.
//!
//! ```
//! use kling_emulator::{DEFAULT_API_KEY, Emulator};
//! use kling_runtime::{Credentials, Session};
//! use kling_videos::Videos;
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     // The emulator stands for the API, so this needs no account. With one: `Session::builder(Credentials::from_env()?).build()?`.
//!     let emulator = Emulator::builder().speed(1000.0).start().await?;
//!     let credentials = Credentials::api_key(DEFAULT_API_KEY)?;
//!     let session = Session::builder(credentials).with_base_url(emulator.base_url().parse()?).build()?;
//!
//!     let videos = Videos::new(&session);
//!     let order = videos.text_to_video("a fox runs over fresh snow").with_model("kling-v1-6").prepare().await?;
//!     if let Some(price) = order.estimate() {
//!         println!("{price}");
//!     }
//!     let made = order.send().await?.wait().await?;
//!     let id = made.first().id.clone().ok_or("the video has no id")?;
//!     let longer = videos.extend(id).with_prompt("it leaps over a brook").send().await?.wait().await?;
//!     let saved = longer.save_to(std::env::temp_dir()).await?;
//!     println!("{}", saved[0].display());
//!     Ok(())
//! }
//! ```
//!
//! | To | Begin with |
//! |---|---|
//! | make a video from words | [`Videos::text_to_video`] |
//! | make a video between a first and a last frame | [`Videos::image_to_video`] |
//! | make a video of what several pictures show | [`Videos::reference_to_video`] |
//! | mix words, pictures, elements and a video, or edit a video by words | [`Videos::omni`] |
//! | move a person like the person of a video | [`Videos::control_motion`] |
//! | mark areas of a video, then add, swap or remove things | [`Videos::open_editing_session`] |
//! | make a video longer | [`Videos::extend`] |
//! | make a face of a video speak | [`Videos::identify_faces`], then [`Videos::sync_lips`] |
//! | make a picture speak | [`Videos::animate_avatar`] |
//! | put persons into a ready-made scene | [`Videos::apply_effect`] |
//! | cut a person out of a picture | [`Videos::recognize_image`] |
//!
//! Each of the first ten orders reads its files and is checked before anything is sent; its task is created exactly once, and can be
//! taken up by another process. The calls that answer at once (finding faces, marking areas, cutting out) make no task, so an answer
//! that is lost cannot be found again.
//!
//! Pictures and sounds are files, bytes or addresses. Videos are addresses that the API can reach, or ids of videos that it made: it
//! takes no video files. [`wire`] holds the plain types and calls as the OpenAPI document has them. The old lip sync, which the vendor
//! no longer shows, is there only, with [`review`](wire::CreateLegacyLipSyncRequest::review).
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
mod legacy_lip_sync;
mod lip_sync;
mod masks;
mod motion_brush;
mod omni;
mod products;
mod recognize_image;
mod reference_to_video;
mod scene_pictures;
mod seconds;
mod shots;
mod sound;
mod spoken_input;
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
pub use generated::types::{CharacterOrientation, VideoAspectRatio, VideoMode};
pub use ids::{EditingSessionId, FaceId, FaceSessionId};
pub use image_to_video::GenerateFromFrames;
pub use input_video::InputVideo;
pub use kling_models::Estimate;
pub use kling_runtime::{Shot, VideoSource};
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
pub use shots::Shots;
pub use spoken_input::SpokenInput;
pub use text_to_video::GenerateFromText;
pub use video::Video;

/// The plain wire: every operation and type as `openapi/videos.yaml` has them, with nothing added.
///
/// Requests are signed and safely retried; nothing is checked, and an ambiguous create is not looked up.
pub mod wire {
    pub use crate::generated::Client;
    pub use crate::generated::types::*;
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
