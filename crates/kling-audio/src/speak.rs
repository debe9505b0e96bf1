//! The front door of speech.

use kling_models::{Confidence, Product, Request, SPEECH_VOICES, closest, find_speech_voice};
use kling_runtime::{Error, Review, Session};

use crate::Speech;
use crate::client::Audio;
use crate::generated::Client;
use crate::generated::types::{SpeechLanguage, SpeechRequest};
use crate::products::usage;

/// The speeds that the server knows, as multiples of the usual one.
const SLOWEST: f64 = 0.8;
const FASTEST: f64 = 2.0;

/// A text that is to be spoken. Nothing is sent before [`send`](Self::send).
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `send`"]
pub struct Speak {
    session: Session,
    request: SpeechRequest,
}

impl Audio {
    /// Speaks a text of at most 1000 characters.
    ///
    /// `voice_id` is a voice of the catalogue for speech, [`kling_models::SPEECH_VOICES`]; the voices of videos and voices of
    /// one's own have other ids. The language, `en` or `zh`, is one of the voice's.
    ///
    /// The sound is in the answer: there is no task, and no id of the caller's own. An answer that is lost on the way cannot be
    /// recovered, and may have been charged.
    ///
    /// ```
    /// # async fn example(audio: kling_audio::Audio) -> Result<(), kling_runtime::Error> {
    /// let speech = audio.speak("Good morning.", "oversea_male1", "en").with_speed(1.2).send().await?;
    /// speech.save("good-morning.mp3").await?;
    /// let audio_id = speech.id;
    /// # Ok(())
    /// # }
    /// ```
    pub fn speak(
        &self,
        text: impl Into<String>,
        voice_id: impl Into<String>,
        language: impl Into<SpeechLanguage>,
    ) -> Speak {
        Speak { session: self.session().clone(), request: SpeechRequest::new(text, voice_id, language) }
    }
}

impl Speak {
    /// How fast to speak, as a multiple of the usual speed: 0.8 to 2.0, with one decimal. The server takes a value outside for the
    /// nearest one inside.
    pub fn with_speed(mut self, speed: f64) -> Self {
        self.request.voice_speed = Some(speed);
        self
    }

    /// The request as it will be sent.
    pub fn request(&self) -> &SpeechRequest {
        &self.request
    }

    /// Checks everything, and tells the price and what may be wrong. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for what the API would refuse. A voice that the catalogue does not
    /// have is only a warning.
    pub fn review(&self) -> Result<Review, Error> {
        self.judge().map_err(|error| error.about(Product::Speech.name()))
    }

    fn judge(&self) -> Result<Review, Error> {
        self.request.check()?;
        let uses = Request::new().with_prompt_chars(self.request.text.chars().count());
        let mut review = Review::of(&usage(Product::Speech, uses))?;
        review.warnings.extend(judge_voice(&self.request.voice_id, &self.request.voice_language)?);
        review.warnings.extend(judge_speed(self.request.voice_speed)?);
        Ok(review)
    }

    /// Checks everything, speaks the text, and waits for the sound.
    ///
    /// # Errors
    ///
    /// Those of [`review`](Self::review), and as for every call. Where the answer was lost, [`Error::task`] is
    /// [`Untraceable`](kling_runtime::TaskTrace::Untraceable): the speech may have been charged, and speaking it again may be
    /// charged again.
    pub async fn send(self) -> Result<Speech, Error> {
        for warning in self.review()?.warnings {
            tracing::warn!(product = "speech", "{warning}");
        }
        let task = Client::new(&self.session).create_speech(&self.request).await?.into_data()?;
        Speech::read(task, &self.session)
    }
}

/// The warning, where there is one.
fn judge_voice(id: &str, language: &SpeechLanguage) -> Result<Option<String>, Error> {
    let Some(voice) = find_speech_voice(id) else {
        let near = closest(id, SPEECH_VOICES.iter().map(|voice| voice.id));
        let near = near.map(|near| format!("; {near} is")).unwrap_or_default();
        return Ok(Some(format!("the voice {id} is not in the known catalogue for speech{near}")));
    };
    if voice.languages.contains(&language.as_str()) {
        return Ok(None);
    }
    let problem = format!("the voice {id} speaks {}, not {language}", voice.languages.join(" and "));
    if voice.confidence == Confidence::Confirmed { Err(Error::invalid_input(problem)) } else { Ok(Some(problem)) }
}

fn judge_speed(speed: Option<f64>) -> Result<Option<String>, Error> {
    match speed {
        Some(speed) if !speed.is_finite() => Err(Error::invalid_input(format!("voice_speed is {speed}, not a number"))),
        Some(speed) if !(SLOWEST..=FASTEST).contains(&speed) => {
            let nearest = speed.clamp(SLOWEST, FASTEST);
            Ok(Some(format!("the server takes the voice_speed {speed} for {nearest:.1}")))
        }
        _ => Ok(None),
    }
}
