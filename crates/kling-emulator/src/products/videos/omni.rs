//! Video Omni: from text, pictures, elements and another video together.

use futures_util::future::BoxFuture;
use kling_models::{RequestSound, VideoInput};

use super::Film;
use super::wishes::{self, check_prompt, length, words};
use crate::envelope::Refusal;
use crate::inputs::{PictureRule, VideoRule};
use crate::ordering::{Asking, Order, count};
use crate::studio::sizes;

/// Lengths beyond ten seconds depend on the model and the edition: the table of capabilities judges them.
const VIDEO: VideoRule = VideoRule::new(200, 3.0..=15.5, 720..=2160).with_frames_per_second(24.0..=60.0);

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let mut request = wishes::read(asking)?;
        check_prompt(body)?;
        let (mut first, mut references) = (None, Vec::new());
        for (index, item) in body.get("image_list").items().iter().enumerate() {
            let field = format!("image_list[{index}].image_url");
            let Some(picture) = asking.picture(item.get("image_url"), &field, PictureRule::V1).await? else { continue };
            match item.get("type").text() {
                Some("first_frame") => first = Some(picture),
                Some(_) => request.end_frame = true,
                None => references.push(picture),
            }
        }
        request.first_frame = first.is_some();
        request.images = count(references.len());
        (request.elements, request.video_elements) =
            asking.elements(&asking.each("element_list", "element_id")).await?;
        let mut footage = None;
        if let Some(video) = body.get("video_list").items().first() {
            let url = video.get("video_url").text().unwrap_or_default();
            let found = asking.footage_by_url(url, "video_list[0].video_url", &VIDEO).await?;
            let is_feature = video.get("refer_type").text() == Some("feature");
            request.video = Some(if is_feature { VideoInput::Feature } else { VideoInput::Base });
            if !is_feature {
                request.duration = Some(found.duration);
            }
            if video.get("keep_original_sound").text() == Some("yes") {
                request.sound = Some(RequestSound::Original);
            }
            footage = Some((found, is_feature));
        }
        let bill = asking.judge(&request)?;
        let resolution = asking.resolution(request.mode);
        let (prompt, length, sound) = (words(body), length(asking, &request), bill.sound);
        let shape = request.aspect_ratio.and_then(sizes::shape);
        let film = match (first, footage) {
            (Some(frame), _) => {
                let size = sizes::video(resolution, frame.size());
                Film::of_frame(&prompt, frame, size, length).with_sound(sound == "native")
            }
            (None, Some((footage, is_feature))) => {
                let size = sizes::video(resolution, shape.filter(|_| is_feature).unwrap_or(footage.size));
                let keeps_sound = sound == "original" && footage.has_sound;
                Film::of_footage(&prompt, footage, references, size, length).with_sound(keeps_sound)
            }
            (None, None) => {
                let size = sizes::video(resolution, shape.unwrap_or((16, 9)));
                Film::of_pictures(&prompt, references, size, length).with_sound(sound == "native")
            }
        };
        Ok(film.order(bill))
    })
}
