//! The sounds of a finished task.

use std::time::Duration;

use kling_runtime::wire::Seconds;
use kling_runtime::{AudioId, Content, Output, ResultFile};

use crate::generated::types::{SoundResult, SoundTaskResult};

/// One sound of a finished task, as MP3 and as WAV.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AudioClip {
    /// Its place among the sounds of the task, from 0.
    pub index: u32,
    /// Its id, where the API tells it.
    pub id: Option<AudioId>,
    /// The sound as MP3.
    pub mp3: Option<SoundFile>,
    /// The sound as WAV.
    pub wav: Option<SoundFile>,
}

/// A sound in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SoundFile {
    /// Where it can be fetched, without credentials.
    pub url: String,
    /// How long it is, where the API tells it.
    pub duration: Option<Duration>,
}

impl AudioClip {
    /// A sound without any address is none.
    pub(crate) fn read(index: u32, result: SoundResult) -> Option<Self> {
        let mp3 = SoundFile::read(result.url_mp3, result.duration_mp3);
        let wav = SoundFile::read(result.url_wav, result.duration_wav);
        let clip = Self { index, id: result.id.map(AudioId::new), mp3, wav };
        (clip.mp3.is_some() || clip.wav.is_some()).then_some(clip)
    }
}

impl SoundFile {
    fn read(url: Option<String>, duration: Option<Seconds>) -> Option<Self> {
        Some(Self { url: url?, duration: duration.and_then(|seconds| seconds.to_duration()) })
    }
}

impl Output for AudioClip {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let mp3 = self.mp3.iter().map(|sound| (sound, "mp3"));
        let wav = self.wav.iter().map(|sound| (sound, "wav"));
        let files = mp3.chain(wav).map(|(sound, extension)| ResultFile {
            url: &sound.url,
            name: self.index.to_string(),
            extension,
            content: Content::Sound,
        });
        files.collect()
    }
}

pub(crate) fn read_clips(result: SoundTaskResult) -> Vec<AudioClip> {
    (0..).zip(result.audios).filter_map(|(index, sound)| AudioClip::read(index, sound)).collect()
}
