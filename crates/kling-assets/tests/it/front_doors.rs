//! What each front door writes, and what it refuses. Nothing is sent.

use kling_assets::{Assets, ElementSource};
use kling_fixtures::{Fixture, ScriptedServer, assert_refused, assert_sends, offline};
use kling_runtime::{ElementId, VideoId, VoiceId};

use crate::Outcome;

#[tokio::test]
async fn a_voice_from_a_video_is_written_as_in_its_example() -> Outcome {
    let fixture = Fixture::of("create_voice.from-video");
    let sent = fixture.request_body();
    let video = VideoId::new(sent["video_id"].as_str().ok_or("an id")?);
    let name = sent["voice_name"].as_str().ok_or("a name")?;
    let mut voice = Assets::new(&offline()).create_voice(name, video);
    voice = voice.with_external_task_id(sent["external_task_id"].as_str().unwrap_or("voice-1"));
    let prepared = voice.prepare().await?;
    assert_eq!(prepared.request().voice_url, None);
    assert_eq!(prepared.request().video_id.as_deref(), sent["video_id"].as_str());
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("0.05"));
    Ok(())
}

#[tokio::test]
async fn a_voice_from_an_address_has_one_source() -> Outcome {
    let voice = Assets::new(&offline()).create_voice("Narrator", "https://example.com/voice.mp3");
    let prepared =
        voice.with_callback_url("https://example.com/kling").with_external_task_id("voice-1").prepare().await?;
    let mut expected = Fixture::of("create_voice.success").request_body().clone();
    expected.as_object_mut().ok_or("an object")?.remove("video_id");
    assert_eq!(serde_json::to_value(prepared.request())?, expected);
    Ok(())
}

#[tokio::test]
async fn an_element_from_pictures_is_written_as_in_its_example() -> Outcome {
    let pictures = ["https://example.com/left.png", "https://example.com/right.png"];
    let source = ElementSource::from_pictures("https://example.com/front.png", pictures);
    let prepared = Assets::new(&offline())
        .create_element("Mia", "girl with a yellow raincoat", source)
        .with_voice(VoiceId::new("850087542757535834"))
        .with_tags(["o_102", "o_105"])
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("mia-1")
        .prepare()
        .await?;
    assert_sends(&prepared, "create_element.success");
    Ok(())
}

#[tokio::test]
async fn an_element_from_a_video_is_written_as_in_its_example() -> Outcome {
    let sent = Fixture::of("create_element.video").request_body().clone();
    let text = |member: &str| sent[member].as_str().unwrap_or_default().to_owned();
    let video = sent["element_video_list"]["refer_videos"][0]["video_url"].as_str().ok_or("an address")?;
    let source = ElementSource::from_video(video);
    let element = Assets::new(&offline()).create_element(text("element_name"), text("element_description"), source);
    let prepared = element.with_external_task_id("rex-1").prepare().await?;
    let written = serde_json::to_value(prepared.request())?;
    for member in ["element_name", "element_description", "reference_type", "element_video_list", "element_image_list"]
    {
        assert_eq!(written[member], sent[member], "{member}");
    }
    Ok(())
}

#[tokio::test]
async fn other_angles_are_written_as_in_their_example() -> Outcome {
    let angles = Assets::new(&offline()).show_angles("https://example.com/front.png");
    let prepared =
        angles.with_callback_url("https://example.com/kling").with_external_task_id("shot-001").prepare().await?;
    assert_sends(&prepared, "create_multi_shot.success");
    Ok(())
}

#[tokio::test]
async fn what_the_api_would_refuse_is_refused_here() -> Outcome {
    let assets = Assets::new(&offline());
    assert_refused(assets.create_voice("Narrator", "voice.mp3").prepare().await, "voice_url");
    let long = "a".repeat(21);
    assert_refused(assets.create_voice(&long, "https://example.com/v.mp3").prepare().await, "voice_name");
    let four = ElementSource::from_pictures("https://example.com/0.png", ["https://example.com/1.png"; 4]);
    assert_refused(assets.create_element("Mia", "a girl", four).prepare().await, "refer_images");
    let none = ElementSource::from_pictures("https://example.com/0.png", [""; 0]);
    assert_refused(assets.create_element("Mia", "a girl", none).prepare().await, "1 to 3 refer_images");
    let path = ElementSource::from_video("mia.mp4");
    assert_refused(assets.create_element("Mia", "a girl", path).prepare().await, "video_url");
    Ok(())
}

#[tokio::test]
async fn an_element_has_1_to_3_pictures_besides_the_frontal_one() {
    let assets = Assets::new(&offline());
    let element = |others: usize| {
        let others = vec!["https://example.com/side.png"; others];
        assets.create_element("Mia", "a girl", ElementSource::from_pictures("https://example.com/front.png", others))
    };
    for others in 1..=3 {
        let prepared = element(others).prepare().await.unwrap_or_else(|error| panic!("{others} others: {error}"));
        assert_eq!(prepared.warnings(), [""; 0], "{others} others");
    }
    assert_refused(element(4).prepare().await, "refer_images");
}

#[tokio::test]
async fn deleting_needs_no_data_in_the_answer() -> Outcome {
    let answer = Fixture::of("delete_element.no-data").answer();
    let server = ScriptedServer::start(move |_| answer.clone()).await;
    let assets = Assets::new(server.session());
    assets.delete_element(ElementId::new(829_836_802_793_406_551)).await?;
    assets.delete_voice(VoiceId::new("850087542757535834")).await?;
    let seen = server.seen();
    assert_eq!(seen[0].line, "POST /v1/general/delete-elements");
    assert_eq!(seen[0].body, *Fixture::of("delete_element.success").request_body());
    assert_eq!(seen[1].line, "POST /v1/general/delete-voices");
    assert_eq!(seen[1].body, *Fixture::of("delete_voice.success").request_body());
    Ok(())
}
