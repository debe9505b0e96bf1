//! Virtual Try-On 3.0.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::contents::{only, pictures};
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order, decode_all};
use crate::studio::{Studio, restyle};

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        for kind in ["person_image", "product_image"] {
            only(
                asking.body,
                kind,
                &format!("{kind} is missing"),
                &format!("Only one {kind} item is allowed in contents."),
            )?;
        }
        let mut inputs = pictures(asking, "person_image", PictureRule::TRY_ON_3).await?;
        inputs.extend(pictures(asking, "product_image", PictureRule::TRY_ON_3).await?);
        let bill = asking.judge(&Request::new().with_images(1))?;
        // The result has the size of the person's picture.
        let size = inputs.first().map_or((768, 1024), |person| person.size());
        let work = move |studio: &Studio| {
            let dressed = restyle("try-on", &decode_all(inputs)?, size, 0);
            Ok(vec![studio.picture("image", 0, dressed.into())?])
        };
        Ok(Order::new(bill, work))
    })
}
