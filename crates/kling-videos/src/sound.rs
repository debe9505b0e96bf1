//! What is heard, in the words of requests and of the capability table.

use kling_models::RequestSound;
use kling_runtime::VoiceId;

use crate::generated::types::{OriginalSound, SoundSwitch, VoiceReference};

impl SoundSwitch {
    pub(crate) fn from_bool(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }

    /// A word that is not known is not judged.
    pub(crate) fn to_use(&self) -> Option<RequestSound> {
        match self {
            Self::On => Some(RequestSound::Native),
            Self::Off => Some(RequestSound::Off),
            Self::Unknown(_) => None,
        }
    }
}

impl OriginalSound {
    pub(crate) fn from_bool(is_kept: bool) -> Self {
        if is_kept { Self::Yes } else { Self::No }
    }

    /// A word that is not known is not judged.
    pub(crate) fn to_use(&self) -> Option<RequestSound> {
        match self {
            Self::Yes => Some(RequestSound::Original),
            Self::No => Some(RequestSound::Off),
            Self::Unknown(_) => None,
        }
    }
}

/// The members of a `voice_list`.
pub(crate) fn voice_references(voices: impl IntoIterator<Item = VoiceId>) -> Vec<VoiceReference> {
    voices.into_iter().map(VoiceReference::new).collect()
}
