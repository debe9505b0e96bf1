//! The front door of voice creation.

use kling_runtime::{Draft, Error, Product as _, VideoId, VoiceId};

use crate::VoiceCreation;
use crate::client::Assets;
use crate::generated::types::{CreateVoiceRequest, DeleteVoiceRequest};

/// Where a voice is heard: in a recording behind an address, or in a finished video.
///
/// The recording has one clean human voice and lasts 5 to 30 seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VoiceSource {
    /// The address of an MP3 or WAV sound, or of an MP4 or MOV video. There is no upload.
    Url(String),
    /// A finished video of the model 2.6 with sound, an avatar or a lip sync, at most 30 days old.
    Video(VideoId),
}

impl From<&str> for VoiceSource {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

impl From<String> for VoiceSource {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}

impl From<VideoId> for VoiceSource {
    fn from(id: VideoId) -> Self {
        Self::Video(id)
    }
}

/// A voice from a recording. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct CreateVoice {
    draft: Draft<VoiceCreation>,
}

impl Assets {
    /// Clones a voice, for videos to speak with: not for text to speech, which has voices of its own. `name` has at most 20
    /// characters. One took 9 seconds and 0.05 units of the video pack (September 2026).
    ///
    /// ```
    /// # async fn example(assets: kling_assets::Assets) -> Result<(), kling_runtime::Error> {
    /// let made = assets.create_voice("Narrator", "https://example.com/voice.mp3").send().await?.wait().await?;
    /// let voice = made.first().id.clone();
    /// # assets.delete_voice(voice).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_voice(&self, name: impl Into<String>, source: impl Into<VoiceSource>) -> CreateVoice {
        let mut request = CreateVoiceRequest::new(name);
        match source.into() {
            VoiceSource::Url(url) => request.voice_url = Some(url),
            VoiceSource::Video(id) => request.video_id = Some(id.into()),
        }
        CreateVoice { draft: Draft::new(VoiceCreation::over(self.session()), request) }
    }

    /// Deletes a voice of one's own, at once and for free. Official voices cannot be deleted.
    ///
    /// # Errors
    ///
    /// As for every call. After a lost answer the voice may be gone; nothing can be asked about it.
    pub async fn delete_voice(&self, id: VoiceId) -> Result<(), Error> {
        self.wire().delete_voice(&DeleteVoiceRequest::new(id)).await?;
        Ok(())
    }
}

kling_runtime::front_door!(CreateVoice orders VoiceCreation);
