//! What the front doors of tasks make of what they are told, and what they refuse. Nothing is sent.

use std::time::Duration;

use kling_audio::wire::VideoToAudioRequest;
use kling_audio::{Audio, VideoToAudio};
use kling_fixtures::{Fixture, assert_sends, offline};
use kling_runtime::{Create as _, Error, ErrorKind, VideoId};
use serde_json::Value;

use crate::Outcome;

#[tokio::test]
async fn a_sound_is_written_as_in_its_example() -> Outcome {
    let prepared = Audio::new(&offline())
        .make_sound("rain on a tin roof", Duration::from_millis(5500))
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("rain-1")
        .prepare()
        .await?;
    assert_sends(&prepared, "create_text_to_audio.success");
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("0.25"));
    Ok(())
}

#[tokio::test]
async fn every_tenth_of_a_second_is_written_with_one_decimal() -> Outcome {
    let audio = Audio::new(&offline());
    for tenths in 30..=100_u64 {
        let prepared = audio.make_sound("rain", Duration::from_millis(tenths * 100)).prepare().await?;
        let written = serde_json::to_value(prepared.request())?["duration"].to_string();
        assert_eq!(written, format!("{}.{}", tenths / 10, tenths % 10));
    }
    Ok(())
}

#[tokio::test]
async fn a_video_by_its_id_is_written_as_in_its_example() -> Outcome {
    let prepared = Audio::new(&offline())
        .add_sound(VideoId::new("743211632612511839"))
        .with_sound_effects("footsteps on gravel")
        .with_music("a slow piano")
        .with_asmr(true)
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("steps-1")
        .prepare()
        .await?;
    assert_sends(&prepared, "create_video_to_audio.success");
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("0.25"));
    Ok(())
}

#[tokio::test]
async fn a_video_by_its_address_is_written_as_in_its_example() -> Outcome {
    let prepared = Audio::new(&offline())
        .add_sound("https://example.com/street.mp4")
        .with_sound_effects("footsteps")
        .with_asmr(false)
        .prepare()
        .await?;
    let mut written = serde_json::to_value(prepared.request())?;
    let mut body = Fixture::of("create_video_to_audio.by-address").request_body().clone();
    remove(&mut written, "external_task_id");
    remove(&mut body, "video_id");
    assert_eq!(written, body);
    Ok(())
}

#[tokio::test]
async fn what_the_api_would_refuse_is_refused_before_it_is_sent() -> Outcome {
    let audio = Audio::new(&offline());
    let long = "a".repeat(201);
    let street = "https://example.com/street.mp4";
    let refusals = [
        ("too short", refusal_of_a_sound(&audio, "rain", Duration::from_millis(2900)).await),
        ("too long", refusal_of_a_sound(&audio, "rain", Duration::from_millis(10_100)).await),
        ("between two tenths", refusal_of_a_sound(&audio, "rain", Duration::from_millis(5050)).await),
        ("for ever", refusal_of_a_sound(&audio, "rain", Duration::MAX).await),
        ("no words", refusal_of_a_sound(&audio, "", Duration::from_secs(5)).await),
        ("too many words", refusal_of_a_sound(&audio, &long, Duration::from_secs(5)).await),
        ("too many words for sounds", audio.add_sound(street).with_sound_effects(&long).prepare().await.err()),
        ("too many words for music", audio.add_sound(street).with_music(&long).prepare().await.err()),
        ("a file", audio.add_sound("street.mp4").prepare().await.err()),
        ("no address", audio.add_sound("").prepare().await.err()),
        ("no id", audio.add_sound(VideoId::new("")).prepare().await.err()),
    ];
    for (what, refusal) in refusals {
        let error = refusal.unwrap_or_else(|| panic!("{what} was not refused"));
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{what}: {error}");
        assert!(!error.task_may_exist(), "{what}: {error}");
    }
    Ok(())
}

/// The plain request can hold what the front door cannot.
#[test]
fn two_videos_are_one_too_many() {
    let mut request = VideoToAudioRequest::default();
    request.video_id = Some("743211632612511839".to_owned());
    assert!(VideoToAudio::review(&request).is_ok());
    request.video_url = Some(String::new());
    assert!(VideoToAudio::review(&request).is_ok(), "an empty text is none");
    request.video_url = Some("https://example.com/street.mp4".to_owned());
    let error = VideoToAudio::review(&request).expect_err("two videos");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

async fn refusal_of_a_sound(audio: &Audio, prompt: &str, duration: Duration) -> Option<Error> {
    audio.make_sound(prompt, duration).prepare().await.err()
}

fn remove(body: &mut Value, member: &str) {
    body.as_object_mut().expect("a body is an object").remove(member).expect("the member is there");
}
