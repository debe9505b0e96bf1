//! Shots that are given one by one say more than what they show.

use serde_json::Value;

use crate::request_schema::Schema;

/// The member that has the shots.
pub(crate) const SHOTS: &str = "multi_prompt";

/// Says what follows from the shots, where the request does not say it: that there are several, who cuts them, and how long the video
/// is. The API ignores the shots otherwise.
pub(crate) fn complete(request: Schema, body: &mut Value) {
    let Some(shots) = body[SHOTS].as_array() else { return };
    let seconds = |shot: &Value| shot["duration"].as_str()?.parse::<u64>().ok();
    let length = shots.iter().map(seconds).try_fold(0_u64, |sum, seconds| sum.checked_add(seconds?));
    let mut say = |member: &str, value: Value| {
        if request.member(member).is_some() && body[member].is_null() {
            body[member] = value;
        }
    };
    say("multi_shot", true.into());
    say("shot_type", "customize".into());
    if let Some(length) = length {
        say("duration", length.to_string().into());
    }
}
