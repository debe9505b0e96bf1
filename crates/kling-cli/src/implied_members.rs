//! What follows from the options that are given, and need not be said.

use serde_json::Value;

use crate::request_schema::Schema;

/// The member that has the shots of a video one by one.
const SHOTS: &str = "multi_prompt";

/// The member that says what an element is made from.
const SOURCE: &str = "reference_type";

/// What an element can be made from, by the member that has it.
const SOURCES: [(&str, &str); 2] = [("element_image_list", "image_refer"), ("element_video_list", "video_refer")];

/// The members of which each implies this one.
pub(crate) fn sources_of(member: &str) -> Vec<&'static str> {
    SOURCES.iter().filter(|_| member == SOURCE).map(|(source, _)| *source).collect()
}

/// Adds what the members that options gave imply. What the request says already stays.
pub(crate) fn complete(request: Schema, given: &[&str], body: &mut Value) {
    let length = length_of_shots(body);
    let mut say = |member: &str, value: Value| {
        if request.member(member).is_some() && body[member].is_null() {
            body[member] = value;
        }
    };
    for (_, source) in SOURCES.iter().filter(|(member, _)| given.contains(member)) {
        say(SOURCE, (*source).into());
    }
    if given.contains(&SHOTS) {
        // The API ignores shots when it is not told that there are several, and who cuts them.
        say("multi_shot", true.into());
        say("shot_type", "customize".into());
        if let Some(length) = length {
            say("duration", length.to_string().into());
        }
    }
}

fn length_of_shots(body: &Value) -> Option<u64> {
    let seconds = |shot: &Value| shot["duration"].as_str()?.parse::<u64>().ok();
    body[SHOTS].as_array()?.iter().map(seconds).try_fold(0_u64, |sum, seconds| sum.checked_add(seconds?))
}
