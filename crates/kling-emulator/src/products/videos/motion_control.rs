//! Motion control: a picture moves as a video does.

use futures_util::future::BoxFuture;
use kling_models::{CharacterOrientation, RequestSound, VideoInput};

use super::Film;
use super::wishes::{self, words};
use crate::envelope::Refusal;
use crate::inputs::{PictureRule, VideoRule};
use crate::ordering::{Asking, Order};
use crate::studio::sizes;

pub(in crate::products) const VIDEO: VideoRule = VideoRule::new(100, 3.0..=30.5, 340..=3850);

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let person = asking.required_picture("image_url", PictureRule::MOTION).await?;
        let motion =
            asking.footage_by_url(body.get("video_url").text().unwrap_or_default(), "video_url", &VIDEO).await?;
        let mut request = wishes::read(asking)?;
        request.images = 1;
        request.video = Some(VideoInput::Feature);
        request.duration = Some(motion.duration);
        (request.elements, request.video_elements) =
            asking.elements(&asking.each("element_list", "element_id")).await?;
        request.character_orientation = Some(match body.get("character_orientation").text() {
            Some("image") => CharacterOrientation::Image,
            _ => CharacterOrientation::Video,
        });
        let keeps_sound = body.get("keep_original_sound").text() != Some("no");
        request.sound = Some(if keeps_sound { RequestSound::Original } else { RequestSound::Off });
        let bill = asking.judge(&request)?;
        let size = sizes::video(asking.resolution(request.mode), motion.size);
        let has_sound = keeps_sound && motion.has_sound;
        Ok(Film::of_frame(&words(body), person, size, motion.duration).with_sound(has_sound).order(bill))
    })
}
