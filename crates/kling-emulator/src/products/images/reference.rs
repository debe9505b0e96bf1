//! Reference to Image: pictures from several pictures of subjects.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::{count, make_pictures, size};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{self, Asking, Order, decode_all};

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let mut inputs = asking.pictures("subject_image_list", "subject_image", PictureRule::V1).await?;
        let prompt = body.get("prompt").text().unwrap_or_default().to_owned();
        let (aspect_ratio, pictures) = (body.get("aspect_ratio").text(), count(body));
        let mut request = Request::new().with_prompt_chars(prompt.chars().count()).with_count(pictures);
        request.aspect_ratio = aspect_ratio;
        request.images = ordering::count(inputs.len());
        let bill = asking.judge(&request)?;
        // The scene fills the picture, the subjects stand in it.
        let scene = asking.picture(body.get("scene_image"), "scene_image", PictureRule::V1).await?;
        inputs.splice(0..0, scene);
        inputs.extend(asking.picture(body.get("style_image"), "style_image", PictureRule::V1).await?);
        let size = size(asking.resolution(None), Some(aspect_ratio.unwrap_or("16:9")), None);
        let work = move |studio: &_| make_pictures(studio, &prompt, &decode_all(inputs)?, size, pictures);
        Ok(Order::new(bill, work).with_slots(pictures))
    })
}
