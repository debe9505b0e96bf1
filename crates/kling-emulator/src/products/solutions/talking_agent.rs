//! Video Commerce: a presenter speaking, with or without products.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::contents::{check_word, items, only, pictures};
use crate::envelope::Refusal;
use crate::inputs::{PictureRule, Spoken};
use crate::ordering::{Asking, Order, count};
use crate::products::audio::spoken_for;
use crate::products::videos::Film;
use crate::studio::sizes;

/// The messages are the vendor's.
const ONE_AVATAR: &str =
    "Exactly one avatar source is required: provide avatar_image (with voiceId) or avatar_id, not both.";
const NO_SCRIPT: &str = "speech_script is required for single-person videos.";

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let settings = body.get("settings");
        // Each setting may be spelt in camelCase as well.
        let setting = |name: &str, camel: &str| {
            let node = settings.get(name);
            if node.is_absent() { settings.get(camel) } else { node }
        };
        let refuse = |message: &str| Err(Refusal::illegal_value(message));
        let (avatars, ids) = (items(body, "avatar_image").len(), items(body, "avatar_id").len());
        if avatars + ids != 1 {
            return refuse(ONE_AVATAR);
        }
        let voice = setting("voice_id", "voiceId").text();
        if avatars == 1 && voice.is_none() {
            return refuse("voiceId is required when uploading an avatar_image.");
        }
        if ids == 1 && voice.is_some() {
            return refuse("voice_id is not allowed with avatar_id");
        }
        let (_, script) =
            only(body, "speech_script", NO_SCRIPT, "Only one speech_script item is allowed in contents.")?;
        let goods = ["ref_image", "goods_title", "goods_price", "goods_target_audience", "goods_selling_point"];
        let has_product = goods.iter().any(|kind| !items(body, kind).is_empty());
        if has_product && items(body, "ref_image").is_empty() {
            return refuse("Product image is missing. Please upload at least one product image.");
        }
        if has_product && items(body, "goods_title").len() != 1 {
            return refuse("goods_title is required when product content is provided.");
        }
        let rate = setting("speech_rate", "speechRate").number();
        match rate {
            Some(_) if has_product => return refuse("Speech rate adjustment not supported in Video Commerce."),
            Some(rate) if ![0.8, 1.0, 1.2].contains(&rate) => {
                return refuse("speechRate only supports 0.8, 1.0 and 1.2.");
            }
            _ => {}
        }
        let (resolution, shape) = (settings.get("resolution").text(), setting("aspect_ratio", "aspectRatio").text());
        check_word(resolution, &["720p", "1080p"], "Unsupported resolution. Only 720p and 1080p are supported.")?;
        check_word(shape, &["9:16", "16:9"], "aspect_ratio only supports 9:16 and 16:9.")?;
        let mut shown = pictures(asking, "avatar_image", PictureRule::SOLUTION).await?;
        let products = pictures(asking, "ref_image", PictureRule::SOLUTION).await?;
        let text = script.get("text").text().unwrap_or_default().to_owned();
        let duration = spoken_for(&text, rate);
        let mut request = Request::new().with_duration(duration).with_prompt_chars(text.chars().count());
        request.images = count(products.len());
        request.resolution = resolution;
        request.aspect_ratio = shape;
        let bill = asking.judge(&request)?;
        shown.extend(products);
        let size = sizes::video(asking.resolution(resolution), shape.and_then(sizes::shape).unwrap_or((9, 16)));
        let film =
            Film::of_pictures(&text, shown, size, duration).with_speech(&Spoken { text: text.clone(), duration });
        Ok(film.order(bill))
    })
}
