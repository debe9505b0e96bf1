//! Text to speech: the sound is in the answer.

use std::time::Duration;

use axum::response::Response;
use futures_util::future::BoxFuture;
use kling_models::{Request, find_speech_voice};
use kling_runtime::ApiCode;
use serde_json::json;

use crate::envelope::{self, Refusal};
use crate::ordering::Asking;
use crate::output::Output;
use crate::studio::Studio;
use crate::views::v1;

/// How long one character is spoken at the usual speed.
const PER_CHARACTER: Duration = Duration::from_millis(80);
const SHORTEST: Duration = Duration::from_secs(1);
const SLOWEST: f64 = 0.8;
const FASTEST: f64 = 2.0;

/// How long a text is spoken. A speed outside the range is taken into it.
pub(in crate::products) fn spoken_for(text: &str, speed: Option<f64>) -> Duration {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let speed = speed.unwrap_or(1.0).clamp(SLOWEST, FASTEST);
    PER_CHARACTER.saturating_mul(characters).max(SHORTEST).div_f64(speed)
}

pub(super) fn speak<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let text = body.get("text").text().unwrap_or_default().to_owned();
        let voice = body.get("voice_id").text().unwrap_or_default().to_owned();
        if find_speech_voice(&voice).is_none() {
            return Err(Refusal::illegal_value("Voice id not found"));
        }
        let duration = spoken_for(&text, body.get("voice_speed").number());
        let bill = asking.judge(&Request::new().with_prompt_chars(text.chars().count()))?;
        let app = asking.app;
        app.check_funds(&bill)?;
        let begun = app.clock.now();
        let studio = Studio::of_call(app, app.next_id().to_string(), asking.product);
        let recording = app.work(move || studio.sound(&format!("{voice}: {text}"), duration, false)).await;
        let recording = recording.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        let task_id = app.charge(&bill, &asking.call.key);
        let now = app.clock.now();
        let audio = v1::sound(&recording, &asking.call.results_url());
        app.settled().holdings.take_in(&[Output::Sound(recording)], now);
        Ok(envelope::succeed(json!({
            "task_id": task_id,
            "task_status": "succeed",
            "task_status_msg": "",
            "task_result": { "audios": [audio] },
            "final_unit_deduction": bill.units.to_string(),
            "created_at": begun,
            "updated_at": now,
        })))
    })
}
