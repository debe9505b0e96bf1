//! Every front door sends what the examples send.

use std::time::Duration;

use kling_runtime::{AudioId, ElementId, VideoId, VoiceId};
use kling_videos::{Camera, EditingSessionId, Face, FaceId, FaceSessionId, Frames, InputVideo, MotionBrush, Shots};

use crate::unsent::{assert_sends, offline};

const CALLBACK: &str = "https://example.com/kling";

#[tokio::test]
async fn text_to_video() {
    let voices = ["850087542757535834", "850087542757535902"].map(VoiceId::new);
    let order = offline()
        .text_to_video("<<<voice_1>>> greets <<<voice_2>>> at the pier")
        .with_model("kling-v2-6")
        .with_negative_prompt("rain")
        .with_voices(voices)
        .with_mode("pro")
        .with_aspect_ratio("9:16")
        .with_seconds(5)
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    let prepared = order.prepare().await.expect("an order");
    assert_sends(&prepared, "create_text_to_video.success");
    assert!(prepared.estimate().is_some());
}

#[tokio::test]
async fn text_to_video_in_shots() {
    let shots = Shots::customize([("a fox wakes", 3), ("it runs", 4), ("it drinks", 2)]);
    let order = offline().text_to_video(shots).with_model("kling-v3").with_sound(false).with_mode("4k");
    let prepared = order.with_aspect_ratio("16:9").prepare().await.expect("an order");
    assert_sends(&prepared, "create_text_to_video.shots");
    let price = prepared.estimate().expect("a known price");
    assert_eq!(price.units.to_string(), "27", "9 seconds at 3 units");
}

#[tokio::test]
async fn cameras_move_along_one_axis_or_by_name() {
    let videos = offline();
    let order = videos.text_to_video("a lighthouse").with_model("kling-v1").with_mode("std").with_seconds(5);
    let by_name = order.with_camera(Camera::DownBack).prepare().await.expect("an order");
    assert_sends(&by_name, "create_text_to_video.camera-by-name");
    let order = videos.text_to_video("a lighthouse").with_model("kling-v1").with_mode("std").with_seconds(5);
    let order = order.with_negative_prompt("fog").with_cfg_scale(0.5).with_aspect_ratio("1:1");
    let rising = order.with_camera(Camera::Vertical(6.5)).prepare().await.expect("an order");
    assert_sends(&rising, "create_text_to_video.camera");
}

#[tokio::test]
async fn image_to_video() {
    let frames = Frames::between("https://example.com/start.png", "https://example.com/end.png");
    let order = offline()
        .image_to_video(frames, "the camera rises above <<<element_1>>>")
        .with_model("kling-v3")
        .with_negative_prompt("blur")
        .with_elements([829836802793406551, 321922438904313].map(ElementId::new))
        .with_sound(true)
        .with_cfg_scale(0.7)
        .with_mode("pro")
        .with_seconds(7)
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    assert_sends(&order.prepare().await.expect("an order"), "create_image_to_video.success");
}

#[tokio::test]
async fn image_to_video_in_its_other_forms() {
    let videos = offline();
    let order = videos.image_to_video(Frames::last("https://example.com/end.png"), "a door opens");
    let order = order.with_model("kling-v1-6").with_mode("pro").with_seconds(5);
    assert_sends(&order.prepare().await.expect("a last frame alone"), "create_image_to_video.end-frame");

    let order = videos.image_to_video("https://example.com/start.png", Shots::intelligence("a day at sea"));
    let order = order.with_model("kling-v3").with_seconds(15);
    assert_sends(&order.prepare().await.expect("shots that the model cuts"), "create_image_to_video.shots");

    let order = videos.image_to_video("https://example.com/face.png", "she says <<<voice_1>>> hello");
    let order = order.with_model("kling-v2-6").with_voices([VoiceId::new("850087542757535834")]);
    let order = order.with_mode("pro").with_seconds(10);
    assert_sends(&order.prepare().await.expect("a voice"), "create_image_to_video.voices");

    let way = [(279, 219), (348, 140), (417, 65)];
    let brush = MotionBrush::moving("https://example.com/cup-mask.png", way).and_still("https://example.com/table.png");
    let order = videos.image_to_video("https://example.com/cup.png", "the cup slides").with_motion_brush(brush);
    let order = order.with_model("kling-v1").with_mode("pro").with_seconds(5);
    assert_sends(&order.prepare().await.expect("a motion brush"), "create_image_to_video.motion-brush");
}

#[tokio::test]
async fn omni_video() {
    let shots = Shots::customize([
        ("a boat leaves the pier", 2),
        ("close view of <<<image_1>>> waving, <<<element_1>>> behind", 3),
    ]);
    let order = offline()
        .omni(shots)
        .with_model("kling-v3-omni")
        .with_picture("https://example.com/sailor.png")
        .with_elements([ElementId::new(829836802793406551)])
        .with_sound(true)
        .with_mode("pro")
        .with_aspect_ratio("16:9")
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    assert_sends(&order.prepare().await.expect("an order"), "create_omni_video.success");
}

#[tokio::test]
async fn an_omni_video_edits_a_video() {
    let video = InputVideo::to_edit("https://example.com/street.mp4").with_original_sound(true);
    let order = offline().omni("make it snow in <<<video_1>>>").with_model("kling-video-o1").with_video(video);
    let prepared = order.with_sound(false).with_mode("std").prepare().await.expect("an order");
    assert_sends(&prepared, "create_omni_video.edit");
    assert_eq!(prepared.estimate(), None, "as long as the video, whose length is not known");
    assert_eq!(prepared.rate().expect("a known rate").units.to_string(), "0.9", "for every second of it");
    assert!(prepared.warnings().iter().all(|warning| !warning.contains("aspect_ratio")), "{:?}", prepared.warnings());
}

#[tokio::test]
async fn an_omni_video_without_a_shape_warns() {
    let order = offline().omni("a quiet harbour").with_model("kling-v3-omni").prepare().await.expect("an order");
    assert!(order.warnings().iter().any(|warning| warning.contains("aspect_ratio")), "{:?}", order.warnings());
}

#[tokio::test]
async fn omni_frames_are_marked_as_such() {
    let (first, last) = ("https://example.com/noon.png", "https://example.com/dusk.png");
    let order = offline().omni("the sun sets").with_model("kling-v3-omni").with_first_and_last_frame(first, last);
    let prepared = order.with_picture("https://example.com/sea.png").prepare().await.expect("an order");
    let sent = serde_json::to_value(&prepared.request().image_list).expect("JSON");
    let expected = serde_json::json!([
        { "image_url": first, "type": "first_frame" },
        { "image_url": last, "type": "end_frame" },
        { "image_url": "https://example.com/sea.png" },
    ]);
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn reference_video() {
    let pictures = ["https://example.com/dog.png", "https://example.com/coat.png", "https://example.com/park.png"];
    let order = offline()
        .reference_to_video(pictures, "the dog wears the coat")
        .with_model("kling-v1-6")
        .with_negative_prompt("rain")
        .with_mode("pro")
        .with_seconds(10)
        .with_aspect_ratio("16:9");
    let prepared = order.prepare().await.expect("an order");
    let sent: Vec<_> = prepared.request().image_list.iter().map(|item| item.image.clone()).collect();
    assert_eq!(sent, pictures.map(|url| kling_runtime::wire::MediaInput::Url(url.to_owned())));
    assert_eq!(prepared.estimate().expect("a known price").units.to_string(), "7", "10 seconds at 0.7");
}

#[tokio::test]
async fn motion_control() {
    let order = offline()
        .control_motion("https://example.com/dancer.png", "https://example.com/dance.mp4", "video", "pro")
        .with_model("kling-v3")
        .with_prompt("on a stage at night")
        .with_element(ElementId::new(829836802793406551))
        .with_original_sound(false)
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    assert_sends(&order.prepare().await.expect("an order"), "create_motion_control.success");
}

#[tokio::test]
async fn multi_elements_edit() {
    let session = offline().editing_session(EditingSessionId::new("847570360458960960"));
    let order = session
        .swap("https://example.com/hat.png", "swap the hat from <<<image_1>>> for the hat from <<<video_1>>>")
        .with_model("kling-v1-6")
        .with_negative_prompt("blur")
        .with_mode("std")
        .with_seconds(5)
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    assert_sends(&order.prepare().await.expect("an order"), "create_multi_elements_edit.success");
    let order = session.remove("remove the hat from <<<video_1>>>");
    assert_sends(&order.prepare().await.expect("an order"), "create_multi_elements_edit.removal");
}

#[tokio::test]
async fn video_extension() {
    let order = offline()
        .extend(VideoId::new("743211632612511839"))
        .with_prompt("a puppy walks in")
        .with_negative_prompt("cats")
        .with_cfg_scale(0.5)
        .with_watermark(true)
        .with_callback_url(CALLBACK);
    assert_sends(&order.prepare().await.expect("an order"), "create_video_extension.success");
}

#[tokio::test]
async fn lip_sync() {
    let videos = offline();
    let session = FaceSessionId::new("850508686686064678");
    let millis = Duration::from_millis;
    let cue = Face::new(session.clone(), FaceId::new("0")).cue(millis(0)..millis(3000), millis(1000)).expect("a cue");
    let order = videos.sync_lips(cue, "https://example.com/voice.mp3").with_sound_volume(1.0).with_original_volume(0.0);
    let prepared = order.with_watermark(true).with_callback_url(CALLBACK).prepare().await.expect("an order");
    assert_sends(&prepared, "create_lip_sync.success");
    assert_eq!(prepared.estimate(), None, "which length counts is not documented");
    assert_eq!(
        prepared.rate().expect("a known rate").to_string(),
        "0.5 video units for every 5 s begun, $0.07 at list price (2026-09-20)"
    );
    let cue = Face::new(session, FaceId::new("1")).cue(millis(250)..millis(2750), millis(2200)).expect("a cue");
    let order = videos.sync_lips(cue, AudioId::new("912345678901234570"));
    assert_sends(&order.prepare().await.expect("an order"), "create_lip_sync.speech");
}

#[tokio::test]
async fn avatar() {
    let videos = offline();
    let order = videos.animate_avatar("https://example.com/face.png", "https://example.com/voice.mp3");
    let order = order.with_prompt("smiles and nods").with_mode("pro").with_watermark(true).with_callback_url(CALLBACK);
    let prepared = order.prepare().await.expect("an order");
    assert_sends(&prepared, "create_avatar_video.success");
    assert_eq!(prepared.estimate(), None, "as long as the sound, whose length is not known");
    assert_eq!(prepared.rate().expect("a known rate").units.to_string(), "0.8", "for every second of the sound");
    let order = videos.animate_avatar("https://example.com/face.png", AudioId::new("912345678901234570"));
    let prepared = order.prepare().await.expect("an order");
    assert_eq!(prepared.request().audio_id.as_deref(), Some("912345678901234570"));
    assert!(prepared.request().sound_file.is_none());
}

#[tokio::test]
async fn video_effect() {
    let videos = offline();
    let order = videos.apply_effect("hug_pro", ("https://example.com/left.jpg", "https://example.com/right.jpg"));
    let prepared = order.with_watermark(true).with_callback_url(CALLBACK).prepare().await.expect("an order");
    assert_sends(&prepared, "create_video_effect.success");
    assert_eq!(prepared.warnings(), [""; 0]);
    let ended =
        videos.apply_effect("hug", "https://example.com/one.jpg").prepare().await.expect("scenes are not refused");
    assert_eq!(ended.warnings().len(), 2, "it has ended, and takes two pictures: {:?}", ended.warnings());
    assert!(ended.request().input.image.is_some());
    let misspelt = videos.apply_effect("lion_danse", "https://example.com/one.jpg").prepare().await.expect("an order");
    let warning = "`effect_scene` `lion_danse` is not among the scenes of 2026-09; did you mean lion_dance?";
    assert_eq!(misspelt.warnings(), [warning]);
}
