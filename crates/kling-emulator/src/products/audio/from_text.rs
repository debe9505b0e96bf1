//! Text to audio: a sound effect from words.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::Request;

use crate::envelope::Refusal;
use crate::lenient::illegal;
use crate::ordering::{Asking, Order};
use crate::output::Output;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let prompt = asking.body.get("prompt").text().unwrap_or_default().to_owned();
        let seconds =
            asking.body.get("duration").number().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let duration = seconds.ok_or_else(|| illegal("duration", "is required"))?;
        let request = Request::new().with_duration(duration).with_prompt_chars(prompt.chars().count());
        let bill = asking.judge(&request)?;
        Ok(Order::new(bill, move |studio| Ok(vec![Output::Sound(studio.sound(&prompt, duration, true)?)])))
    })
}
