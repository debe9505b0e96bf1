//! Video effects: a video by one of the vendor's templates.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::{Request, find_discontinued_scene, scene_pictures};

use super::Film;
use super::wishes::seconds;
use crate::envelope::Refusal;
use crate::inputs::PictureRule;
use crate::lenient::illegal;
use crate::ordering::{Asking, Order};
use crate::studio::sizes;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let scene = asking.body.get("effect_scene").text().unwrap_or_default();
        if find_discontinued_scene(scene).is_some() {
            return Err(Refusal::illegal_value(format!("effect_scene {scene} has been discontinued")));
        }
        let input = asking.body.get("input");
        let mut pictures = Vec::new();
        for (index, node) in input.get("images").items().iter().enumerate() {
            pictures.extend(asking.picture(node, &format!("input.images[{index}]"), PictureRule::V1).await?);
        }
        pictures.extend(asking.picture(input.get("image"), "input.image", PictureRule::V1).await?);
        // A scene that is not known here may well be new.
        match scene_pictures(scene) {
            Some(needed) if needed as usize != pictures.len() => {
                let noun = if needed == 1 { "image" } else { "images" };
                return Err(Refusal::illegal_value(format!("effect_scene {scene} needs {needed} {noun}")));
            }
            _ if pictures.is_empty() => return Err(illegal("input", "must have image or images")),
            _ => {}
        }
        let duration = seconds(input, "duration")?.unwrap_or(Duration::from_secs(5));
        let bill = asking.judge(&Request::new())?;
        let shape = pictures.first().map_or((9, 16), |first| first.size());
        let size = sizes::video(asking.resolution(input.get("mode").text()), shape);
        Ok(Film::of_pictures(scene, pictures, size, duration).order(bill))
    })
}
