//! How finished tasks are read, from the answers of the examples.

use std::time::Duration;

use kling_audio::{Audio, TextToAudio, VideoToAudio};
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::{AudioId, VideoId};
use serde_json::{Value, json};

use crate::Outcome;

#[tokio::test]
async fn a_sound_has_both_its_formats() -> Outcome {
    let server = ScriptedServer::answering([Fixture::of("get_text_to_audio.success").response_body().clone()]).await;
    let sounds = Audio::new(server.session()).task::<TextToAudio>("913345678901332598")?.wait().await?;
    let sound = sounds.first();
    assert_eq!(sound.id, Some(AudioId::new("913345678901332603")));
    let durations = [&sound.mp3, &sound.wav].map(|file| file.as_ref().and_then(|file| file.duration));
    assert_eq!(durations, [Some(Duration::from_millis(5540)), Some(Duration::from_millis(5500))]);
    assert_eq!(names(&sounds.files()), ["913345678901332598-0.mp3", "913345678901332598-0.wav"]);
    Ok(())
}

#[tokio::test]
async fn durations_may_be_numbers() -> Outcome {
    let server =
        ScriptedServer::answering([Fixture::of("get_text_to_audio.durations-as-numbers").response_body().clone()])
            .await;
    let sounds = Audio::new(server.session()).task::<TextToAudio>("913345678901340517")?.wait().await?;
    let duration = sounds.first().mp3.as_ref().and_then(|file| file.duration);
    assert_eq!(duration, Some(Duration::from_millis(5540)));
    Ok(())
}

#[tokio::test]
async fn a_video_comes_with_its_sound() -> Outcome {
    let server = ScriptedServer::answering([Fixture::of("get_video_to_audio.success").response_body().clone()]).await;
    let videos = Audio::new(server.session()).task::<VideoToAudio>("913345678901395950")?.wait().await?;
    let [pair] = videos.items() else { panic!("one video") };
    let (video, sound) = (pair.video.as_ref().expect("a video"), pair.sound.as_ref().expect("a sound"));
    assert_eq!(video.id, Some(VideoId::new("913345678901395953")));
    assert_eq!(video.duration, Some(Duration::from_millis(5040)));
    assert_eq!(sound.id, Some(AudioId::new("913345678901395955")));
    let name = "913345678901395950-0";
    assert_eq!(names(&videos.files()), [format!("{name}.mp4"), format!("{name}.mp3"), format!("{name}.wav")]);
    Ok(())
}

#[tokio::test]
async fn what_has_no_partner_or_no_address_takes_nothing_from_the_others() -> Outcome {
    let mut answer = Fixture::of("get_video_to_audio.success").response_body().clone();
    answer["data"]["task_result"] = json!({
        "videos": [{"id": "1"}, {"id": "2", "url": "https://cdn.example.com/2.mp4"}],
        "audios": [{"id": "3", "url_wav": "https://cdn.example.com/3.wav"}, {"id": "4"}, {"url_mp3": "https://cdn.example.com/5.mp3"}],
    });
    let server = ScriptedServer::answering([answer]).await;
    let videos = Audio::new(server.session()).task::<VideoToAudio>("913345678901395950")?.wait().await?;
    let kept: Vec<_> = videos.items().iter().map(|pair| (pair.video.is_some(), pair.sound.is_some())).collect();
    assert_eq!(kept, [(false, true), (true, false), (false, true)]);
    let task = "913345678901395950";
    assert_eq!(names(&videos.files()), [format!("{task}-0.wav"), format!("{task}-1.mp4"), format!("{task}-2.mp3")]);
    Ok(())
}

#[tokio::test]
async fn a_sound_without_an_address_is_no_result() -> Outcome {
    let mut answer = Fixture::of("get_text_to_audio.success").response_body().clone();
    answer["data"]["task_result"]["audios"] = json!([{"id": "1", "url_mp3": "", "url_wav": Value::Null}]);
    let server = ScriptedServer::answering([answer]).await;
    let record = Audio::new(server.session()).task::<TextToAudio>("913345678901332598")?.query().await?;
    assert!(record.output.is_none());
    Ok(())
}

fn names(files: &[(String, kling_runtime::ResultFile<'_>)]) -> Vec<String> {
    files.iter().map(|(name, _)| name.clone()).collect()
}
