//! Lip sync in one step, the older operation.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::{Request, find_speech_voice};

use super::Film;
use super::faces::VIDEO;
use super::lip_sync::SOUND;
use crate::envelope::Refusal;
use crate::inputs::{Source, Spoken};
use crate::lenient::illegal;
use crate::ordering::{Asking, Order};
use crate::products::audio::spoken_for;
use crate::studio::sizes;

/// The most characters that are spoken.
const MOST_CHARS: usize = 120;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let footage = asking.footage(asking.body.get("input"), &VIDEO).await?;
        let spoken = speech(asking).await?;
        let bill = asking.judge(&Request::new().with_duration(footage.duration))?;
        let (parent, length) = (footage.clone(), footage.duration);
        let film = Film::of_footage("", footage, Vec::new(), sizes::even(parent.size), length).with_speech(&spoken);
        Ok(film.order(bill).with_parent(parent))
    })
}

async fn speech(asking: &Asking<'_>) -> Result<Spoken, Refusal> {
    let input = asking.body.get("input");
    let required = |name: &str| input.get(name).text().ok_or_else(|| illegal(&format!("input.{name}"), "is required"));
    if input.get("mode").text() == Some("text2video") {
        let text = required("text")?;
        if text.chars().count() > MOST_CHARS {
            return Err(illegal("input.text", &format!("is too long: it must not exceed {MOST_CHARS} characters")));
        }
        if find_speech_voice(required("voice_id")?).is_none() {
            return Err(Refusal::illegal_value("Voice id not found"));
        }
        let duration = spoken_for(text, input.get("voice_speed").number());
        return Ok(Spoken { text: text.to_owned(), duration: duration.max(Duration::from_secs(2)) });
    }
    match required("audio_type")? {
        "url" => {
            asking.sound(Source::address(required("audio_url")?, "input.audio_url")?, "input.audio_url", &SOUND).await
        }
        _ => asking.sound(Source::read(required("audio_file")?, "input.audio_file")?, "input.audio_file", &SOUND).await,
    }
}
