//! Image to video: from a first frame, a last frame, or both.

use futures_util::future::BoxFuture;
use kling_models::{Support, Use, find_capability};

use super::Film;
use super::wishes::{self, length, words};
use crate::envelope::Refusal;
use crate::inputs::{Picture, PictureRule};
use crate::lenient::illegal;
use crate::ordering::{Asking, Order, count};
use crate::studio::sizes;

/// The model that was seen to refuse the motion brush, though one edition of the documents gives it one.
const SEEN_WITHOUT_BRUSH: &str = "kling-v1-6";

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let first = asking.picture(body.get("image"), "image", PictureRule::V1).await?;
        let last = asking.picture(body.get("image_tail"), "image_tail", PictureRule::ANY_SHAPE).await?;
        let mut request = wishes::read(asking)?;
        request.first_frame = first.is_some();
        request.end_frame = last.is_some();
        request.voices = asking.voices(&asking.each("voice_list", "voice_id")).await?;
        (request.elements, request.video_elements) =
            asking.elements(&asking.each("element_list", "element_id")).await?;
        let masks = body.get("dynamic_masks").items();
        let has_brush = !masks.is_empty() || !body.get("static_mask").is_absent();
        request.motion_brush = has_brush.then(|| count(masks.len()));
        if has_brush {
            check_brush(asking, first.as_ref()).await?;
        }
        let bill = asking.judge(&request)?;
        let frame =
            first.or(last).ok_or_else(|| Refusal::illegal_value("image and image_tail cannot both be empty"))?;
        let size = sizes::video(asking.resolution(request.mode), frame.size());
        let has_sound = bill.sound == "native";
        Ok(Film::of_frame(&words(body), frame, size, length(asking, &request)).with_sound(has_sound).order(bill))
    })
}

/// Masks are for models that have the brush, and have the shape of the picture.
async fn check_brush(asking: &Asking<'_>, first: Option<&Picture>) -> Result<(), Refusal> {
    let lacks_brush = |model: &str| {
        let row = find_capability(asking.product, asking.standard(), Some(model));
        model == SEEN_WITHOUT_BRUSH || row.is_some_and(|row| row.best_support(Use::MotionBrush) == Support::No)
    };
    if let Some(model) = asking.model().filter(|model| lacks_brush(model)) {
        return Err(Refusal::illegal_value(format!("{model} is not supported with motion brush")));
    }
    let body = asking.body;
    let mut masks = asking.pictures("dynamic_masks", "mask", PictureRule::ANY_SHAPE).await?;
    masks.extend(asking.picture(body.get("static_mask"), "static_mask", PictureRule::ANY_SHAPE).await?);
    let Some(first) = first else { return Err(illegal("image", "is required with masks")) };
    let is_alike = |mask: &Picture| {
        let here = u64::from(mask.width) * u64::from(first.height);
        let there = u64::from(first.width) * u64::from(mask.height);
        // A pixel more or less on either side is the same shape.
        here.abs_diff(there) <= u64::from(mask.width + mask.height)
    };
    if masks.iter().all(is_alike) {
        Ok(())
    } else {
        Err(illegal("static_mask and dynamic_masks", "must have the aspect ratio of image"))
    }
}
