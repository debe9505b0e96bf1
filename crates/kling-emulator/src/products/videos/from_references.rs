//! Reference to Video: from several pictures of subjects.

use futures_util::future::BoxFuture;

use super::Film;
use super::wishes::{self, length, words};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order, count};
use crate::studio::sizes;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let pictures = asking.pictures("image_list", "image", PictureRule::V1).await?;
        let mut request = wishes::read(asking)?;
        request.images = count(pictures.len());
        let bill = asking.judge(&request)?;
        let shape = request.aspect_ratio.and_then(sizes::shape).unwrap_or((16, 9));
        let size = sizes::video(asking.resolution(request.mode), shape);
        Ok(Film::of_pictures(&words(asking.body), pictures, size, length(asking, &request)).order(bill))
    })
}
