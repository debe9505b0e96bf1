//! What a task made, whatever its product.

use std::time::Duration;

use crate::finished::{has_extension, picture_extension};
use crate::wire::{OutputReference, OutputTag, TaskOutput, TaskOutputType};
use crate::{AudioId, Content, ElementId, ResultFile, VideoId, VoiceId};

/// One thing that a task of any product made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Output {
    /// A video.
    Video(Video),
    /// A picture.
    Image(Image),
    /// A sound.
    Audio(Audio),
    /// A voice.
    Voice(Voice),
    /// An element.
    Element(Element),
    /// A file of subtitles.
    File(TextFile),
    /// Something that is not known here, or lacks what makes it of use, as the API told it. It has no files.
    Other(Box<TaskOutput>),
}

/// A video, whose file is an MP4.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Video {
    /// Its place among the outputs of the task, from 0.
    pub index: u32,
    /// `video`; the solutions have `product_video` and `subbed_video` too.
    pub kind: TaskOutputType,
    /// What other requests call it by, for 30 days. Videos of the solutions have none.
    pub id: Option<VideoId>,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// The copy with a watermark, when one was asked for.
    pub watermark_url: Option<String>,
    /// How long it is, where the API tells it.
    pub duration: Option<Duration>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Image {
    /// Its place among the outputs of the task, from 0. The API tells no number of its own here.
    pub index: u32,
    /// `image`; the solutions have `product_image` and `model_images` too.
    pub kind: TaskOutputType,
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// The copy with a watermark, when one was asked for.
    pub watermark_url: Option<String>,
    /// The group it belongs to, where pictures come in groups.
    pub group_id: Option<String>,
}

/// A sound, as MP3 and as WAV.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Audio {
    /// Its place among the outputs of the task, from 0.
    pub index: u32,
    /// What other requests call it by, for 30 days.
    pub id: Option<AudioId>,
    /// Where it lies as MP3.
    pub mp3_url: Option<String>,
    /// Where it lies as WAV.
    pub wav_url: Option<String>,
    /// How long the MP3 is.
    pub mp3_duration: Option<Duration>,
    /// How long the WAV is.
    pub wav_duration: Option<Duration>,
}

/// A voice, made under `/v1`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Voice {
    /// Its place among the outputs of the task, from 0.
    pub index: u32,
    /// What other requests call it by.
    pub id: VoiceId,
    /// What it is called.
    pub name: Option<String>,
    /// Where a trial of it can be heard.
    pub trial_url: Option<String>,
    /// `kling` for an official voice, otherwise the id of who made it.
    pub owned_by: Option<String>,
    /// `succeeded` or `deleted`.
    pub status: Option<String>,
}

/// An element, made under `/v1`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Element {
    /// Its place among the outputs of the task, from 0.
    pub index: u32,
    /// What other requests call it by.
    pub id: ElementId,
    /// What it is called.
    pub name: Option<String>,
    /// What it looks like.
    pub description: Option<String>,
    /// `video_character_elements` or `multi_image_elements`.
    pub element_type: Option<String>,
    /// The pictures, the video and the voice it was made from.
    pub references: Vec<OutputReference>,
    /// `kling` for an official element, otherwise the id of who made it.
    pub owned_by: Option<String>,
    /// `succeeded` or `deleted`.
    pub status: Option<String>,
    /// Its tags.
    pub tags: Vec<OutputTag>,
}

/// A file of text: subtitles as SRT or ASS.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TextFile {
    /// Its place among the outputs of the task, from 0.
    pub index: u32,
    /// `srt` or `ass`.
    pub kind: TaskOutputType,
    /// Where it can be fetched, without credentials.
    pub url: String,
}

impl Output {
    /// Reads an output of the wire, told as number `index` of its task.
    pub(crate) fn read(index: u32, output: TaskOutput) -> Self {
        Self::read_known(index, &output).unwrap_or_else(|| Self::Other(Box::new(output)))
    }

    fn read_known(index: u32, output: &TaskOutput) -> Option<Self> {
        let TaskOutput { id, url, watermark_url, name, owned_by, status, .. } = output.clone();
        let kind = output.type_.clone()?;
        let seconds = |text: &Option<crate::wire::Seconds>| text.as_ref().and_then(|text| text.to_duration());
        Some(match kind {
            TaskOutputType::Video | TaskOutputType::ProductVideo | TaskOutputType::SubbedVideo => Self::Video(Video {
                index,
                kind,
                id: id.map(VideoId::new),
                url: url?,
                watermark_url,
                duration: seconds(&output.duration),
            }),
            TaskOutputType::Image | TaskOutputType::ProductImage | TaskOutputType::ModelImages => {
                Self::Image(Image { index, kind, url: url?, watermark_url, group_id: output.group_id.clone() })
            }
            TaskOutputType::Audio => {
                output.mp3_url.as_ref().or(output.wav_url.as_ref())?;
                Self::Audio(Audio {
                    index,
                    id: id.map(AudioId::new),
                    mp3_url: output.mp3_url.clone(),
                    wav_url: output.wav_url.clone(),
                    mp3_duration: seconds(&output.mp3_duration),
                    wav_duration: seconds(&output.wav_duration),
                })
            }
            TaskOutputType::Voice => {
                Self::Voice(Voice { index, id: VoiceId::new(id?), name, trial_url: url, owned_by, status })
            }
            TaskOutputType::Element => Self::Element(Element {
                index,
                id: ElementId::new(id?.parse().ok()?),
                name,
                description: output.description.clone(),
                element_type: output.element_type.clone(),
                references: output.references.clone(),
                owned_by,
                status,
                tags: output.tags.clone(),
            }),
            TaskOutputType::Srt | TaskOutputType::Ass => Self::File(TextFile { index, kind, url: url? }),
            _ => return None,
        })
    }
}

impl crate::Output for Output {
    fn files(&self) -> Vec<ResultFile<'_>> {
        match self {
            Self::Video(video) => video.files(),
            Self::Image(image) => image.files(),
            Self::Audio(audio) => audio.files(),
            Self::Voice(voice) => voice.files(),
            Self::File(file) => file.files(),
            Self::Element(_) | Self::Other(_) => Vec::new(),
        }
    }
}

impl crate::Output for Video {
    fn files(&self) -> Vec<ResultFile<'_>> {
        vec![file(&self.url, self.index, "mp4", Content::Video)]
    }
}

impl crate::Output for Image {
    fn files(&self) -> Vec<ResultFile<'_>> {
        vec![file(&self.url, self.index, picture_extension(&self.url), Content::Picture)]
    }
}

impl crate::Output for Audio {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let each = [(&self.mp3_url, "mp3"), (&self.wav_url, "wav")];
        let files = each.into_iter().filter_map(|(url, extension)| Some((url.as_deref()?, extension)));
        files.map(|(url, extension)| file(url, self.index, extension, Content::Sound)).collect()
    }
}

/// Its file is the trial.
impl crate::Output for Voice {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let extension = |url| if has_extension(url, &["wav"]) { "wav" } else { "mp3" };
        let trial = |url| file(url, self.index, extension(url), Content::Sound);
        self.trial_url.as_deref().map(trial).into_iter().collect()
    }
}

impl crate::Output for TextFile {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let extension = if self.kind == TaskOutputType::Ass { "ass" } else { "srt" };
        vec![file(&self.url, self.index, extension, Content::Text)]
    }
}

fn file<'a>(url: &'a str, index: u32, extension: &'static str, content: Content) -> ResultFile<'a> {
    ResultFile { url, name: index.to_string(), extension, content }
}

/// Taking one kind out of the enum. What is another kind comes back as it was.
macro_rules! kinds {
    ($($kind:ident($item:ident)),*) => {$(
        impl From<$item> for Output {
            fn from(item: $item) -> Self {
                Self::$kind(item)
            }
        }

        impl TryFrom<Output> for $item {
            type Error = Output;

            fn try_from(output: Output) -> Result<Self, Output> {
                match output {
                    Output::$kind(item) => Ok(item),
                    other => Err(other),
                }
            }
        }
    )*};
}

kinds!(Video(Video), Image(Image), Audio(Audio), Voice(Voice), Element(Element), File(TextFile));
