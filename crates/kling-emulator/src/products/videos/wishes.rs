//! The members that the video creates of `/v1` share.

use std::time::Duration;

use kling_models::{Request, RequestSound, find_capability};

use crate::envelope::Refusal;
use crate::lenient::{Node, illegal};
use crate::ordering::{Asking, count};

/// The length of a video when nothing names it.
const DEFAULT_SECONDS: u64 = 5;

/// What a body says in words that all videos share.
pub(super) fn read<'a>(asking: &'a Asking<'a>) -> Result<Request<'a>, Refusal> {
    let body = asking.body;
    let mut request = Request::new();
    request.mode = body.get("mode").text();
    request.duration = seconds(body, "duration")?;
    request.aspect_ratio = body.get("aspect_ratio").text();
    request.sound = match body.get("sound").text() {
        Some("on") => Some(RequestSound::Native),
        Some(_) => Some(RequestSound::Off),
        None => None,
    };
    request.prompt_chars = body.get("prompt").text().map(|text| text.chars().count());
    request.negative_prompt_chars = body.get("negative_prompt").text().map(|text| text.chars().count());
    request.cfg_scale = body.get("cfg_scale").number();
    request.camera_control = camera(body)?;
    read_shots(body, &mut request)?;
    Ok(request)
}

/// The length that a member names.
pub(super) fn seconds(body: &Node<'_>, name: &str) -> Result<Option<Duration>, Refusal> {
    let node = body.get(name);
    if node.is_absent() {
        return Ok(None);
    }
    let duration = node.number().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.map(Some).ok_or_else(|| Refusal::illegal_value(format!("{name} value '{}' is invalid", node.shown())))
}

/// The length of the result: what is asked for, or the server's default.
pub(super) fn length(asking: &Asking<'_>, request: &Request<'_>) -> Duration {
    let row = find_capability(asking.product, asking.standard(), asking.working_model());
    let default = row.and_then(|row| row.default_seconds).map_or(DEFAULT_SECONDS, u64::from);
    request.duration.unwrap_or(Duration::from_secs(default))
}

/// Several shots: which kind, and that the lengths of those described add up.
fn read_shots(body: &Node<'_>, request: &mut Request<'_>) -> Result<(), Refusal> {
    let is_multi = body.get("multi_shot").flag();
    request.multi_shot = is_multi;
    if is_multi != Some(true) {
        return Ok(());
    }
    let Some(kind) = body.get("shot_type").text() else {
        return Err(illegal("shot_type", "is required when multi_shot is true"));
    };
    if kind == "intelligence" {
        return Ok(());
    }
    let shots = body.get("multi_prompt").items();
    if shots.is_empty() {
        return Err(illegal("multi_prompt", "is required when shot_type is customize"));
    }
    let mut sum = Duration::ZERO;
    for (index, shot) in shots.iter().enumerate() {
        let field = format!("multi_prompt[{index}].duration");
        let length = seconds(shot, "duration")?.filter(|length| *length >= Duration::from_secs(1));
        sum += length.ok_or_else(|| illegal(&field, "must be at least 1 second"))?;
    }
    let total = request.duration.unwrap_or(Duration::from_secs(DEFAULT_SECONDS));
    if sum != total {
        let rule = format!(
            "durations add up to {} s: they must add up to duration, {} s",
            sum.as_secs_f64(),
            total.as_secs_f64()
        );
        return Err(illegal("multi_prompt", &rule));
    }
    request.shots = Some(count(shots.len()));
    Ok(())
}

/// A prompt is needed unless every shot has one of its own.
pub(super) fn check_prompt(body: &Node<'_>) -> Result<(), Refusal> {
    let is_told_by_shots =
        body.get("multi_shot").flag() == Some(true) && body.get("shot_type").text() == Some("customize");
    if is_told_by_shots || body.get("prompt").text().is_some() { Ok(()) } else { Err(illegal("prompt", "is required")) }
}

/// The words a video is painted from: the prompt, or those of its shots.
pub(super) fn words(body: &Node<'_>) -> String {
    let shots = body.get("multi_prompt").items().iter().filter_map(|shot| shot.get("prompt").text());
    body.get("prompt").text().into_iter().chain(shots).collect::<Vec<_>>().join(" ")
}

fn camera<'n>(body: &'n Node<'_>) -> Result<Option<&'n str>, Refusal> {
    let control = body.get("camera_control");
    if control.is_absent() {
        return Ok(None);
    }
    let kind = control.get("type").text();
    let config = control.get("config");
    let axes = ["horizontal", "vertical", "pan", "tilt", "roll", "zoom"];
    let moved = axes.iter().filter(|axis| config.get(axis).number().is_some_and(|value| value != 0.0)).count();
    match kind {
        Some("simple") if moved != 1 => {
            Err(illegal("camera_control.config", "must have exactly one value other than 0 when type is simple"))
        }
        Some("simple") => Ok(kind),
        Some(_) if !config.is_absent() => {
            Err(illegal("camera_control.config", "must be left out unless type is simple"))
        }
        Some(_) => Ok(kind),
        None => Err(illegal("camera_control.type", "is required")),
    }
}
