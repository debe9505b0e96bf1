//! Lip sync: a mouth that follows a sound.

use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::Film;
use crate::envelope::Refusal;
use crate::inputs::{SoundRule, Source, Spoken};
use crate::lenient::{Node, illegal};
use crate::ordering::{Asking, Order};
use crate::studio::sizes;

/// The least of the sound that must be used, and that must meet the face, in milliseconds.
const LEAST: u64 = 2000;

pub(super) const SOUND: SoundRule = SoundRule { most_bytes: 5_000_000, seconds: 2.0..=60.5, takes_video: false };

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let session = asking.body.get("session_id").text().unwrap_or_default();
        let faces = asking.app.settled().holdings.faces(session, asking.app.clock.now()).cloned();
        let faces = faces.ok_or_else(|| Refusal::illegal_value(format!("session_id {session} not found")))?;
        let [choice] = asking.body.get("face_choose").items() else {
            return Err(Refusal::illegal_value("face_choose supports one face only"));
        };
        let face = choice.get("face_id").text().unwrap_or_default();
        let face = faces.found.iter().find(|(id, _, _)| id == face);
        let &(_, appears, leaves) =
            face.ok_or_else(|| illegal("face_choose[0].face_id", "is not a face of this session"))?;
        let spoken = speech(asking, choice, "face_choose[0]", &SOUND).await?;
        check_times(choice, &spoken, (appears, leaves))?;
        let bill = asking.judge(&Request::new().with_duration(faces.footage.duration))?;
        let (parent, length) = (faces.footage.clone(), faces.footage.duration);
        let film =
            Film::of_footage("", faces.footage, Vec::new(), sizes::even(parent.size), length).with_speech(&spoken);
        Ok(film.order(bill).with_parent(parent))
    })
}

/// The sound that one of two members names: the id of a speech, or a file.
pub(super) async fn speech(
    asking: &Asking<'_>,
    node: &Node<'_>,
    field: &str,
    rule: &SoundRule,
) -> Result<Spoken, Refusal> {
    let prefix = if field.is_empty() { String::new() } else { format!("{field}.") };
    match (node.get("audio_id").text(), node.get("sound_file").text()) {
        (Some(_), Some(_)) => Err(Refusal::illegal_value("audio_id and sound_file cannot be set together")),
        (None, None) => Err(Refusal::illegal_value("audio_id and sound_file cannot both be empty")),
        (Some(id), None) => asking.sound_by_id(id, rule),
        (None, Some(file)) => {
            let field = format!("{prefix}sound_file");
            asking.sound(Source::read(file, &field)?, &field, rule).await
        }
    }
}

/// The part of the sound that is used lies within the sound, is long enough, and meets the face.
fn check_times(choice: &Node<'_>, spoken: &Spoken, (appears, leaves): (u64, u64)) -> Result<(), Refusal> {
    let time = |name: &str| choice.get(name).integer().and_then(|millis| u64::try_from(millis).ok());
    let field = |name: &str| format!("face_choose[0].{name}");
    let of = |name: &str| time(name).ok_or_else(|| illegal(&field(name), "must be at least 0"));
    let (start, end, insert) = (of("sound_start_time")?, of("sound_end_time")?, of("sound_insert_time")?);
    if Duration::from_millis(end) > spoken.duration + Duration::from_millis(1) {
        return Err(illegal(&field("sound_end_time"), "must not be later than the end of the sound"));
    }
    let used = end.saturating_sub(start);
    if used < LEAST {
        return Err(illegal(&field("sound_end_time"), "must be at least 2000 ms after sound_start_time"));
    }
    let overlap = leaves.min(insert.saturating_add(used)).saturating_sub(appears.max(insert));
    if overlap < LEAST {
        return Err(illegal(&field("sound_insert_time"), "must let the sound meet the face for at least 2000 ms"));
    }
    Ok(())
}
