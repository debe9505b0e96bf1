//! What each front door writes: the bodies of the examples, to the letter.

use futures_util::TryStreamExt as _;
use kling_fixtures::{Fixture, assert_refused, assert_sends, offline};
use kling_runtime::unified::Order as _;
use kling_runtime::{Credentials, ElementId, ErrorKind, Session, VoiceId};
use kling_tasks::wire::{ImageToVideo26Request, OmniVideo30Request};
use kling_tasks::{
    ImageToVideo, Kling25Turbo, Kling26, Kling30, Kling30Omni, Kling30Turbo, KlingO1, OmniVideo, OrientationSource,
    ShotScript, Tasks, VideoOrder,
};
use serde_json::json;

use crate::Outcome;

const CALLBACK: &str = "https://example.com/kling";
const MIA: ElementId = ElementId::new(321_922_438_904_313);

fn tasks() -> Tasks {
    Tasks::new(&offline())
}

fn boat() -> ShotScript {
    ShotScript::customize([("a boat leaves the pier", 2), ("close view of the captain", 3)])
}

#[tokio::test]
async fn text_to_video_is_written_as_in_the_examples() -> Outcome {
    let tasks = tasks();
    let order = tasks.text_to_video(Kling25Turbo, "a fox runs over snow").with_resolution("720p");
    let order = order.with_aspect_ratio("16:9").with_seconds(10).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("fox-25").prepare().await?;
    assert_sends(&prepared, "create_text_to_video_2_5_turbo.success");

    let order = tasks.text_to_video(Kling26, "a fox runs over snow").with_resolution("1080p").with_aspect_ratio("1:1");
    let order = order.with_seconds(10).with_sound(true).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("fox-26").prepare().await?;
    assert_sends(&prepared, "create_text_to_video_2_6.success");

    let order = tasks.text_to_video(Kling30, boat()).with_resolution("4k").with_aspect_ratio("16:9");
    let order = order.with_sound(true).with_multi_shot(true).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("job-1").prepare().await?;
    assert_sends(&prepared, "create_text_to_video_3_0.success");
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("15"));
    assert_eq!(prepared.warnings(), [""; 0]);

    let order = tasks.text_to_video(Kling30Turbo, boat()).with_resolution("1080p").with_aspect_ratio("9:16");
    let order = order.with_watermark(true).with_callback_url(CALLBACK).with_external_task_id("turbo-1");
    assert_sends(&order.prepare().await?, "create_text_to_video_3_0_turbo.success");
    Ok(())
}

#[tokio::test]
async fn image_to_video_is_written_as_in_the_examples() -> Outcome {
    let tasks = tasks();
    let order = tasks.image_to_video(Kling25Turbo, "https://example.com/ebb.png", "the tide comes in");
    let order = order.with_last_frame("https://example.com/flood.png").with_resolution("1080p").with_seconds(5);
    let order = order.with_watermark(false).with_callback_url(CALLBACK).with_external_task_id("tide-25");
    assert_sends(&order.prepare().await?, "create_image_to_video_2_5_turbo.success");

    let words = "the captain says with @Narrator: we leave. The mate answers with @Harper: aye.";
    let order = tasks.image_to_video(Kling26, "https://example.com/deck.png", words);
    let order = order.with_voice("Narrator", VoiceId::new("850087542757535834"));
    let order = order.with_voice("Harper", VoiceId::new("829824295735410756"));
    let order = order.with_resolution("1080p").with_seconds(5).with_sound(true).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("deck-1").prepare().await?;
    assert_sends(&prepared, "create_image_to_video_2_6.success");
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("6"));

    let order = tasks.image_to_video(Kling30, "https://example.com/a.png", "@Mia waves at @Rex");
    let order = order.with_last_frame("https://example.com/b.png").with_element("Mia", MIA);
    let order = order.with_element("Rex", ElementId::new(163)).with_resolution("1080p").with_seconds(7);
    let order = order.with_sound(false).with_multi_shot(false).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("mia-waves-1").prepare().await?;
    assert_sends(&prepared, "create_image_to_video_3_0.success");

    let order = tasks.image_to_video(Kling30Turbo, "https://example.com/pier.png", "the boat leaves");
    let order = order.with_resolution("720p").with_seconds(15).with_watermark(false);
    let prepared = order.with_callback_url(CALLBACK).with_external_task_id("turbo-2").prepare().await?;
    assert_sends(&prepared, "create_image_to_video_3_0_turbo.success");
    Ok(())
}

#[tokio::test]
async fn omni_video_is_written_as_in_the_examples() -> Outcome {
    let tasks = tasks();
    let order = tasks.omni(Kling30Omni, "@Mia walks from @start through @garden");
    let order = order.with_first_frame("https://example.com/a.png", "start");
    let order = order.with_last_frame("https://example.com/b.png", "end");
    let order = order.with_picture("https://example.com/c.png", "garden").with_element("Mia", MIA);
    let order = order.with_resolution("1080p").with_aspect_ratio("16:9").with_seconds(8).with_audio("native");
    let order = order.with_multi_shot(false).with_watermark(true).with_callback_url(CALLBACK);
    assert_sends(&order.with_external_task_id("omni-1").prepare().await?, "create_omni_video_3_0.success");

    let order = tasks.omni(KlingO1, "@Mia moves like @video_1").with_first_frame("https://example.com/a.png", "start");
    let order = order.with_picture("https://example.com/c.png", "image_1");
    let order = order.with_feature_video("https://example.com/dog.mp4", "video_1").with_element("Mia", MIA);
    let order = order.with_resolution("720p").with_aspect_ratio("1:1").with_seconds(10).with_original_sound(false);
    let order = order.with_watermark(false).with_callback_url(CALLBACK).with_external_task_id("o1-1");
    assert_sends(&order.prepare().await?, "create_omni_video_o1.success");

    let order = tasks.omni(Kling30Omni, "Recolour the coat in @video_1 like @image_1");
    let order = order.with_picture("https://example.com/c.png", "image_1");
    let order = order.with_base_video("https://example.com/v.mp4", "video_1");
    let prepared = order.with_resolution("1080p").with_audio("original").prepare().await?;
    let mut written = serde_json::to_value(prepared.request())?;
    written.as_object_mut().ok_or("an object")?.remove("options");
    assert_eq!(written, *Fixture::of("create_omni_video_3_0.base-video").request_body());
    Ok(())
}

#[tokio::test]
async fn motion_control_is_written_as_in_the_examples() -> Outcome {
    let tasks = tasks();
    let (picture, video) = ("https://example.com/p.png", "https://example.com/dance.mp4");
    let order = tasks.control_motion(Kling26, picture, video, OrientationSource::Image);
    let order = order.with_prompt("she dances on a beach").with_resolution("720p").with_original_sound(false);
    let order = order.with_watermark(false).with_callback_url(CALLBACK).with_external_task_id("dance-26");
    assert_sends_in_any_order(&order.prepare().await?, "create_motion_control_2_6.success")?;

    let order = tasks.control_motion(Kling30, picture, video, "video").with_prompt("@Mia dances on a beach");
    let order = order.with_element("Mia", MIA).with_resolution("1080p").with_original_sound(true);
    let order = order.with_watermark(false).with_callback_url(CALLBACK).with_external_task_id("dance-1");
    assert_sends_in_any_order(&order.prepare().await?, "create_motion_control_3_0.success")
}

/// The order of the items is free, and the prompt is optional here, so it comes after the others.
fn assert_sends_in_any_order<P>(prepared: &kling_runtime::Prepared<P>, name: &str) -> Outcome
where
    P: kling_runtime::Create<Request: serde::Serialize>,
{
    let mut bodies = [serde_json::to_value(prepared.request())?, Fixture::of(name).request_body().clone()];
    for body in &mut bodies {
        body["contents"].as_array_mut().ok_or("items")?.sort_by_key(|item| item["type"].to_string());
    }
    assert_eq!(bodies[0], bodies[1], "{name}");
    Ok(())
}

#[tokio::test]
async fn what_a_model_cannot_do_is_refused() -> Outcome {
    let tasks = tasks();
    let picture = "https://example.com/a.png";
    let fox = "a fox runs over snow";
    assert_refused(tasks.text_to_video(Kling30Turbo, fox).with_resolution("4k").prepare().await, "4k");
    assert_refused(tasks.text_to_video(Kling26, fox).with_seconds(7).prepare().await, "5 or 10 s");
    assert_refused(tasks.text_to_video(Kling26, fox).with_sound(true).prepare().await, "1080p");
    assert_refused(tasks.text_to_video(Kling30, " ").prepare().await, "prompt");
    let ends = tasks.image_to_video(Kling25Turbo, picture, fox).with_last_frame(picture);
    assert_refused(ends.prepare().await, "1080p");
    let ends_twice = tasks.image_to_video(Kling30, picture, fox).with_last_frame(picture).with_last_frame(picture);
    assert_refused(ends_twice.prepare().await, "last_frame");
    let silent = tasks.image_to_video(Kling26, picture, "@Ann: hello").with_voice("Ann", VoiceId::new("1"));
    assert_refused(silent.with_resolution("1080p").prepare().await, "add native sound");
    let crowd = ["Ann", "Bob", "Cid", "Dan"].into_iter();
    let crowd = crowd.fold(tasks.image_to_video(Kling30, picture, fox), |order, name| order.with_element(name, MIA));
    assert_refused(crowd.prepare().await, "at most 3");
    let alone = tasks.omni(KlingO1, fox).with_last_frame(picture, None);
    assert_refused(alone.prepare().await, "add first frame");
    let both = tasks.omni(Kling30Omni, fox).with_base_video("https://example.com/v.mp4", None);
    assert_refused(both.with_first_frame(picture, None).prepare().await, "base_video");
    let file = tasks.omni(KlingO1, fox).with_feature_video("dog.mp4", None);
    assert_refused(file.prepare().await, "feature_video");
    let file = tasks.control_motion(Kling26, picture, "dance.mp4", "image");
    assert_refused(file.prepare().await, "video");
    Ok(())
}

#[tokio::test]
async fn an_edit_is_as_long_as_its_video_whatever_length_is_given() -> Outcome {
    let tasks = tasks();
    let edit = tasks.omni(Kling30Omni, "a fox").with_base_video("https://example.com/v.mp4", None);
    let prepared = edit.with_resolution("1080p").with_seconds(3).prepare().await?;
    assert_eq!(prepared.estimate(), None, "the length of the video is not known");
    assert!(prepared.rate().is_some(), "what a second of it costs is known");
    assert_eq!(prepared.warnings().len(), 1, "{:?}", prepared.warnings());
    assert!(prepared.warnings()[0].contains("`settings.duration`"), "{:?}", prepared.warnings());
    let edit = tasks.omni(KlingO1, "a fox").with_base_video("https://example.com/v.mp4", None);
    assert_eq!(edit.with_seconds(3).prepare().await?.estimate(), None);
    let follow = tasks.omni(KlingO1, "a fox").with_feature_video("https://example.com/v.mp4", None);
    let prepared = follow.with_resolution("1080p").with_seconds(3).prepare().await?;
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("3.6"));
    Ok(())
}

/// The last count that is taken, and the first that is not.
#[tokio::test]
async fn a_list_is_taken_up_to_its_bound() {
    let (tasks, picture) = (tasks(), "https://example.com/a.png");
    let pictures = |count: usize| {
        let order = tasks.omni(Kling30Omni, "a fox");
        (0..count).fold(order, |order, _| order.with_picture(picture, None))
    };
    assert!(pictures(7).prepare().await.is_ok());
    assert_refused(pictures(8).prepare().await, "8");
    let edit = |count| pictures(count).with_base_video("https://example.com/v.mp4", None);
    assert!(edit(4).prepare().await.is_ok());
    assert_refused(edit(5).prepare().await, "5 are too many");
    let cast = |names: &[&str]| {
        let order = tasks.image_to_video(Kling30, picture, "a fox");
        names.iter().fold(order, |order, name| order.with_element(*name, MIA))
    };
    assert!(cast(&["Ann", "Bob", "Cid"]).prepare().await.is_ok());
    assert_refused(cast(&["Ann", "Bob", "Cid", "Dan"]).prepare().await, "at most 3");
    let speaking = |names: &[&str]| {
        let order = tasks.image_to_video(Kling26, picture, "a fox").with_sound(true).with_resolution("1080p");
        names.iter().fold(order, |order, name| order.with_voice(*name, VoiceId::new("1")))
    };
    assert!(speaking(&["Ann", "Bob"]).prepare().await.is_ok());
    assert_refused(speaking(&["Ann", "Bob", "Cid"]).prepare().await, "contents[].voice");
}

fn review_omni(request: serde_json::Value) -> Result<kling_runtime::Review, kling_runtime::Error> {
    let request: OmniVideo30Request = serde_json::from_value(request).expect("a request");
    VideoOrder::<OmniVideo, Kling30Omni>::review(&request)
}

#[test]
fn an_edit_without_a_word_on_shots_is_warned_of() -> Outcome {
    let contents = json!([
        { "type": "prompt", "text": "a fox" },
        { "type": "base_video", "url": "https://example.com/v.mp4" },
    ]);
    let warnings = review_omni(json!({ "contents": contents }))?.warnings;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("`settings.multi_shot` is not given"), "{warnings:?}");
    let told = review_omni(json!({ "contents": contents, "settings": { "multi_shot": false } }))?;
    assert_eq!(told.warnings, [""; 0]);
    Ok(())
}

#[test]
fn an_unknown_kind_of_item_is_no_error() -> Outcome {
    let contents = json!([
        { "type": "prompt", "text": "a fox" },
        { "type": "style_video", "url": "https://example.com/v.mp4" },
    ]);
    let reviewed = review_omni(json!({ "contents": contents, "settings": { "audio": "original", "duration": 5 } }))?;
    assert_eq!(reviewed.estimate.map(|estimate| estimate.units.to_string()).as_deref(), Some("4.5"));
    Ok(())
}

#[test]
fn an_item_has_the_member_that_its_kind_needs() {
    let refused = |item: serde_json::Value, words: &str| {
        let contents = json!([{ "type": "prompt", "text": "a fox" }, item]);
        let error = review_omni(json!({ "contents": contents })).expect_err(words);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().contains(words), "{error}");
    };
    refused(json!({ "type": "first_frame" }), "first_frame needs url");
    refused(json!({ "type": "refer_image", "url": "" }), "refer_image needs url");
    refused(json!({ "type": "feature_video", "id": "v" }), "feature_video needs url");
    refused(json!({ "type": "element", "id": "Mia" }), "element needs element_id");
    let error = review_omni(json!({ "contents": [{ "type": "prompt" }] })).expect_err("no words");
    assert!(error.message().contains("prompt needs text"), "{error}");
    let request: ImageToVideo26Request = serde_json::from_value(json!({
        "contents": [
            { "type": "prompt", "text": "@Ann: hello" },
            { "type": "first_frame", "url": "https://example.com/a.png" },
            { "type": "voice", "id": "Ann" },
        ],
        "settings": { "resolution": "1080p", "audio": "native" },
    }))
    .expect("a request");
    let error = VideoOrder::<ImageToVideo, Kling26>::review(&request).expect_err("no voice");
    assert!(error.message().contains("voice needs voice_id"), "{error}");
}

#[tokio::test]
async fn an_id_that_a_list_of_ids_cannot_hold_is_refused() -> Outcome {
    let order = tasks().text_to_video(Kling30, "a fox").with_external_task_id("fox,1");
    assert_refused(order.prepare().await, "comma");
    Ok(())
}

#[tokio::test]
async fn signed_tokens_are_refused_before_anything_is_sent() -> Outcome {
    let session = Session::builder(Credentials::access_key("ak", "sk")?).build()?;
    let tasks = Tasks::new(&session);
    let errors = [
        tasks.text_to_video(Kling30, "a fox").prepare().await.expect_err("a token"),
        tasks.get(["1"]).try_collect::<Vec<_>>().await.expect_err("a token").into_error(),
        tasks.task("1")?.query().await.expect_err("a token"),
    ];
    for error in errors {
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, 0), "{error}");
        assert!(error.advice().is_some_and(|advice| advice.contains("KLINGAI_API_KEY")), "{error}");
    }
    Ok(())
}
