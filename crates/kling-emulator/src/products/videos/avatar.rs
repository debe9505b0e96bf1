//! Avatar: a speaking person from a picture and a sound.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::Film;
use super::lip_sync::speech;
use crate::envelope::Refusal;
use crate::inputs::{PictureRule, SoundRule};
use crate::ordering::{Asking, Order};
use crate::studio::sizes;

const SOUND: SoundRule = SoundRule { most_bytes: 5_000_000, seconds: 2.0..=300.5, takes_video: false };

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let person = asking.required_picture("image", PictureRule::V1).await?;
        let spoken = speech(asking, body, "", &SOUND).await?;
        let prompt = body.get("prompt").text().unwrap_or_default();
        let mut request = Request::new().with_duration(spoken.duration).with_prompt_chars(prompt.chars().count());
        request.mode = body.get("mode").text();
        let bill = asking.judge(&request)?;
        let size = sizes::video(asking.resolution(request.mode), person.size());
        Ok(Film::of_frame(prompt, person, size, spoken.duration).with_speech(&spoken).order(bill))
    })
}
