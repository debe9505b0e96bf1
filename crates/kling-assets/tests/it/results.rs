//! What tasks made, read from the examples over real HTTP.

use kling_assets::{AssetProduct, Assets, Element, ElementCreation, MultiShot, Voice, VoiceCreation};
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::{ElementId, Finished, Output as _, VoiceId};

use crate::Outcome;

async fn read<P: AssetProduct>(name: &str) -> Result<Option<P::Output>, Box<dyn std::error::Error>> {
    let answer = Fixture::of(name).answer();
    let id = &answer.1["data"]["task_id"];
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let server = ScriptedServer::start(move |_| answer.clone()).await;
    Ok(Assets::new(server.session()).task::<P>(&id)?.query().await?.output)
}

#[tokio::test]
async fn a_voice_has_an_id_with_every_digit() -> Outcome {
    let made: Finished<Voice> = read::<VoiceCreation>("get_voice.bare-ids").await?.ok_or("a voice")?;
    assert_eq!(made.first().id, VoiceId::new("850087542757535835"));
    assert!(!made.first().is_official());
    let (name, trial) = made.files().into_iter().next().ok_or("a trial")?;
    assert_eq!(name, "928496176294087312-850087542757535835-trial.mp3");
    assert_eq!(trial.url, "https://cdn.example.com/trial-3.mp3");
    Ok(())
}

#[tokio::test]
async fn a_task_that_runs_has_made_nothing() -> Outcome {
    assert!(read::<VoiceCreation>("get_voice.failed").await?.is_none());
    assert!(read::<MultiShot>("get_multi_shot.running").await?.is_none());
    Ok(())
}

#[tokio::test]
async fn an_element_is_read_in_every_spelling() -> Outcome {
    let made: Finished<Element> = read::<ElementCreation>("get_element.success").await?.ok_or("an element")?;
    let mia = made.first();
    assert_eq!(mia.id, ElementId::new(829_836_802_793_406_551));
    assert_eq!(mia.reference_urls, ["https://cdn.example.com/mia-left.png", "https://cdn.example.com/mia-right.png"]);
    assert_eq!(mia.voice.as_ref().map(|voice| voice.id.as_str()), Some("850087542757535834"));
    assert!(!mia.is_deleted());

    let odd = read::<ElementCreation>("get_element.null-type").await?.ok_or("an element")?;
    assert_eq!((&odd.first().reference_type, &odd.first().voice, &odd.first().video_url), (&None, &None, &None));
    let text = read::<ElementCreation>("get_element.text-id").await?.ok_or("an element")?;
    assert_eq!(text.first().id, ElementId::new(160));
    assert!(text.first().is_official());
    assert!(read::<ElementCreation>("get_element.deleted").await?.ok_or("an element")?.first().is_deleted());
    let video = read::<ElementCreation>("get_element.video").await?.ok_or("an element")?;
    assert_eq!(video.first().video_url.as_deref(), Some("https://cdn.example.com/rex.mp4"));
    Ok(())
}

#[tokio::test]
async fn other_angles_are_three_sets_of_three() -> Outcome {
    let made = read::<MultiShot>("get_multi_shot.success").await?.ok_or("sets")?;
    let names: Vec<String> = made.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 9);
    assert_eq!(names[0], "929178325529235974-0-1.png");
    assert_eq!(names[8], "929178325529235974-2-3.png");
    assert_eq!(made.first().pictures().count(), 3);
    let single = read::<MultiShot>("get_multi_shot.single-url").await?.ok_or("a set")?;
    assert_eq!(single.first().files()[0].url, "https://cdn.example.com/other-angle.png");
    Ok(())
}
