//! Extend Video: a video continued by some seconds.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::{Product, Request};

use super::Film;
use crate::account::Bill;
use crate::envelope::Refusal;
use crate::inputs::VideoRule;
use crate::ordering::{Asking, Order};

const VIDEO: VideoRule = VideoRule::new(200, 0.0..=180.0, 1..=u32::MAX);
/// What every extension adds. The vendor says four to five seconds.
const ADDED: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(180);
const MODELS: &[&str] = &["kling-v1", "kling-v1-5", "kling-v1-6"];

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let id = body.get("video_id").text().unwrap_or_default();
        let parent = asking.footage_by_id(id, &VIDEO)?;
        let can_be_extended =
            matches!(parent.made_by, Some(Product::TextToVideo | Product::ImageToVideo | Product::VideoExtension))
                && parent.model.as_deref().is_some_and(|model| MODELS.contains(&model));
        if !can_be_extended {
            let rule =
                format!("video_id {id} cannot be extended: only videos from text or image by {}", MODELS.join(", "));
            return Err(Refusal::illegal_value(rule));
        }
        let duration = parent.duration + ADDED;
        if duration > LONGEST {
            return Err(Refusal::illegal_value(format!("video_id {id} cannot be extended: it would exceed 3 minutes")));
        }
        let prompt = body.get("prompt").text().unwrap_or_default();
        let mode = parent.mode.clone();
        let mut request = Request::new().with_prompt_chars(prompt.chars().count());
        request.mode = mode.as_deref();
        request.negative_prompt_chars = body.get("negative_prompt").text().map(|text| text.chars().count());
        request.cfg_scale = body.get("cfg_scale").number();
        // It works with the model and the mode of its source.
        let bill =
            Bill { model: parent.model.clone(), seconds: Some(duration.as_secs_f64()), ..asking.judge(&request)? };
        let film = Film::of_footage(prompt, parent.clone(), Vec::new(), parent.size, duration);
        Ok(film.order(bill).with_parent(parent))
    })
}
