//! AI Multi-Shot: other views of what a frontal picture shows.

use futures_util::future::BoxFuture;
use image::DynamicImage;
use kling_models::Request;

use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::ordering::{Asking, Order};
use crate::output::Output;
use crate::studio::{Studio, restyle};

/// How many sets of three views are made.
const SETS: usize = 3;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let frontal = asking.required_picture("element_frontal_image", PictureRule::V1).await?;
        let bill = asking.judge(&Request::new().with_images(1))?;
        let work = move |studio: &Studio| {
            let size = frontal.size();
            let inputs = [frontal.decode()?.into_rgb8()];
            let view = |set: usize, view: usize| {
                studio.check_open()?;
                let turned = restyle("another view", &inputs, size, SETS * set + view);
                studio.save_picture(&format!("{set}-{view}"), &DynamicImage::ImageRgb8(turned))
            };
            let set = |set| Ok(Output::Views([view(set, 0)?, view(set, 1)?, view(set, 2)?]));
            (0..SETS).map(set).collect()
        };
        Ok(Order::new(bill, work))
    })
}
