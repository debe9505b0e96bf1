//! A sound of a request: an earlier result by its id, or a file.

use std::ops::RangeInclusive;
use std::time::Duration;

use kling_media::probe::Kind;

use super::Source;
use crate::envelope::Refusal;
use crate::lenient::illegal;
use crate::ordering::Asking;
use crate::output::seconds;

/// What a field takes as a sound.
#[derive(Clone, Debug)]
pub(crate) struct SoundRule {
    pub(crate) most_bytes: usize,
    pub(crate) seconds: RangeInclusive<f64>,
    /// Whether the sound of a video is taken as well.
    pub(crate) takes_video: bool,
}

/// A sound that the API takes.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    /// What a sound of its own is made from.
    pub(crate) text: String,
    pub(crate) duration: Duration,
}

impl SoundRule {
    fn check(&self, spoken: &Spoken, field: &str) -> Result<(), Refusal> {
        if self.seconds.contains(&spoken.duration.as_secs_f64()) {
            return Ok(());
        }
        let (length, least, most) = (seconds(spoken.duration), self.seconds.start(), self.seconds.end());
        Err(illegal(field, &format!("is {length} s long: it must be {least} to {most} s")))
    }
}

impl Asking<'_> {
    /// The sound of an earlier result.
    pub(crate) fn sound_by_id(&self, id: &str, rule: &SoundRule) -> Result<Spoken, Refusal> {
        let recording = self.app.settled().holdings.sound(id, self.app.clock.now()).cloned();
        let recording = recording.ok_or_else(|| Refusal::illegal_value(format!("audio_id {id} not found")))?;
        let spoken = Spoken { text: recording.id, duration: recording.duration };
        rule.check(&spoken, "audio_id").map(|()| spoken)
    }

    /// A sound in Base64 or by its URL.
    pub(crate) async fn sound(&self, source: Source, field: &str, rule: &SoundRule) -> Result<Spoken, Refusal> {
        let bytes = source.fetch(&self.app.http, field, rule.most_bytes).await?;
        let media = kling_media::probe(&bytes).map_err(|error| illegal(field, &format!("cannot be read: {error}")))?;
        let is_taken = match media.kind {
            Kind::Mp3 | Kind::Wav | Kind::M4a | Kind::Aac => true,
            Kind::Mp4 | Kind::Mov => rule.takes_video && media.has_sound,
            _ => false,
        };
        let duration = media.duration.filter(|_| is_taken);
        let duration = duration.ok_or_else(|| illegal(field, "must be a .mp3, .wav, .m4a or .aac file"))?;
        let spoken = Spoken { text: format!("{} bytes", bytes.len()), duration };
        rule.check(&spoken, field).map(|()| spoken)
    }
}
