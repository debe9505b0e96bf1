//! Videos that show a still.

use std::io::{self, Write};
use std::time::Duration;

use image::RgbImage;

use crate::canvas::Canvas;
use crate::h264::{self, Format, Level};
use crate::sound::{Sound, samples_in};
use crate::{aac, mp4};

/// Frames per second of the vendor's videos, except those of its first models, which have 30.
const FRAMES_PER_SECOND: u32 = 24;

/// More would overflow the time scale, and no video has them.
const MAX_FRAMES_PER_SECOND: u32 = 1000;

/// Longer would only fill the memory; the API's longest video has three minutes.
const MAX_DURATION: Duration = Duration::from_secs(3600);

/// A video to be: a picture, along whose lower edge a bar fills from left to right as time goes by.
///
/// It is written as MP4 with H.264 (Constrained Baseline), `moov` before `mdat`, so that it plays while it loads. The
/// first frame is the picture itself, in the 4:2:0 of video without any further loss; the last has the whole bar.
///
/// The file weighs 1.5 bytes for each pixel of the picture, plus a little for every frame. Only its first frame can be
/// sought to without decoding; the others are cheap to decode.
///
/// ```
/// use std::time::Duration;
///
/// let picture = kling_media::paint("a lighthouse in a storm", 640, 360);
/// let tune = kling_media::compose("a lighthouse in a storm", Duration::from_secs(5));
/// let mut file = Vec::new();
/// kling_media::Video::new(&picture, Duration::from_secs(5)).with_sound(&tune).write_mp4(&mut file)?;
///
/// let found = kling_media::probe(&file)?;
/// assert_eq!(found.duration, Some(Duration::from_secs(5)));
/// assert_eq!(found.frames_per_second, Some(24.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Video<'a> {
    still: &'a RgbImage,
    duration: Duration,
    frames_per_second: u32,
    sound: Option<&'a Sound>,
}

impl<'a> Video<'a> {
    /// A silent video of 24 frames per second that shows `still` for `duration`.
    ///
    /// It has as many frames as come closest to the duration, and one at least.
    #[must_use]
    pub fn new(still: &'a RgbImage, duration: Duration) -> Self {
        Self { still, duration, frames_per_second: FRAMES_PER_SECOND, sound: None }
    }

    /// Another frame rate, in frames per second; within 1 and 1000.
    #[must_use]
    pub fn with_frames_per_second(mut self, frames_per_second: u32) -> Self {
        self.frames_per_second = frames_per_second.clamp(1, MAX_FRAMES_PER_SECOND);
        self
    }

    /// A sound track, AAC-LC in stereo at 44.1 kHz. What is longer than the video is cut; an empty sound makes no track.
    #[must_use]
    pub fn with_sound(mut self, sound: &'a Sound) -> Self {
        self.sound = Some(sound);
        self
    }

    /// How many frames the video has.
    #[must_use]
    pub fn frame_count(&self) -> u64 {
        let frames = (self.duration.as_nanos() * u128::from(self.frames_per_second) + 500_000_000) / 1_000_000_000;
        (frames as u64).max(1)
    }

    /// Writes the video as an MP4 file, front to back. The coded frames are held in memory until then.
    ///
    /// # Errors
    ///
    /// [`VideoError::Sides`] and [`VideoError::Level`] for a picture that H.264 cannot hold, and [`VideoError::Duration`], all
    /// before any work; [`VideoError::Write`] for what the writer answers.
    pub fn write_mp4(&self, writer: impl Write) -> Result<(), VideoError> {
        let (width, height) = self.still.dimensions();
        if width == 0 || height == 0 || width % 2 == 1 || height % 2 == 1 {
            return Err(VideoError::Sides { width, height });
        }
        if self.duration > MAX_DURATION {
            return Err(VideoError::Duration(self.duration));
        }
        let format = Format { width, height, frames_per_second: self.frames_per_second };
        let level = Level::lowest_for(&format).ok_or(VideoError::Level {
            width,
            height,
            frames_per_second: self.frames_per_second,
        })?;
        let frame_count = self.frame_count();
        let sound = match self.sound {
            Some(sound) if !sound.is_empty() => Some(aac::encode(sound, samples_in(self.exact_duration()))?),
            _ => None,
        };
        let mut tracks = vec![mp4::Track::video(&format, level, self.encode_frames(&format, frame_count))];
        tracks.extend(sound.map(mp4::Track::sound));
        Ok(mp4::write(&tracks, writer)?)
    }

    /// The duration of all frames, which the asked duration was rounded to.
    fn exact_duration(&self) -> Duration {
        let nanoseconds = u128::from(self.frame_count()) * 1_000_000_000 / u128::from(self.frames_per_second);
        Duration::from_nanos(nanoseconds as u64)
    }

    fn encode_frames(&self, format: &Format, frame_count: u64) -> Vec<Vec<u8>> {
        let canvas = Canvas::new(self.still);
        let mut frames = vec![h264::first_frame(format, |column, row| canvas.macroblock(column, row, 0))];
        frames.extend((1..frame_count).map(|number| {
            let (before, now) =
                (canvas.bar().filled(number - 1, frame_count), canvas.bar().filled(number, frame_count));
            h264::changed_frame(format, number, canvas.grown(format.columns(), before, now).into_iter())
        }));
        frames
    }
}

/// Why a video could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VideoError {
    /// A side is odd or zero. Colour has half the resolution of brightness, so both sides must be even.
    #[error("a video of {width}x{height} cannot be: both sides must be even and at least 2")]
    Sides {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// No level of H.264 has so many pixels, or so many in a second.
    #[error(
        "a video of {width}x{height} at {frames_per_second} frames per second is beyond H.264 level 6.2; make it smaller"
    )]
    Level {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Frames per second.
        frames_per_second: u32,
    },
    /// Longer than an hour.
    #[error("a video of {0:?} is longer than an hour")]
    Duration(Duration),
    /// The writer failed, or the file would be over 4 GiB.
    #[error("the video could not be written: {0}")]
    Write(#[from] io::Error),
}
