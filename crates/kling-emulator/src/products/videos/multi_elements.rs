//! Multi-elements: something added to a video, swapped in it or removed from it.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Film;
use super::wishes::{self, words};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::lenient::illegal;
use crate::ordering::{Asking, Order, count};
use crate::studio::sizes;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let session = body.get("session_id").text().unwrap_or_default();
        let images = body.get("image_list").items().len();
        match body.get("edit_mode").text() {
            Some("addition") if images == 0 => {
                Err(illegal("image_list", "must contain one or two images for addition"))
            }
            Some("swap") if images != 1 => Err(illegal("image_list", "must contain exactly one image for swap")),
            Some("removal") if images != 0 => Err(illegal("image_list", "must be empty for removal")),
            _ => Ok(()),
        }?;
        let footage = {
            let now = asking.app.clock.now();
            let mut state = asking.app.settled();
            let selections = state.holdings.selections(session, now);
            selections.map(|selections| selections.footage.clone())
        };
        let footage = footage.ok_or_else(|| Refusal::illegal_value(format!("session_id {session} not found")))?;
        let pictures = asking.pictures("image_list", "image", PictureRule::V1).await?;
        let mut request = wishes::read(asking)?;
        request.images = count(pictures.len());
        let bill = asking.judge(&request)?;
        let length = request.duration.unwrap_or(Duration::from_secs(5));
        if (length > Duration::from_secs(5)) != (footage.duration > Duration::from_secs(5)) {
            return Err(illegal("duration", "must be 5 for a source of 2 to 5 s and 10 for one of 7 to 10 s"));
        }
        let size = sizes::video(asking.resolution(request.mode), footage.size);
        Ok(Film::of_footage(&words(body), footage, pictures, size, length).with_session(session).order(bill))
    })
}
