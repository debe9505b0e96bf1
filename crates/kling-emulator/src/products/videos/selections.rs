//! The five calls that mark areas in a video before it is edited.

mod mask;

use std::sync::Arc;

use axum::response::Response;
use futures_util::future::BoxFuture;
use image::{DynamicImage, Rgb, RgbImage};
use kling_runtime::ApiCode;
use serde_json::{Value, json};

use self::mask::Mask;
use crate::app::App;
use crate::envelope::{self, Refusal};
use crate::holdings::Selections;
use crate::inputs::VideoRule;
use crate::lenient::{Node, illegal};
use crate::ordering::Asking;
use crate::studio::{Studio, sizes};

const WRONG_LENGTH: &str = "The duration of the video is not supported";
const VIDEO: VideoRule =
    VideoRule::new(200, 2.0..=10.5, 720..=2160).with_frames_per_second(23.5..=60.5).with_wrong_length(WRONG_LENGTH);
/// No source has clips between these two lengths, in seconds.
const GAP: (f64, f64) = (5.5, 6.5);
const MOST_FRAMES: usize = 10;
const MOST_POINTS: usize = 10;

pub(super) fn begin<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let footage = asking.footage(asking.body, &VIDEO).await?;
        let seconds = footage.duration.as_secs_f64();
        if seconds > GAP.0 && seconds < GAP.1 {
            return Err(Refusal::illegal_value(WRONG_LENGTH));
        }
        let session = asking.app.next_id().to_string();
        let answer = json!({
            "status": 0,
            "session_id": session,
            "fps": footage.frames_per_second,
            "original_duration": u64::try_from(footage.duration.as_millis()).unwrap_or(u64::MAX),
            "width": footage.size.0,
            "height": footage.size.1,
            "total_frame": (seconds * footage.frames_per_second).round() as u64,
            "normalized_video": footage.url(&asking.call.results_url()),
            "final_unit_deduction": "0",
        });
        let now = asking.app.clock.now();
        asking.app.settled().holdings.begin_selections(session, footage, now);
        Ok(envelope::succeed(answer))
    })
}

pub(super) fn add<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    change(asking, |selections, frame, points| {
        let total = selections.footage.duration.as_secs_f64() * selections.footage.frames_per_second;
        if frame as f64 >= total {
            return Err(illegal("frame_index", "is beyond the end of the video"));
        }
        if !selections.points.contains_key(&frame) && selections.points.len() == MOST_FRAMES {
            return Err(illegal("frame_index", &format!("must not mark more than {MOST_FRAMES} frames")));
        }
        if selections.points.get(&frame).map_or(0, Vec::len) + points.len() > MOST_POINTS {
            return Err(illegal("points", &format!("must not exceed {MOST_POINTS} in one frame")));
        }
        selections.points.entry(frame).or_default().extend_from_slice(points);
        Ok(())
    })
}

pub(super) fn delete<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    change(asking, |selections, frame, points| {
        let marked = selections.points.get_mut(&frame);
        let Some(marked) = marked.filter(|marked| points.iter().all(|point| marked.contains(point))) else {
            return Err(Refusal::illegal_value(format!("points not found in frame {frame}")));
        };
        marked.retain(|point| !points.contains(point));
        if marked.is_empty() {
            selections.points.remove(&frame);
        }
        Ok(())
    })
}

pub(super) fn clear<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let session = with_session(asking, |selections| {
            selections.points.clear();
            Ok(())
        })?
        .0;
        Ok(envelope::succeed(json!({ "status": 0, "session_id": session, "final_unit_deduction": "0" })))
    })
}

pub(super) fn preview<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let (session, selections) = with_session(asking, |selections| match selections.points.is_empty() {
            true => Err(Refusal::illegal_value("nothing is selected in this session")),
            false => Ok(selections.clone()),
        })?;
        let studio = Studio::of_call(asking.app, asking.app.next_id().to_string(), asking.product);
        let files = asking.app.work(move || draw_preview(&studio, &selections));
        let files = files.await.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        let [video, cover, tracking] = publish(asking.app, files, &asking.call.results_url());
        Ok(envelope::succeed(json!({
            "status": 0,
            "session_id": session,
            "res": { "video": video, "video_cover": cover, "tracking_output": tracking },
            "final_unit_deduction": "0",
        })))
    })
}

/// The URLs of files that can be downloaded from now on.
fn publish(app: &Arc<App>, files: [String; 3], results_url: &str) -> [String; 3] {
    let now = app.clock.now();
    let mut state = app.settled();
    files.map(|file| {
        state.holdings.shelf.publish(&file, now);
        format!("{results_url}/{file}")
    })
}

/// The video with the marked areas in red, its cover, and the areas alone.
fn draw_preview(studio: &Studio, selections: &Selections) -> Result<[String; 3], String> {
    let still = studio.still_of(&selections.footage)?;
    let mut shown = still;
    let (width, height) = sizes::even(shown.dimensions());
    let mut areas = RgbImage::new(width, height);
    for point in selections.points.values().flatten() {
        let mask = Mask::around(*point, (width, height));
        for (x, y) in mask.pixels() {
            areas.put_pixel(x, y, Rgb([255, 255, 255]));
            if let Some(pixel) = shown.get_pixel_mut_checked(x, y) {
                pixel.0 = [pixel.0[0] / 2 + 127, pixel.0[1] / 2, pixel.0[2] / 2];
            }
        }
    }
    let clip = studio.clip("preview", shown, selections.footage.duration, None)?;
    let tracking = studio.save_picture("tracking", &DynamicImage::ImageRgb8(areas))?;
    Ok([clip.file, clip.still, tracking])
}

/// Runs `act` on the session of a request.
fn with_session<T>(
    asking: &Asking<'_>,
    act: impl FnOnce(&mut Selections) -> Result<T, Refusal>,
) -> Result<(String, T), Refusal> {
    let session = asking.body.get("session_id").text().unwrap_or_default();
    let now = asking.app.clock.now();
    let mut state = asking.app.settled();
    let selections = state.holdings.selections(session, now);
    let selections = selections.ok_or_else(|| Refusal::illegal_value(format!("session_id {session} not found")))?;
    act(selections).map(|done| (session.to_owned(), done))
}

/// What a call does to the points of a frame.
type Change = fn(&mut Selections, u64, &[(f64, f64)]) -> Result<(), Refusal>;

/// Changes the points of a frame and answers with the areas that are marked there now.
fn change<'a>(asking: &'a Asking<'a>, act: Change) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let frame = asking.body.get("frame_index").integer().and_then(|frame| u64::try_from(frame).ok());
        let frame = frame.ok_or_else(|| illegal("frame_index", "must be an integer of at least 0"))?;
        let point = |node: &Node<'_>| Some((node.get("x").number()?, node.get("y").number()?));
        let points: Vec<(f64, f64)> = asking.body.get("points").items().iter().filter_map(point).collect();
        let (session, (marked, size)) = with_session(asking, |selections| {
            act(selections, frame, &points)?;
            let marked = selections.points.get(&frame).cloned().unwrap_or_default();
            Ok((marked, selections.footage.size))
        })?;
        let masks = asking.app.work(move || Ok(draw_masks(&marked, size)));
        let masks = masks.await.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        Ok(envelope::succeed(json!({
            "status": 0,
            "session_id": session,
            "res": { "frame_index": frame, "rle_mask_list": masks },
            "final_unit_deduction": "0",
        })))
    })
}

fn draw_masks(points: &[(f64, f64)], (width, height): (u32, u32)) -> Vec<Value> {
    let draw = |(id, point): (usize, &(f64, f64))| {
        let mask = Mask::around(*point, (width, height));
        json!({
            "object_id": id,
            "rle_mask": { "size": [height, width], "counts": mask.counts() },
            "png_mask": { "size": [height, width], "base64": mask.png() },
        })
    };
    points.iter().enumerate().map(draw).collect()
}
