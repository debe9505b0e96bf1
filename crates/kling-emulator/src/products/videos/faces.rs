//! Identify faces: the first step of lip sync.

use axum::response::Response;
use futures_util::future::BoxFuture;
use image::DynamicImage;
use kling_models::Request;
use kling_runtime::ApiCode;
use serde_json::json;

use crate::envelope::{self, Refusal};
use crate::holdings::Faces;
use crate::inputs::VideoRule;
use crate::ordering::Asking;
use crate::studio::Studio;
use crate::studio::restyle::cover;

/// The shape of the picture of a face.
const FACE: (u32, u32) = (256, 256);

pub(super) const VIDEO: VideoRule = VideoRule::new(100, 2.0..=60.5, 512..=2160);

/// One face, over the whole video: nobody looks into the picture.
pub(super) fn identify<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let footage = asking.footage(asking.body, &VIDEO).await?;
        let bill = asking.judge(&Request::new().with_duration(footage.duration))?;
        asking.app.check_funds(&bill)?;
        let session = asking.app.next_id().to_string();
        let studio = Studio::of_call(asking.app, session.clone(), asking.product);
        let shown = footage.clone();
        let face = asking.app.work(move || {
            let still = studio.still_of(&shown)?;
            studio.save_picture("face-0", &DynamicImage::ImageRgb8(cover(&still, FACE.0, FACE.1)))
        });
        let face = face.await.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        let milliseconds = u64::try_from(footage.duration.as_millis()).unwrap_or(u64::MAX);
        let now = asking.app.clock.now();
        {
            let mut state = asking.app.settled();
            state.holdings.shelf.publish(&face, now);
            let found = vec![("0".to_owned(), 0, milliseconds)];
            state.holdings.begin_faces(session.clone(), Faces { footage, found }, now);
        }
        asking.app.charge(&bill, &asking.call.key);
        let face = format!("{}/{face}", asking.call.results_url());
        Ok(envelope::succeed(json!({
            "session_id": session,
            "face_data": [{ "face_id": "0", "face_image": face, "start_time": 0, "end_time": milliseconds }],
            "final_unit_deduction": bill.units.to_string(),
        })))
    })
}
