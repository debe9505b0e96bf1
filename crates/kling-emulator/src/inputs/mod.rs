//! What requests are made of: pictures, videos and sounds, given by Base64, by URL, or by the id of an earlier result.

mod footage;
mod picture;
mod recording;
mod source;

pub(crate) use footage::{Footage, Still, VideoRule};
pub(crate) use picture::{Picture, PictureRule};
pub(crate) use recording::{SoundRule, Spoken};
pub(crate) use source::Source;
