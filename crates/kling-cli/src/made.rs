//! What a finished task made, whatever its product.

use std::time::Duration;

use kling::assets::{AngleSet, Element, Voice};
use kling::audio::{AudioClip, SoundFile, VideoWithSound};
use kling::images::Image;
use kling::runtime::{Content, Finished, Output, TaskRecord};
use kling::tasks;
use kling::videos::Video;
use serde_json::{Value, json};

/// What a finished task made.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// What items of this kind are called together in JSON.
    pub(crate) noun: &'static str,
    pub(crate) items: Vec<Value>,
    /// Label and value, for people.
    pub(crate) lines: Vec<(String, String)>,
    /// The ids of what the account keeps.
    pub(crate) ids: Vec<String>,
    pub(crate) files: Vec<RemoteFile>,
}

/// A file that still lies on the vendor's servers.
#[derive(Clone, Debug)]
pub(crate) struct RemoteFile {
    pub(crate) url: String,
    /// What tells it from the other files of the task.
    pub(crate) name: String,
    pub(crate) extension: &'static str,
    pub(crate) content: Content,
}

/// One thing that a task made, as the program shows it.
pub(crate) trait Described: Output {
    /// What several are called in JSON.
    const NOUN: &'static str;
    /// What its files are called in text.
    const LABEL: &'static str;
    /// How many files one of them has.
    const FILES: usize = 1;
    /// Whether the account keeps it, so that its id is what one orders it for.
    const IS_KEPT: bool = false;

    fn to_json(&self) -> Value;

    /// What other commands call it by.
    fn id(&self) -> Option<String> {
        None
    }
}

impl Made {
    pub(crate) fn new<T: Described>(finished: &Finished<T>) -> Self {
        let items = finished.items();
        let mut lines = Vec::new();
        for item in items {
            lines.extend(item.id().map(|id| (format!("{} id", T::LABEL), id)));
            lines.extend(
                item.files().into_iter().map(|file| (format!("{} {}", T::LABEL, file.name), file.url.to_owned())),
            );
        }
        let ids = items.iter().filter(|_| T::IS_KEPT).filter_map(T::id).collect();
        Self { noun: T::NOUN, items: items.iter().map(T::to_json).collect(), lines, ids, files: files_of(finished) }
    }

    /// Nothing yet, of a product whose results are called so.
    pub(crate) fn nothing(noun: &'static str) -> Self {
        Self { noun, items: Vec::new(), lines: Vec::new(), ids: Vec::new(), files: Vec::new() }
    }
}

/// Every file of a finished task.
pub(crate) fn files_of<T: Output>(finished: &Finished<T>) -> Vec<RemoteFile> {
    let files = finished.items().iter().flat_map(Output::files);
    files
        .map(|file| RemoteFile {
            url: file.url.to_owned(),
            name: file.name,
            extension: file.extension,
            content: file.content,
        })
        .collect()
}

/// The same record, with what it made in a form that does not depend on the product.
pub(crate) fn erase<T: Described>(record: TaskRecord<Finished<T>>) -> TaskRecord<Made> {
    record.map_output(|finished| Made::new(&finished))
}

fn seconds(duration: Option<Duration>) -> Value {
    duration.map_or(Value::Null, |duration| json!(duration.as_secs_f64()))
}

impl Described for Image {
    const NOUN: &'static str = "images";
    const LABEL: &'static str = "picture";

    fn to_json(&self) -> Value {
        json!({ "index": self.index, "url": self.url, "watermark_url": self.watermark_url })
    }
}

impl Described for Video {
    const NOUN: &'static str = "videos";
    const LABEL: &'static str = "video";

    fn to_json(&self) -> Value {
        json!({
            "index": self.index, "video_id": self.id.as_ref().map(ToString::to_string), "url": self.url,
            "watermark_url": self.watermark_url, "seconds": seconds(self.duration),
        })
    }

    fn id(&self) -> Option<String> {
        self.id.as_ref().map(ToString::to_string)
    }
}

impl Described for AudioClip {
    const NOUN: &'static str = "sounds";
    const LABEL: &'static str = "sound";
    const FILES: usize = 2;

    fn to_json(&self) -> Value {
        let file = |file: &Option<SoundFile>| {
            file.as_ref().map(|file| json!({ "url": file.url, "seconds": seconds(file.duration) }))
        };
        json!({
            "index": self.index, "audio_id": self.id.as_ref().map(ToString::to_string),
            "mp3": file(&self.mp3), "wav": file(&self.wav),
        })
    }

    fn id(&self) -> Option<String> {
        self.id.as_ref().map(ToString::to_string)
    }
}

impl Described for VideoWithSound {
    const NOUN: &'static str = "videos";
    const LABEL: &'static str = "video";
    const FILES: usize = 3;

    fn to_json(&self) -> Value {
        let video = self.video.as_ref();
        json!({
            "index": video.map(|video| video.index), "video_id": self.id(), "url": video.map(|video| &video.url),
            "seconds": seconds(video.and_then(|video| video.duration)), "sound": self.sound.as_ref().map(Described::to_json),
        })
    }

    fn id(&self) -> Option<String> {
        self.video.as_ref()?.id.as_ref().map(ToString::to_string)
    }
}

impl Described for Voice {
    const NOUN: &'static str = "voices";
    const LABEL: &'static str = "voice";
    const IS_KEPT: bool = true;

    fn to_json(&self) -> Value {
        json!({
            "voice_id": self.id.as_str(), "name": self.name, "trial_url": self.trial_url, "owned_by": self.owned_by,
        })
    }

    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Described for Element {
    const NOUN: &'static str = "elements";
    const LABEL: &'static str = "element";
    const IS_KEPT: bool = true;

    fn to_json(&self) -> Value {
        json!({
            "element_id": self.id.to_string(), "name": self.name, "description": self.description,
            "element_type": self.element_type, "frontal_url": self.frontal_url, "reference_urls": self.reference_urls,
            "video_url": self.video_url, "voice": self.voice.as_ref().map(Described::to_json),
            "owned_by": self.owned_by, "is_deleted": self.is_deleted(),
        })
    }

    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Described for AngleSet {
    const NOUN: &'static str = "angle_sets";
    const LABEL: &'static str = "picture";
    const FILES: usize = 3;

    fn to_json(&self) -> Value {
        json!({ "index": self.index, "urls": self.urls })
    }
}

impl Described for tasks::Video {
    const NOUN: &'static str = "videos";
    const LABEL: &'static str = "video";

    fn to_json(&self) -> Value {
        json!({
            "index": self.index, "kind": self.kind.as_str(), "video_id": self.id(), "url": self.url,
            "watermark_url": self.watermark_url, "seconds": seconds(self.duration),
        })
    }

    fn id(&self) -> Option<String> {
        self.id.as_ref().map(ToString::to_string)
    }
}

impl Described for tasks::Image {
    const NOUN: &'static str = "images";
    const LABEL: &'static str = "picture";

    fn to_json(&self) -> Value {
        json!({
            "index": self.index, "kind": self.kind.as_str(), "url": self.url, "watermark_url": self.watermark_url,
            "group_id": self.group_id,
        })
    }
}

/// What the tasks of every product make together.
impl Described for tasks::Output {
    const NOUN: &'static str = "results";
    const LABEL: &'static str = "result";

    fn to_json(&self) -> Value {
        let (kind, mut value) = match self {
            Self::Video(video) => ("video", video.to_json()),
            Self::Image(image) => ("image", image.to_json()),
            Self::Audio(audio) => (
                "audio",
                json!({
                    "index": audio.index, "audio_id": self.id(), "mp3_url": audio.mp3_url, "wav_url": audio.wav_url,
                    "mp3_seconds": seconds(audio.mp3_duration), "wav_seconds": seconds(audio.wav_duration),
                }),
            ),
            Self::Voice(voice) => (
                "voice",
                json!({
                    "index": voice.index, "voice_id": self.id(), "name": voice.name, "trial_url": voice.trial_url,
                    "owned_by": voice.owned_by, "status": voice.status,
                }),
            ),
            Self::Element(element) => (
                "element",
                json!({
                    "index": element.index, "element_id": self.id(), "name": element.name,
                    "description": element.description, "element_type": element.element_type,
                    "owned_by": element.owned_by, "status": element.status,
                }),
            ),
            Self::File(file) => ("file", json!({ "index": file.index, "kind": file.kind.as_str(), "url": file.url })),
            Self::Other(other) => ("other", serde_json::to_value(other).unwrap_or_default()),
            _ => ("other", Value::Null),
        };
        if value.get("kind").is_none() && value.is_object() {
            value["kind"] = kind.into();
        }
        value
    }

    fn id(&self) -> Option<String> {
        match self {
            Self::Video(video) => video.id(),
            Self::Audio(audio) => audio.id.as_ref().map(ToString::to_string),
            Self::Voice(voice) => Some(voice.id.to_string()),
            Self::Element(element) => Some(element.id.to_string()),
            _ => None,
        }
    }
}
