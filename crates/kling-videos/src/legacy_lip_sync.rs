//! The older lip sync, which has no front door: what its request must be besides the bounds of the document.

use kling_runtime::{Error, Review, check_address, check_video_members};

use crate::generated::types::{
    CreateLegacyLipSyncRequest, LegacyLipSyncAudioType, LegacyLipSyncInput, LegacyLipSyncMode,
};

/// The most characters by the documents.
const MOST_CHARS: usize = 120;
/// The most by one client, and so by all sources.
const MOST_CHARS_OF_ANY: usize = 200;

impl CreateLegacyLipSyncRequest {
    /// Looks at a request before it is sent: the bounds of the document, and what each mode needs. What it costs is in no price list.
    ///
    /// ```
    /// use kling_videos::wire::{CreateLegacyLipSyncRequest, LegacyLipSyncInput};
    ///
    /// let mut input = LegacyLipSyncInput::new("text2video");
    /// input.video_id = Some("743211632612511839".to_owned());
    /// let error = CreateLegacyLipSyncRequest::new(input).review().unwrap_err();
    /// assert!(error.message().starts_with("input.text is missing; the mode text2video needs it"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for what the API would refuse.
    pub fn review(&self) -> Result<Review, Error> {
        self.check()?;
        let Self { input, .. } = self;
        check_video_members(input.video_id.as_deref(), input.video_url.as_deref())?;
        let mut review = Review::default();
        match input.mode {
            LegacyLipSyncMode::Text2video => review.warnings.extend(check_text(input)?),
            LegacyLipSyncMode::Audio2video => check_sound(input)?,
            LegacyLipSyncMode::Unknown(_) => {}
        }
        Ok(review)
    }
}

fn check_text(input: &LegacyLipSyncInput) -> Result<Vec<String>, Error> {
    let mode = format!("the mode {}", input.mode);
    let text = required("text", input.text.as_deref(), &mode)?;
    required("voice_id", input.voice_id.as_deref(), &mode)?;
    let mut warnings = Vec::new();
    let chars = text.chars().count();
    if chars > MOST_CHARS_OF_ANY {
        let problem = format!("input.text has {chars} characters; at most {MOST_CHARS} are allowed");
        return Err(Error::invalid_input(problem));
    }
    if chars > MOST_CHARS {
        warnings.push(format!("`input.text` has {chars} characters; the documents allow {MOST_CHARS}, one client 200"));
    }
    if input.voice_language.is_none() {
        warnings.push(
            "`input.voice_language` is not given; the documents require it, and the default that is told is zh in one \
             place and en in another"
                .to_owned(),
        );
    }
    Ok(warnings)
}

fn check_sound(input: &LegacyLipSyncInput) -> Result<(), Error> {
    let Some(kind) = &input.audio_type else {
        let problem = format!("input.audio_type is missing; the mode {} needs it: file or url", input.mode);
        return Err(Error::invalid_input(problem));
    };
    let needs = format!("the audio_type {kind}");
    match kind {
        LegacyLipSyncAudioType::File => required("audio_file", input.audio_file.as_deref(), &needs).map(drop),
        LegacyLipSyncAudioType::Url => {
            check_address("input.audio_url", required("audio_url", input.audio_url.as_deref(), &needs)?)
        }
        LegacyLipSyncAudioType::Unknown(_) => Ok(()),
    }
}

/// An empty text counts as missing.
fn required<'r>(member: &str, text: Option<&'r str>, what_needs_it: &str) -> Result<&'r str, Error> {
    text.filter(|text| !text.is_empty())
        .ok_or_else(|| Error::invalid_input(format!("input.{member} is missing; {what_needs_it} needs it")))
}
