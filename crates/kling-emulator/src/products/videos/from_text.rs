//! Text to video.

use futures_util::future::BoxFuture;

use super::Film;
use super::wishes::{self, check_prompt, length, words};
use crate::envelope::Refusal;
use crate::ordering::{Asking, Order};
use crate::studio::sizes;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let mut request = wishes::read(asking)?;
        check_prompt(asking.body)?;
        request.voices = asking.voices(&asking.each("voice_list", "voice_id")).await?;
        let bill = asking.judge(&request)?;
        let shape = request.aspect_ratio.and_then(sizes::shape).unwrap_or((16, 9));
        let size = sizes::video(asking.resolution(request.mode), shape);
        let has_sound = bill.sound == "native";
        Ok(Film::of_pictures(&words(asking.body), Vec::new(), size, length(asking, &request))
            .with_sound(has_sound)
            .order(bill))
    })
}
