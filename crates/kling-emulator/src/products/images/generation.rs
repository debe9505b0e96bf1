//! Image generation: pictures from a prompt, or from a picture.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::{count, make_pictures, size};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order, decode_all};

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let reference = asking.picture(body.get("image"), "image", PictureRule::V1).await?;
        if reference.is_none() && !body.get("image_reference").is_absent() {
            return Err(Refusal::illegal_value("image is required when image_reference is set"));
        }
        let (elements, video_elements) = asking.elements(&asking.each("element_list", "element_id")).await?;
        let prompt = body.get("prompt").text().unwrap_or_default().to_owned();
        let (aspect_ratio, grade, pictures) =
            (body.get("aspect_ratio").text(), body.get("resolution").text(), count(body));
        let mut request = Request::new().with_prompt_chars(prompt.chars().count()).with_count(pictures);
        request.resolution = grade;
        request.aspect_ratio = aspect_ratio;
        request.negative_prompt_chars = body.get("negative_prompt").text().map(|text| text.chars().count());
        request.images = u32::from(reference.is_some());
        (request.elements, request.video_elements) = (elements, video_elements);
        let bill = asking.judge(&request)?;
        let size = size(asking.resolution(grade), aspect_ratio, reference.as_ref());
        let work = move |studio: &_| {
            let inputs = decode_all(reference.into_iter().collect())?;
            make_pictures(studio, &prompt, &inputs, size, pictures)
        };
        Ok(Order::new(bill, work).with_slots(pictures))
    })
}
