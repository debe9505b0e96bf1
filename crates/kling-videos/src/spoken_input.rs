//! What a face says.

use std::path::{Path, PathBuf};

use kling_runtime::{AudioId, Error, Sound};

/// What a face says: a speech that the API made, or a sound. Text is a path or an address, as for a [`Sound`].
///
/// ```
/// use kling_runtime::AudioId;
/// use kling_videos::SpokenInput;
///
/// let _made_here = SpokenInput::from(AudioId::new("912345678901234570"));
/// let _file = SpokenInput::from("voice.mp3");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SpokenInput {
    /// A finished speech that is at most 30 days old.
    Id(AudioId),
    /// An MP3, WAV, M4A or AAC file of at most 5 MB.
    Sound(Sound),
}

impl From<AudioId> for SpokenInput {
    fn from(id: AudioId) -> Self {
        Self::Id(id)
    }
}

macro_rules! sound_from {
    ($($source:ty),*) => {$(
        impl From<$source> for SpokenInput {
            fn from(sound: $source) -> Self {
                Self::Sound(sound.into())
            }
        }
    )*};
}

sound_from!(Sound, &str, String, &Path, PathBuf, Vec<u8>);

/// Refuses both and neither.
pub(crate) fn check_speech(has_audio_id: bool, has_sound_file: bool) -> Result<(), Error> {
    match (has_audio_id, has_sound_file) {
        (true, true) => Err(Error::invalid_input("audio_id and sound_file are both given; exactly one is needed")),
        (false, false) => Err(Error::invalid_input("neither audio_id nor sound_file is given; exactly one is needed")),
        _ => Ok(()),
    }
}
