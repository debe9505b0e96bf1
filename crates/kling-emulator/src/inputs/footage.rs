//! A video of a request: an earlier result by its id, or a file by its URL.

use std::ops::RangeInclusive;
use std::time::Duration;

use kling_media::probe::Kind;
use kling_models::Product;
use url::Url;

use super::Source;
use crate::clock::UnixMillis;
use crate::envelope::Refusal;
use crate::holdings::Holdings;
use crate::lenient::{Node, illegal};
use crate::ordering::Asking;
use crate::output::{Clip, seconds};
use crate::results;

const MEGABYTE: usize = 1_000_000;

/// What a field takes as a video.
#[derive(Clone, Debug)]
pub(crate) struct VideoRule {
    most_bytes: usize,
    seconds: RangeInclusive<f64>,
    sides: RangeInclusive<u32>,
    frames_per_second: Option<RangeInclusive<f64>>,
    /// The message for a length out of range, where one was seen.
    wrong_length: Option<&'static str>,
}

impl VideoRule {
    pub(crate) const fn new(megabytes: usize, seconds: RangeInclusive<f64>, sides: RangeInclusive<u32>) -> Self {
        Self { most_bytes: megabytes * MEGABYTE, seconds, sides, frames_per_second: None, wrong_length: None }
    }

    pub(crate) const fn with_frames_per_second(mut self, range: RangeInclusive<f64>) -> Self {
        self.frames_per_second = Some(range);
        self
    }

    pub(crate) const fn with_wrong_length(mut self, message: &'static str) -> Self {
        self.wrong_length = Some(message);
        self
    }

    fn check(&self, footage: &Footage, field: &str) -> Result<(), Refusal> {
        let length = footage.duration.as_secs_f64();
        if !self.seconds.contains(&length) {
            if let Some(message) = self.wrong_length {
                return Err(Refusal::illegal_value(message));
            }
            let (least, most) = (self.seconds.start(), self.seconds.end());
            let length = seconds(footage.duration);
            return Err(illegal(field, &format!("is {length} s long: it must be {least} to {most} s")));
        }
        let ((width, height), sides) = (footage.size, &self.sides);
        if !sides.contains(&width) || !sides.contains(&height) {
            let rule = format!("is {width}x{height}: both sides must be {} to {} px", sides.start(), sides.end());
            return Err(illegal(field, &rule));
        }
        match &self.frames_per_second {
            Some(range) if !range.contains(&footage.frames_per_second) => {
                let rule = format!("must have {} to {} frames per second", range.start(), range.end());
                Err(illegal(field, &rule))
            }
            _ => Ok(()),
        }
    }
}

/// A video that the API takes.
#[derive(Clone, Debug)]
pub(crate) struct Footage {
    /// Its id, where it is an earlier result.
    pub(crate) id: Option<String>,
    place: Place,
    pub(crate) still: Still,
    pub(crate) size: (u32, u32),
    pub(crate) duration: Duration,
    pub(crate) frames_per_second: f64,
    pub(crate) has_sound: bool,
    /// How it was made, where it is an earlier result.
    pub(crate) made_by: Option<Product>,
    pub(crate) model: Option<String>,
    pub(crate) mode: Option<String>,
}

#[derive(Clone, Debug)]
enum Place {
    /// A result, by its name.
    File(String),
    Elsewhere(String),
}

/// What the video shows.
#[derive(Clone, Debug)]
pub(crate) enum Still {
    /// A picture among the results.
    File(String),
    /// Frames of videos by others are not decoded: a picture is made from the file's bytes instead.
    Imagined(Vec<u8>),
}

impl Footage {
    fn of(clip: &Clip) -> Self {
        Self {
            id: Some(clip.id.clone()),
            place: Place::File(clip.file.clone()),
            still: Still::File(clip.still.clone()),
            size: clip.size,
            duration: clip.duration,
            frames_per_second: 24.0,
            has_sound: clip.has_sound,
            made_by: Some(clip.made_by),
            model: clip.model.clone(),
            mode: clip.mode.clone(),
        }
    }

    /// Where it can be downloaded.
    pub(crate) fn url(&self, results_url: &str) -> String {
        match &self.place {
            Place::File(name) => format!("{results_url}/{name}"),
            Place::Elsewhere(url) => url.clone(),
        }
    }

    fn examine(bytes: &[u8], url: &str, field: &str) -> Result<Self, Refusal> {
        let media = kling_media::probe(bytes).map_err(|error| illegal(field, &format!("cannot be read: {error}")))?;
        let (Kind::Mp4 | Kind::Mov, Some(size), Some(duration)) = (media.kind, media.size, media.duration) else {
            return Err(illegal(field, "must be a .mp4 or .mov file"));
        };
        Ok(Self {
            id: None,
            place: Place::Elsewhere(url.to_owned()),
            still: Still::Imagined(bytes.iter().copied().step_by(bytes.len() / 4096 + 1).collect()),
            size,
            duration,
            frames_per_second: media.frames_per_second.unwrap_or(24.0),
            has_sound: media.has_sound,
            made_by: None,
            model: None,
            mode: None,
        })
    }

    /// The result that a URL leads to, when it is one of this emulator.
    fn of_result(holdings: &Holdings, url: &str, now: UnixMillis) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let (folder, name) = url.path().rsplit_once('/')?;
        folder.ends_with(results::PATH).then(|| holdings.video_in(name, now).map(Self::of))?
    }
}

impl Asking<'_> {
    /// The video that one of the two members names: the id of a result, or a URL.
    pub(crate) async fn footage(&self, node: &Node<'_>, rule: &VideoRule) -> Result<Footage, Refusal> {
        match (node.get("video_id").text(), node.get("video_url").text()) {
            (Some(_), Some(_)) => Err(Refusal::illegal_value("video_id and video_url cannot be set together")),
            (None, None) => Err(Refusal::illegal_value("video_id and video_url cannot both be empty")),
            (Some(id), None) => self.footage_by_id(id, rule),
            (None, Some(url)) => self.footage_by_url(url, "video_url", rule).await,
        }
    }

    /// The video of an earlier result.
    pub(crate) fn footage_by_id(&self, id: &str, rule: &VideoRule) -> Result<Footage, Refusal> {
        let footage = self.app.settled().holdings.video(id, self.app.clock.now()).map(Footage::of);
        let footage = footage.ok_or_else(|| Refusal::illegal_value(format!("video_id {id} not found")))?;
        rule.check(&footage, "video_id").map(|()| footage)
    }

    /// A video by its URL.
    pub(crate) async fn footage_by_url(&self, url: &str, field: &str, rule: &VideoRule) -> Result<Footage, Refusal> {
        let bytes = Source::address(url, field)?.fetch(&self.app.http, field, rule.most_bytes).await?;
        let result = Footage::of_result(&self.app.settled().holdings, url, self.app.clock.now());
        let footage = match result {
            Some(footage) => footage,
            None => Footage::examine(&bytes, url, field)?,
        };
        rule.check(&footage, field).map(|()| footage)
    }
}
