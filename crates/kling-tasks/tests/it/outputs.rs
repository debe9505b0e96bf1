//! What tasks of every product made, read from the examples over real HTTP.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::wire::{TaskStatus, UnitAmount};
use kling_runtime::{Content, ElementId, VideoId, VoiceId};
use kling_tasks::{Charge, Output, TaskReport, Tasks};

use crate::Outcome;

async fn reports(name: &str) -> Result<Vec<TaskReport>, Box<dyn std::error::Error>> {
    let answer = Fixture::of(name).answer();
    let ids: Vec<String> = answer.1["data"].as_array().ok_or("tasks")?.iter().map(|task| id(&task["id"])).collect();
    let server = ScriptedServer::start(move |_| answer.clone()).await;
    Ok(Tasks::new(server.session()).get(ids).try_collect().await?)
}

fn id(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn first(report: &TaskReport) -> Result<&Output, &'static str> {
    Ok(report.record.output.as_ref().ok_or("no output")?.first())
}

fn units(amount: &str, pack: &str) -> Charge {
    Charge::Units { amount: UnitAmount::from(amount), pack: Some(pack.to_owned()) }
}

#[tokio::test]
async fn videos_have_ids_lengths_and_prices() -> Outcome {
    let reports = reports("get_tasks.success").await?;
    let Output::Video(video) = first(&reports[0])? else { panic!("{reports:?}") };
    assert_eq!(video.id, Some(VideoId::new("920355888205343538")));
    assert_eq!(video.duration, Some(Duration::from_millis(5041)));
    assert_eq!(video.watermark_url.as_deref(), Some("https://cdn.example.com/boat-watermark.mp4"));
    assert_eq!(reports[0].record.charges, [units("5", "video")]);
    assert_eq!(reports[1].record.units(), Some(&UnitAmount::from("1.5")));
    let files = reports[0].record.output.as_ref().ok_or("files")?.files();
    assert_eq!(files[0].0, "913620758142956593-0.mp4");
    Ok(())
}

#[tokio::test]
async fn pictures_are_numbered_by_their_place() -> Outcome {
    let reports = reports("get_tasks.pictures").await?;
    let finished = reports[0].record.output.as_ref().ok_or("pictures")?;
    let names: Vec<String> = finished.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["915328176927170126-0.png", "915328176927170126-1.png"]);
    let Output::Image(story) = first(&reports[1])? else { panic!("{reports:?}") };
    assert_eq!(story.group_id.as_deref(), Some("1"));
    assert_eq!(reports[1].record.charges, [units("8", "image")]);
    Ok(())
}

#[tokio::test]
async fn sounds_voices_and_elements_are_told_too() -> Outcome {
    let audio = reports("get_tasks.audio").await?;
    let files = audio[0].record.output.as_ref().ok_or("files")?.files();
    let kinds: Vec<_> = files.iter().map(|(name, file)| (name.as_str(), file.content)).collect();
    let expected = [("921248300001166430-0.mp3", Content::Sound), ("921248300001166430-0.wav", Content::Sound)];
    assert_eq!(kinds, expected);

    let voice = reports("get_tasks.voice").await?;
    let Output::Voice(narrator) = first(&voice[0])? else { panic!("{voice:?}") };
    assert_eq!(narrator.id, VoiceId::new("850087542757535834"));
    assert_eq!(narrator.trial_url.as_deref(), Some("https://cdn.example.com/narrator.mp3"));

    let element = reports("get_tasks.element").await?;
    let Output::Element(mia) = first(&element[0])? else { panic!("{element:?}") };
    assert_eq!(mia.id, ElementId::new(829_836_802_793_406_551));
    assert_eq!((mia.references.len(), mia.tags.len()), (3, 1));
    assert_eq!(element[0].record.output.as_ref().map(|made| made.files().len()), Some(0));
    Ok(())
}

#[tokio::test]
async fn money_is_not_units() -> Outcome {
    let reports = reports("get_tasks.cash").await?;
    let cash = Charge::Cash {
        amount: UnitAmount::from("0.3024"),
        list_price: Some(UnitAmount::from("0.336")),
        currency: Some("USD".to_owned()),
        balance: Some("balance".to_owned()),
    };
    assert_eq!(reports[0].record.charges, [cash]);
    assert_eq!(reports[0].record.units(), None);
    Ok(())
}

#[tokio::test]
async fn what_is_not_known_is_kept_as_it_came() -> Outcome {
    let reports = reports("get_tasks.other-spellings").await?;
    assert_eq!(reports[0].record.status, TaskStatus::Succeed);
    let Output::Other(hologram) = first(&reports[0])? else { panic!("{reports:?}") };
    assert_eq!(hologram.id.as_deref(), Some("743211632612511840"));
    let nulls = self::reports("get_tasks.nulls").await?;
    assert!(nulls[0].record.output.is_none() && nulls[0].record.charges.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_failed_task_is_an_answer() -> Outcome {
    let reports = reports("get_tasks.failed").await?;
    assert_eq!(reports[0].record.status, TaskStatus::Failed);
    assert_eq!(reports[0].record.status_message.as_deref(), Some("Failure to pass the risk control system"));
    Ok(())
}
