//! The front door of sounds from words.

use std::time::Duration;

use kling_runtime::{Draft, Product as _};

use crate::TextToAudio;
use crate::client::Audio;
use crate::generated::types::TextToAudioRequest;

/// A sound from words. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct MakeSound {
    draft: Draft<TextToAudio>,
}

impl Audio {
    /// Makes a sound from words: at most 200 characters. It lasts 3 to 10 seconds, in steps of a tenth of a second.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # async fn example(audio: kling_audio::Audio) -> Result<(), kling_runtime::Error> {
    /// let task = audio.make_sound("rain on a tin roof", Duration::from_millis(5500)).send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn make_sound(&self, prompt: impl Into<String>, duration: Duration) -> MakeSound {
        let request = TextToAudioRequest::new(prompt, duration.as_secs_f64());
        MakeSound { draft: Draft::new(TextToAudio::over(self.session()), request) }
    }
}

kling_runtime::front_door!(MakeSound orders TextToAudio);
