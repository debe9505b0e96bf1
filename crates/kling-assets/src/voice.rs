//! Voices, of one's own and official.

use kling_runtime::{Content, Output, ResultFile, VoiceId};

use crate::generated::types::{self, VoiceTaskResult};

/// A voice that videos can speak with. Nothing tells whether it has been deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Voice {
    /// What other requests call it by.
    pub id: VoiceId,
    /// What it is called.
    pub name: Option<String>,
    /// Where a trial of it can be heard.
    pub trial_url: Option<String>,
    /// `kling` for an official voice, otherwise the id of who made it.
    pub owned_by: Option<String>,
}

impl Voice {
    /// A voice without an id is none.
    pub(crate) fn read(voice: types::Voice) -> Option<Self> {
        Some(Self {
            id: VoiceId::new(voice.voice_id?),
            name: voice.voice_name,
            trial_url: voice.trial_url,
            owned_by: voice.owned_by,
        })
    }

    /// True for a voice of the vendor's, which everybody may use and nobody can delete.
    pub fn is_official(&self) -> bool {
        self.owned_by.as_deref() == Some("kling")
    }
}

/// Its file is the trial, `<voice id>-trial`.
impl Output for Voice {
    fn files(&self) -> Vec<ResultFile<'_>> {
        let trial = |url| ResultFile {
            url,
            name: format!("{}-trial", self.id),
            extension: extension(url),
            content: Content::Sound,
        };
        self.trial_url.as_deref().map(trial).into_iter().collect()
    }
}

/// `mp3` unless the path of the address ends in `.wav`. The format of trials is not documented.
fn extension(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    if path.ends_with(".wav") { "wav" } else { "mp3" }
}

pub(crate) fn read_voices(result: VoiceTaskResult) -> Vec<Voice> {
    result.voices.into_iter().filter_map(Voice::read).collect()
}
