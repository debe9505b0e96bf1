//! Goods Studio: a video about a product from its pictures.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::contents::{check_word, items, only, pictures};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order, count};
use crate::products::videos::Film;
use crate::studio::sizes;

const MOST_TITLE_CHARS: usize = 200;
/// The messages are the vendor's.
const NO_TITLE: &str = "Product title is missing. Please provide a product title.";

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let settings = body.get("settings");
        let refuse = |message: &str| Err(Refusal::illegal_value(message));
        match items(body, "ref_image").len() {
            0 => return refuse("Product image is missing. Please upload a product image."),
            1..=5 => {}
            _ => return refuse("At most 5 ref_image items are allowed in contents."),
        }
        let (_, title) = only(body, "goods_title", NO_TITLE, "Only one goods_title item is allowed in contents.")?;
        let title = title.get("text").text().ok_or_else(|| Refusal::illegal_value(NO_TITLE))?;
        if title.chars().count() > MOST_TITLE_CHARS {
            return refuse("goods_title exceeds the 200-character limit.");
        }
        if items(body, "goods_description").len() > 1 {
            return refuse("Only one goods_description item is allowed in contents.");
        }
        let (grade, shape) = (settings.get("resolution").text(), settings.get("aspect_ratio").text());
        check_word(grade, &["720p", "1080p"], "Unsupported resolution. Only 720p and 1080p are supported.")?;
        check_word(shape, &["9:16", "1:1", "16:9"], "aspect_ratio only supports 9:16, 1:1 and 16:9.")?;
        let seconds = settings.get("duration").integer().and_then(|seconds| u64::try_from(seconds).ok());
        let Some(seconds @ (15 | 30 | 60)) = seconds else {
            return refuse("Unsupported duration. Only 15, 30 and 60 seconds are supported.");
        };
        let shown = pictures(asking, "ref_image", PictureRule::SOLUTION).await?;
        let duration = Duration::from_secs(seconds);
        let mut request = Request::new().with_duration(duration);
        request.images = count(shown.len());
        request.resolution = grade;
        request.aspect_ratio = shape;
        let bill = asking.judge(&request)?;
        let size = sizes::video(asking.resolution(grade), shape.and_then(sizes::shape).unwrap_or((9, 16)));
        Ok(Film::of_pictures(title, shown, size, duration).with_sound(true).order(bill))
    })
}
