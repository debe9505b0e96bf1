//! Image Recognize: the parts of a picture.

use axum::response::Response;
use futures_util::future::BoxFuture;
use image::{DynamicImage, RgbaImage};
use kling_models::Request;
use kling_runtime::ApiCode;
use serde_json::{Value, json};

use crate::envelope::{self, Refusal};
use crate::inputs::PictureRule;
use crate::ordering::Asking;
use crate::studio::Studio;

/// The parts, and where the emulator says they are: left, top, right and bottom in hundredths of the picture. It does not look.
const PARTS: [(&str, [u32; 4]); 4] = [
    ("object_seg", [15, 5, 85, 100]),
    ("head_seg", [32, 5, 68, 45]),
    ("face_seg", [38, 15, 62, 40]),
    ("cloth_seg", [20, 45, 80, 100]),
];

pub(super) fn recognize<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let picture = asking.required_picture("image", PictureRule::V1).await?;
        let bill = asking.judge(&Request::new().with_images(1))?;
        asking.app.check_funds(&bill)?;
        let studio = Studio::of_call(asking.app, asking.app.next_id().to_string(), asking.product);
        let files = asking.app.work(move || {
            let pixels = picture.decode()?.into_rgba8();
            let cut = |(part, place): (&str, [u32; 4])| {
                studio.save_picture(part, &DynamicImage::ImageRgba8(cut_out(&pixels, place)))
            };
            PARTS.into_iter().map(cut).collect::<Result<Vec<String>, String>>()
        });
        let files = files.await.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        let now = asking.app.clock.now();
        files.iter().for_each(|file| asking.app.settled().holdings.shelf.publish(file, now));
        asking.app.charge(&bill, &asking.call.key);
        let results_url = asking.call.results_url();
        let image = |((part, _), file): ((&str, _), &String)| json!({ "type": part, "is_contain": true, "url": format!("{results_url}/{file}") });
        let images: Vec<Value> = PARTS.into_iter().zip(&files).map(image).collect();
        Ok(envelope::succeed(
            json!({ "task_result": { "images": images }, "final_unit_deduction": bill.units.to_string() }),
        ))
    })
}

/// The picture with everything outside a rectangle transparent.
fn cut_out(picture: &RgbaImage, [left, top, right, bottom]: [u32; 4]) -> RgbaImage {
    let (width, height) = picture.dimensions();
    let mut cut = picture.clone();
    for (x, y, pixel) in cut.enumerate_pixels_mut() {
        let (across, down) = (x * 100 / width, y * 100 / height);
        if !(left..right).contains(&across) || !(top..bottom).contains(&down) {
            pixel.0[3] = 0;
        }
    }
    cut
}
