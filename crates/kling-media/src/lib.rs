#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod aac;
mod canvas;
mod h264;
mod mp3;
mod mp4;
mod painting;
pub mod probe;
mod progress_bar;
mod sound;
mod splitmix;
mod video;
mod wav;

pub use crate::{
    painting::paint,
    probe::probe,
    sound::{Sound, compose},
    video::{Video, VideoError},
};
