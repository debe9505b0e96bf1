//! Voices of one's own.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::Request;

use crate::envelope::Refusal;
use crate::holdings::Voice;
use crate::inputs::{SoundRule, Source, VideoRule};
use crate::ordering::{Asking, Order};
use crate::output::Output;
use crate::studio::Studio;

const SOUND: SoundRule = SoundRule { most_bytes: 100_000_000, seconds: 5.0..=30.5, takes_video: true };
const VIDEO: VideoRule = VideoRule::new(100, 5.0..=30.5, 1..=u32::MAX);
/// How long the sample of a voice plays.
const TRIAL: Duration = Duration::from_secs(3);

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let name = body.get("voice_name").text().unwrap_or_default().to_owned();
        let duration = match (body.get("voice_url").text(), body.get("video_id").text()) {
            (Some(_), Some(_)) => Err(Refusal::illegal_value("voice_url and video_id cannot be set together")),
            (None, None) => Err(Refusal::illegal_value("voice_url and video_id cannot both be empty")),
            (Some(url), None) => {
                Ok(asking.sound(Source::address(url, "voice_url")?, "voice_url", &SOUND).await?.duration)
            }
            (None, Some(id)) => match asking.footage_by_id(id, &VIDEO)? {
                footage if footage.has_sound => Ok(footage.duration),
                _ => Err(Refusal::illegal_value(format!("video_id {id} has no sound"))),
            },
        }?;
        let bill = asking.judge(&Request::new().with_duration(duration))?;
        Ok(Order::new(bill, move |studio| add(studio, &name).map(|id| vec![Output::Voice(id)])))
    })
}

/// Adds a voice to the library and returns its id.
pub(super) fn add(studio: &Studio, name: &str) -> Result<String, String> {
    let trial = studio.sound(name, TRIAL, false)?;
    let now = studio.app().clock.now();
    let mut state = studio.app().settled();
    state.holdings.shelf.keep(&trial.mp3, now);
    let voice = Voice {
        id: trial.id.clone(),
        name: name.to_owned(),
        trial: trial.mp3,
        is_preset: false,
        is_deleted: false,
        created: now,
    };
    state.holdings.voices.insert(trial.id.clone(), voice);
    Ok(trial.id)
}
