//! Virtual try-on: a person dressed in a garment.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::make_pictures;
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order, decode_all};

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let person = asking.required_picture("human_image", PictureRule::TRY_ON).await?;
        let garment = asking.picture(body.get("cloth_image"), "cloth_image", PictureRule::TRY_ON).await?;
        let bill = asking.judge(&Request::new().with_images(1))?;
        let size = person.size();
        let work = move |studio: &_| {
            let inputs = decode_all([person].into_iter().chain(garment).collect())?;
            make_pictures(studio, "try-on", &inputs, size, 1)
        };
        Ok(Order::new(bill, work))
    })
}
