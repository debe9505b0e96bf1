//! Image Omni: pictures from text, pictures and elements, single or as a series.

use futures_util::future::BoxFuture;
use kling_models::{Request, SeriesAmount};

use super::{count, make_pictures, size};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{self, Asking, Order, decode_all};
use crate::studio::restyle;

/// How many pictures a series has when the request does not say, and when the model chooses.
const DEFAULT_SERIES: u32 = 4;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let inputs = asking.pictures("image_list", "image", PictureRule::V1).await?;
        let (elements, video_elements) = asking.elements(&asking.each("element_list", "element_id")).await?;
        let is_series = body.get("result_type").text() == Some("series");
        if is_series && inputs.is_empty() {
            return Err(Refusal::illegal_value("result_type 'series' requires image_list"));
        }
        let amount = body.get("series_amount");
        let amount = amount.integer().and_then(|amount| u32::try_from(amount).ok()).unwrap_or(DEFAULT_SERIES);
        let prompt = body.get("prompt").text().unwrap_or_default().to_owned();
        let (aspect_ratio, grade) = (body.get("aspect_ratio").text(), body.get("resolution").text());
        let mut request = Request::new().with_prompt_chars(prompt.chars().count());
        request.resolution = grade;
        request.aspect_ratio = aspect_ratio;
        request.images = ordering::count(inputs.len());
        (request.elements, request.video_elements) = (elements, video_elements);
        let pictures = if is_series { amount } else { count(body) };
        if is_series {
            request.series = Some(SeriesAmount::Pictures(amount));
        } else {
            request.count = Some(pictures);
        }
        let bill = asking.judge(&request)?;
        let size = size(asking.resolution(grade), aspect_ratio, inputs.first());
        let work = move |studio: &crate::studio::Studio| {
            let inputs = decode_all(inputs)?;
            if !is_series {
                return make_pictures(studio, &prompt, &inputs, size, pictures);
            }
            let paint = |index| studio.picture_of_series(index, restyle(&prompt, &inputs, size, index));
            (0..pictures as usize).map(paint).collect()
        };
        Ok(Order::new(bill, work).with_slots(pictures))
    })
}
