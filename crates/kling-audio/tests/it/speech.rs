//! Speech: what is sent, what comes back, what is refused and what is only a warning.

use std::time::Duration;

use kling_audio::Audio;
use kling_fixtures::{Fixture, ScriptedServer, offline};
use kling_runtime::wire::UnitAmount;
use kling_runtime::{AudioId, ErrorKind, RETENTION, TaskTrace, from_unix_millis};
use serde_json::json;

use crate::Outcome;

#[tokio::test]
async fn a_text_is_spoken_as_in_its_example() -> Outcome {
    let fixture = Fixture::of("create_speech.success");
    let server = ScriptedServer::answering([fixture.response_body().clone()]).await;
    let speech =
        Audio::new(server.session()).speak("Hello there.", "oversea_male1", "en").with_speed(1.2).send().await?;
    assert_eq!(server.bodies(), [fixture.request_body().clone()]);
    assert_eq!(speech.id, AudioId::new("913345678901435550"));
    assert_eq!(speech.url, "https://cdn.example.com/913345678901435545/0.mp3");
    assert_eq!(speech.duration, Some(Duration::from_millis(1220)));
    assert_eq!(speech.units, Some(UnitAmount::from("0.05")));
    assert_eq!(speech.expires_at, from_unix_millis(1_790_070_913_520).map(|ended| ended + RETENTION));
    Ok(())
}

#[tokio::test]
async fn lengths_amounts_and_ids_may_be_numbers() -> Outcome {
    let server = ScriptedServer::answering([Fixture::of("create_speech.numbers").response_body().clone()]).await;
    let speech = Audio::new(server.session()).speak("Hello there.", "oversea_male1", "en").send().await?;
    assert_eq!(speech.id, AudioId::new("913345678901459307"));
    assert_eq!(speech.duration, Some(Duration::from_millis(1460)));
    Ok(())
}

#[tokio::test]
async fn a_speech_is_never_sent_twice() -> Outcome {
    let server = ScriptedServer::start(|_| (504, json!("<html>"))).await;
    let error =
        Audio::new(server.session()).speak("Hello there.", "oversea_male1", "en").send().await.expect_err("no answer");
    assert_eq!(*error.task(), TaskTrace::Untraceable, "{error}");
    assert_eq!(server.bodies().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_answer_without_a_sound_may_have_been_charged() -> Outcome {
    for (status, result, kind) in [
        ("failed", json!({}), ErrorKind::TaskFailed),
        ("succeed", json!({"audios": []}), ErrorKind::Unreadable),
        ("succeed", json!({"audios": [{"url": "https://cdn.example.com/0.mp3"}]}), ErrorKind::Unreadable),
        ("succeed", json!({"audios": [{"id": "1"}]}), ErrorKind::Unreadable),
    ] {
        let mut answer = Fixture::of("create_speech.success").response_body().clone();
        answer["data"]["task_status"] = json!(status);
        answer["data"]["task_result"] = result;
        let server = ScriptedServer::answering([answer]).await;
        let error =
            Audio::new(server.session()).speak("Hello there.", "oversea_male1", "en").send().await.expect_err(status);
        assert_eq!((error.kind(), error.task()), (kind, &TaskTrace::Untraceable), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn a_success_that_cannot_be_read_may_have_been_charged() -> Outcome {
    for answer in [json!({"code": 0}), json!({"code": 0, "data": null}), json!({"code": 0, "data": {"task_id": []}})] {
        let server = ScriptedServer::answering([answer.clone()]).await;
        let order = Audio::new(server.session()).speak("Hello there.", "oversea_male1", "en");
        let error = order.send().await.expect_err("nothing to read");
        let expected = (ErrorKind::Unreadable, &TaskTrace::Untraceable, Some("create_speech"));
        assert_eq!((error.kind(), error.task(), error.operation()), expected, "{answer}: {error}");
    }
    Ok(())
}

#[test]
fn what_the_api_would_refuse_is_refused_before_it_is_sent() -> Outcome {
    let audio = Audio::new(&offline());
    for (what, order) in [
        ("no text", audio.speak("", "oversea_male1", "en")),
        ("a long text", audio.speak("a".repeat(1001), "oversea_male1", "en")),
        ("no voice", audio.speak("Hello there.", "", "en")),
        ("a language that the voice does not speak", audio.speak("Hello there.", "oversea_male1", "zh")),
        ("a language that no voice speaks", audio.speak("Hello there.", "genshin_vindi2", "fr")),
        ("a speed that is no number", audio.speak("Hello there.", "oversea_male1", "en").with_speed(f64::NAN)),
        ("an endless speed", audio.speak("Hello there.", "oversea_male1", "en").with_speed(f64::INFINITY)),
    ] {
        let error = order.review().expect_err(what);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{what}: {error}");
    }
    Ok(())
}

#[test]
fn a_voice_that_is_not_known_passes_with_a_warning() -> Outcome {
    let review = Audio::new(&offline()).speak("Hello there.", "oversea_male2", "en").review()?;
    let [warning] = review.warnings.as_slice() else { panic!("one warning: {:?}", review.warnings) };
    assert!(warning.contains("oversea_male2") && warning.contains("oversea_male1"), "{warning}");
    assert_eq!(review.estimate.map(|estimate| estimate.units.to_string()).as_deref(), Some("0.05"));
    Ok(())
}

/// The only entry of the catalogue that is not confirmed.
#[test]
fn what_one_source_says_of_a_voice_refuses_nothing() -> Outcome {
    let review = Audio::new(&offline()).speak("Hello there.", "guanxiaofang-v2", "en").review()?;
    assert_eq!(review.warnings.len(), 1, "{:?}", review.warnings);
    assert!(Audio::new(&offline()).speak("Hello there.", "guanxiaofang-v2", "zh").review()?.warnings.is_empty());
    Ok(())
}

#[test]
fn a_speed_that_the_server_would_change_is_a_warning() -> Outcome {
    let audio = Audio::new(&offline());
    for (speed, taken_for) in [(3.0, Some("2.0")), (0.5, Some("0.8")), (0.8, None), (2.0, None)] {
        let warnings = audio.speak("Hello there.", "uk_boy1", "en").with_speed(speed).review()?.warnings;
        match (taken_for, warnings.as_slice()) {
            (None, []) => {}
            (Some(nearest), [warning]) => assert!(warning.ends_with(nearest), "{warning}"),
            _ => panic!("{speed}: {warnings:?}"),
        }
    }
    Ok(())
}
