//! The older lip sync: what each of its modes needs.

use kling_fixtures::Fixture;
use kling_runtime::ErrorKind;
use kling_videos::wire::CreateLegacyLipSyncRequest;
use serde_json::{Value, json};

fn request(input: Value) -> CreateLegacyLipSyncRequest {
    serde_json::from_value(json!({ "input": input })).expect("a request")
}

/// A complete input of this mode, with these members in the place of its own.
fn changed(mode: &str, changes: Value) -> Value {
    let mut input = match mode {
        "text2video" => {
            json!({ "video_id": "7", "mode": mode, "text": "Hello", "voice_id": "oversea_male1", "voice_language": "en" })
        }
        _ => {
            json!({ "video_id": "7", "mode": mode, "audio_type": "url", "audio_url": "https://example.com/voice.mp3" })
        }
    };
    for (member, value) in changes.as_object().expect("members") {
        input[member] = value.clone();
    }
    input
}

#[test]
fn what_the_examples_send_is_fine() {
    for name in ["success", "address", "file"] {
        let body = Fixture::of(&format!("create_legacy_lip_sync.{name}")).request_body().clone();
        let request: CreateLegacyLipSyncRequest = serde_json::from_value(body).expect("a request");
        let review = request.review().expect(name);
        assert!(review.estimate.is_none() && review.rate.is_none(), "no list has the older one");
        assert_eq!(review.warnings, <[String; 0]>::default(), "{name}");
    }
}

#[test]
fn what_a_mode_needs_is_named() {
    let rows = [
        ("text2video", json!({ "text": null }), "input.text is missing; the mode text2video needs it"),
        ("text2video", json!({ "text": "" }), "input.text is missing; the mode text2video needs it"),
        ("text2video", json!({ "voice_id": null }), "input.voice_id is missing; the mode text2video needs it"),
        ("text2video", json!({ "text": "a".repeat(201) }), "input.text has 201 characters; at most 120 are allowed"),
        ("text2video", json!({ "voice_speed": 2.1 }), "input.voice_speed is 2.1; allowed is from 0.8 to 2"),
        ("text2video", json!({ "video_id": null }), "video_id and video_url are both missing"),
        ("text2video", json!({ "video_url": "https://example.com/a.mp4" }), "video_id and video_url are both given"),
        ("text2video", json!({ "video_id": "", "video_url": "a.mp4" }), "video_url is no address"),
        (
            "audio2video",
            json!({ "audio_type": null }),
            "input.audio_type is missing; the mode audio2video needs it: file",
        ),
        ("audio2video", json!({ "audio_url": null }), "input.audio_url is missing; the audio_type url needs it"),
        ("audio2video", json!({ "audio_url": "voice.mp3" }), "input.audio_url is no address"),
        ("audio2video", json!({ "audio_type": "file" }), "input.audio_file is missing; the audio_type file needs it"),
    ];
    for (mode, changes, problem) in rows {
        let error = request(changed(mode, changes)).review().expect_err(problem);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().starts_with(problem), "{error}");
    }
}

#[test]
fn what_is_told_in_two_ways_warns_and_a_word_of_next_month_passes() {
    let warnings = |mode, changes| request(changed(mode, changes)).review().expect("fine").warnings;
    assert!(warnings("text2video", json!({ "text": "a".repeat(120) })).is_empty());
    assert!(warnings("text2video", json!({ "text": "a".repeat(121) }))[0].contains("the documents allow 120"));
    assert!(
        warnings("text2video", json!({ "voice_language": null }))[0].contains("`input.voice_language` is not given")
    );
    assert!(warnings("audio2video", json!({ "audio_type": "stream", "audio_url": null })).is_empty());
    assert!(warnings("sing2video", json!({})).is_empty());
}
