//! A short drama with English subtitles.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::contents::{items, only};
use crate::envelope::Refusal;
use crate::inputs::VideoRule;
use crate::ordering::{Asking, Order};
use crate::output::Output;
use crate::products::videos::Film;
use crate::studio::{Studio, sizes};

/// The length is judged by the task, not by the create.
const VIDEO: VideoRule = VideoRule::new(500, 0.0..=f64::MAX, 1..=u32::MAX);
const LONGEST: Duration = Duration::from_secs(300);
const MOST_WORDS: usize = 200;
/// The messages are the vendor's.
const NO_VIDEO: &str = "Source video is missing. Please provide a source video URL.";
const EMPTY_WORD: &str = "Each glossary entry must be non-empty and no longer than 100 characters.";
const NO_TRACK: &str = "No valid audio or video track detected in the source video.";
const TOO_LONG: &str = "The source video exceeds the 300-second duration limit.";

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let (place, video) =
            only(body, "source_video", NO_VIDEO, "Only one source_video item is allowed in contents.")?;
        let glossary = items(body, "glossary");
        if glossary.len() > MOST_WORDS {
            return Err(Refusal::illegal_value("Glossary exceeds the limit of 200 entries."));
        }
        let has_both =
            |item: &crate::lenient::Node<'_>| item.get("source").text().and(item.get("target").text()).is_some();
        if !glossary.iter().all(|(_, item)| has_both(item)) {
            return Err(Refusal::illegal_value(EMPTY_WORD));
        }
        let field = format!("contents[{place}].url");
        let url = video.get("url").text().ok_or_else(|| Refusal::illegal_value(NO_VIDEO))?;
        let footage = asking.footage_by_url(url, &field, &VIDEO).await?;
        let bill = asking.judge(&Request::new().with_duration(footage.duration))?;
        let work = move |studio: &Studio| {
            if !footage.has_sound {
                return Err(NO_TRACK.to_owned());
            }
            if footage.duration > LONGEST {
                return Err(TOO_LONG.to_owned());
            }
            let (size, duration) = (sizes::even(footage.size), footage.duration);
            let clip =
                Film::of_footage("subtitles", footage, Vec::new(), size, duration).make(studio, "subbed_video")?;
            let (srt, ass) = (studio.document("srt", &srt(duration))?, studio.document("ass", &ass(duration, size))?);
            Ok(vec![Output::Video(clip), srt, ass])
        };
        Ok(Order::new(bill, work))
    })
}

/// Nobody listens to the video: the one subtitle says so.
const LINE: &str = "(speech, not understood by the emulator)";

fn clock(duration: Duration, decimal: char, places: u32) -> String {
    let (seconds, millis) = (duration.as_secs(), duration.subsec_millis());
    let fraction = millis / 10_u32.pow(3 - places.min(3));
    let width = places as usize;
    format!("{:02}:{:02}:{:02}{decimal}{fraction:0width$}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn srt(duration: Duration) -> String {
    format!("1\n{} --> {}\n{LINE}\n", clock(Duration::ZERO, ',', 3), clock(duration, ',', 3))
}

fn ass(duration: Duration, (width, height): (u32, u32)) -> String {
    let end = clock(duration, '.', 2);
    format!(
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {width}\nPlayResY: {height}\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n\
         Style: Default,Arial,56\n\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,00:00:00.00,{end},Default,{LINE}\n"
    )
}
