//! The front door of lip sync.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Product as _, Review};

use crate::LipSync;
use crate::client::Videos;
use crate::cue::{Cue, check_part};
use crate::generated::types::{CreateLipSyncRequest, SpeakingFace};
use crate::products::judge;
use crate::spoken_input::{SpokenInput, check_speech};

/// A video whose mouth follows a sound. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// It costs 0.5 units of the video pack for every 5 seconds (September 2026), begun ones probably in full. Which length counts is not
/// documented, so there is no price before, only the rate: [`Prepared::rate`](kling_runtime::Prepared::rate).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct SyncLips {
    draft: Draft<LipSync>,
}

impl Videos {
    /// Makes a face of a video say something: a speech or a sound of 2 to 60 seconds.
    ///
    /// [`identify_faces`](Self::identify_faces) comes first and finds the face, and its [`cue`](crate::Face::cue) says which part of
    /// the sound it speaks when. One face speaks, for now.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// use std::time::Duration;
    ///
    /// let found = videos.identify_faces("https://example.com/talk.mp4").await?;
    /// if let Some(face) = found.faces.first() {
    ///     let cue = face.cue(Duration::ZERO..Duration::from_secs(3), Duration::from_secs(1))?;
    ///     let task = videos.sync_lips(cue, "voice.mp3").with_original_volume(0.2).send().await?;
    ///     let saved = task.wait().await?.save_to(".").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn sync_lips(&self, cue: Cue, speech: impl Into<SpokenInput>) -> SyncLips {
        let Cue { session_id, face } = cue;
        let request = CreateLipSyncRequest::new(session_id, [face]);
        let mut door = SyncLips { draft: Draft::new(LipSync::over(self.session()), request) };
        match speech.into() {
            SpokenInput::Id(id) => door.change_face(|face| face.audio_id = Some(id.into())),
            SpokenInput::Sound(sound) => {
                door.draft.sound(sound, "sound_file", |request, input| {
                    request.face_choose.iter_mut().for_each(|face| face.sound_file = Some(input.clone()));
                });
                door
            }
        }
    }
}

impl SyncLips {
    /// How loud the sound is, as a multiple of its own loudness: 0 to 2, and 1 without this.
    pub fn with_sound_volume(self, volume: f64) -> Self {
        self.change_face(|face| face.sound_volume = Some(volume))
    }

    /// How loud the sound of the video stays, as a multiple of its own loudness: 0 to 2, and 1 without this. Without effect on a
    /// silent video.
    pub fn with_original_volume(self, volume: f64) -> Self {
        self.change_face(|face| face.original_audio_volume = Some(volume))
    }

    fn change_face(mut self, change: impl FnOnce(&mut SpeakingFace)) -> Self {
        self.draft.request().face_choose.first_mut().map(change);
        self
    }
}

kling_runtime::front_door!(SyncLips orders LipSync with watermark);

pub(crate) fn review(request: &CreateLipSyncRequest) -> Result<Review, Error> {
    for (index, face) in request.face_choose.iter().enumerate() {
        check_speech(face.audio_id.is_some(), face.sound_file.is_some())?;
        let in_list = |error: Error| Error::invalid_input(format!("face_choose[{index}].{}", error.message()));
        check_part(face).map_err(in_list)?;
    }
    judge(Product::LipSync, None, Request::new())
}
