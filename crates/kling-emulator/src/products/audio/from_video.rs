//! Video to audio: a sound for a video.

use futures_util::future::BoxFuture;
use kling_models::Request;

use crate::envelope::Refusal;
use crate::inputs::VideoRule;
use crate::ordering::{Asking, Order};
use crate::output::Output;
use crate::studio::Studio;

const VIDEO: VideoRule = VideoRule::new(100, 3.0..=20.05, 1..=u32::MAX);

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let footage = asking.footage(body, &VIDEO).await?;
        let words = ["sound_effect_prompt", "bgm_prompt"].map(|name| body.get(name).text().unwrap_or_default());
        let text = words.join(" ");
        let bill = asking.judge(&Request::new().with_duration(footage.duration))?;
        let parent = footage.clone();
        let work = move |studio: &Studio| {
            let sound = kling_media::compose(&text, footage.duration);
            let video = studio.video("video", studio.still_of(&footage)?, footage.duration, Some(&sound))?;
            Ok(vec![video, Output::Sound(studio.sound(&text, footage.duration, true)?)])
        };
        Ok(Order::new(bill, work).with_parent(parent))
    })
}
