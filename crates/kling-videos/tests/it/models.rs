//! What a model can do is looked at before anything is sent: every member that bears on it is translated.

use kling_runtime::{Create, ElementId, Error, ErrorKind, Prepared, VideoId, VoiceId};
use kling_videos::wire::{CreateOmniVideoRequest, CreateVideoEffectRequest};
use kling_videos::{Camera, EditingSessionId, Frames, InputVideo, MotionBrush, OmniVideo, Shots, VideoEffect};
use serde_json::json;

use crate::unsent::offline;

const PICTURE: &str = "https://example.com/a.png";
const VIDEO: &str = "https://example.com/a.mp4";

#[track_caller]
fn assert_refused<P: Create>(result: Result<Prepared<P>, Error>, words: &str) {
    let Err(error) = result else { panic!("{words} is not refused") };
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.message().contains(words), "{error}");
}

#[track_caller]
fn assert_warns<P: Create>(result: Result<Prepared<P>, Error>, words: &str) {
    let order = result.unwrap_or_else(|error| panic!("{words} is refused: {error}"));
    assert!(order.warnings().iter().any(|warning| warning.contains(words)), "{words}: {:?}", order.warnings());
}

#[tokio::test]
async fn text_to_video() {
    let order = || offline().text_to_video("a").with_model("kling-v2-6");
    assert_refused(order().with_mode("std").with_sound(true).prepare().await, "`sound`");
    assert_refused(order().with_mode("4k").prepare().await, "`mode` `4k`");
    assert_refused(order().with_seconds(7).prepare().await, "`duration` 7 s");
    assert_refused(order().with_aspect_ratio("4:3").prepare().await, "`aspect_ratio` `4:3`");
    assert_warns(order().with_cfg_scale(0.5).prepare().await, "`cfg_scale`");
    assert_warns(order().with_camera(Camera::DownBack).prepare().await, "`camera_control`");
    assert_warns(order().with_mode("pro").with_voices([VoiceId::new("1")]).prepare().await, "`voice_list`");
    let shots = Shots::customize([("a", 5)]);
    assert_refused(offline().text_to_video(shots).with_model("kling-v2-6").prepare().await, "`multi_shot`");
    assert_warns(offline().text_to_video("a").with_model("kling-v9").prepare().await, "`kling-v9`");
    assert_warns(offline().text_to_video("a").prepare().await, "`model_name` is not given");
}

#[tokio::test]
async fn image_to_video() {
    let order = |model: &str| offline().image_to_video(PICTURE, "a").with_model(model);
    assert_refused(order("kling-v2-6").with_mode("std").with_sound(true).prepare().await, "`sound`");
    assert_refused(order("kling-v2-6").with_mode("4k").prepare().await, "`mode` `4k`");
    assert_refused(order("kling-v2-6").with_seconds(7).prepare().await, "`duration` 7 s");
    assert_warns(order("kling-v2-6").with_elements([ElementId::new(1)]).prepare().await, "`element_list`");
    assert_warns(order("kling-v2-6").with_cfg_scale(0.5).prepare().await, "`cfg_scale`");
    assert_warns(order("kling-v1-6").with_motion_brush(MotionBrush::still(PICTURE)).prepare().await, "`static_mask`");
    let camera = order("kling-v1-5").with_mode("pro").with_camera(Camera::ForwardUp);
    assert_warns(camera.prepare().await, "forward_up");
    let voices = order("kling-v2-6").with_mode("pro").with_voices([VoiceId::new("1")]);
    assert_refused(voices.with_elements([ElementId::new(1)]).prepare().await, "`voice_list` and `element_list`");
    let end = offline().image_to_video(Frames::last(PICTURE), "a").with_model("kling-v2-6").with_mode("pro");
    assert_warns(end.prepare().await, "`image_tail` alone");
    let both = || offline().image_to_video(Frames::between(PICTURE, PICTURE), "a").with_model("kling-v2-6");
    assert_eq!(both().with_mode("pro").prepare().await.expect("both frames in pro").warnings(), [""; 0]);
    assert_refused(both().with_mode("std").prepare().await, "`image_tail`");
}

#[tokio::test]
async fn omni_video() {
    let order = |model: &str| offline().omni("a").with_model(model).with_aspect_ratio("16:9");
    let elements = |count| (0..count).map(ElementId::new);
    assert_refused(order("kling-v3-omni").with_seconds(16).prepare().await, "`duration` 16 s");
    assert_refused(order("kling-video-o1").with_mode("4k").prepare().await, "`mode` `4k`");
    assert_refused(order("kling-v3-omni").with_aspect_ratio("4:3").prepare().await, "`aspect_ratio` `4:3`");
    let video = || InputVideo::to_follow(VIDEO);
    assert_refused(order("kling-v3-omni").with_video(video()).with_sound(true).prepare().await, "`sound`");
    let followed = order("kling-v3-omni").with_video(video()).with_picture(PICTURE);
    assert_refused(followed.with_elements(elements(4)).prepare().await, "5 are too many");
    let framed = order("kling-v3-omni").with_first_frame(PICTURE);
    assert_refused(framed.with_elements(elements(4)).prepare().await, "4 are too many");
    let edited = order("kling-v3-omni").with_video(InputVideo::to_edit(VIDEO));
    assert_refused(edited.with_first_frame(PICTURE).prepare().await, "together");
    let ended = order("kling-video-o1").with_first_and_last_frame(PICTURE, PICTURE);
    assert_refused(ended.with_elements(elements(1)).prepare().await, "1 are too many");
    let video = InputVideo::to_follow(VIDEO).with_original_sound(true);
    let price = order("kling-v3-omni").with_video(video).prepare().await.expect("an order").estimate();
    assert_eq!(price.expect("a known price").units.to_string(), "6", "5 seconds at 1.2, with a video, in pro");
}

#[tokio::test]
async fn the_other_products() {
    let videos = offline();
    let reference = || videos.reference_to_video([PICTURE], "a");
    assert_refused(reference().with_mode("4k").prepare().await, "`mode` `4k`");
    assert_refused(reference().with_seconds(7).prepare().await, "`duration` 7 s");
    assert_refused(reference().with_aspect_ratio("4:3").prepare().await, "`aspect_ratio` `4:3`");
    let motion = |mode: &str| videos.control_motion(PICTURE, VIDEO, "video", mode).with_original_sound(true);
    assert_refused(motion("4k").prepare().await, "`mode` `4k`");
    let element = motion("std").with_model("kling-v2-6").with_element(ElementId::new(1));
    assert_warns(element.prepare().await, "`element_list`");
    let session = videos.editing_session(EditingSessionId::new("1"));
    assert_refused(session.remove("a").with_mode("4k").prepare().await, "`mode` `4k`");
    assert_refused(session.remove("a").with_seconds(7).prepare().await, "`duration` 7 s");
    assert_refused(session.remove("a").with_negative_prompt("b".repeat(2501)).prepare().await, "2501");
    assert_refused(
        videos.animate_avatar(PICTURE, "https://example.com/a.mp3").with_mode("4k").prepare().await,
        "`mode`",
    );
    let extended = videos.extend(VideoId::new("1"));
    assert_refused(extended.with_cfg_scale(1.5).prepare().await, "cfg_scale is 1.5");
}

#[tokio::test]
async fn an_edit_is_as_long_as_its_video_whatever_length_is_given() {
    let edit = || offline().omni("a").with_model("kling-v3-omni").with_video(InputVideo::to_edit(VIDEO));
    let order = edit().with_seconds(3).prepare().await.expect("an order");
    assert_eq!(order.estimate(), None, "the length of the video is not known");
    assert_warns(edit().with_seconds(3).prepare().await, "`duration` has no effect");
    assert_eq!(edit().prepare().await.expect("an order").warnings(), [""; 0]);
    let followed = offline().omni("a").with_model("kling-v3-omni").with_video(InputVideo::to_follow(VIDEO));
    let order = followed.with_aspect_ratio("16:9").with_seconds(3).prepare().await.expect("an order");
    assert_eq!(order.estimate().expect("a known price").units.to_string(), "3.6", "3 seconds at 1.2");
    assert_eq!(order.warnings(), [""; 0]);
}

#[test]
fn an_unknown_use_of_a_video_is_a_use_of_a_video() {
    let review = |members: serde_json::Value| {
        let mut body = json!({
            "model_name": "kling-v3-omni", "prompt": "a", "aspect_ratio": "16:9", "duration": "5",
            "video_list": [{ "video_url": VIDEO, "refer_type": "style", "keep_original_sound": "yes" }],
        });
        body.as_object_mut().expect("an object").extend(members.as_object().expect("an object").clone());
        let request: CreateOmniVideoRequest = serde_json::from_value(body).expect("a request");
        OmniVideo::review(&request)
    };
    let reviewed = review(json!({})).expect("no unknown word is an error");
    assert_eq!(reviewed.estimate.expect("a known price").units.to_string(), "6", "5 seconds at 1.2, with a video");
    let error = review(json!({ "sound": "on" })).expect_err("sound goes with no video");
    assert!(error.message().contains("`sound`"), "{error}");
}

#[tokio::test]
async fn no_voices_turn_no_sound_on() {
    let videos = offline();
    let text = videos.text_to_video("a").with_model("kling-v2-6").with_mode("pro").with_voices([]);
    let order = text.prepare().await.expect("an order");
    assert_eq!((&order.request().sound, order.request().voice_list.len()), (&None, 0));
    let image = videos.image_to_video(PICTURE, "a").with_model("kling-v2-6").with_mode("pro").with_voices([]);
    let order = image.prepare().await.expect("an order");
    assert_eq!((&order.request().sound, order.request().voice_list.len()), (&None, 0));
}

#[test]
fn members_of_earlier_scenes_are_not_called_ignored() {
    let request: CreateVideoEffectRequest = serde_json::from_value(json!({
        "effect_scene": "hug",
        "input": { "images": [PICTURE, PICTURE], "model_name": "kling-v1-6", "mode": "pro", "duration": "10" },
    }))
    .expect("a request");
    let warnings = VideoEffect::review(&request).expect("the older form is taken").warnings;
    for member in ["input.model_name", "input.mode", "input.duration"] {
        let about: Vec<_> = warnings.iter().filter(|warning| warning.contains(&format!("`{member}`"))).collect();
        assert_eq!(about.len(), 1, "{member}: {warnings:?}");
        assert!(about[0].contains("until about February 2026"), "{about:?}");
    }
    assert!(warnings.iter().all(|warning| !warning.contains("no effect")), "{warnings:?}");
}

/// The last count that is taken, and the first that is not.
#[tokio::test]
async fn a_list_is_taken_up_to_its_bound() {
    let videos = offline();
    let elements = |count| (0..count).map(ElementId::new);
    let omni = || videos.omni("a").with_model("kling-v3-omni").with_aspect_ratio("16:9");
    assert!(omni().with_elements(elements(7)).prepare().await.is_ok());
    assert_refused(omni().with_elements(elements(8)).prepare().await, "8");
    let edit = || videos.omni("a").with_model("kling-v3-omni").with_video(InputVideo::to_edit(VIDEO));
    assert!(edit().with_elements(elements(4)).prepare().await.is_ok());
    assert_refused(edit().with_elements(elements(5)).prepare().await, "5 are too many");
    let framed = || omni().with_first_frame(PICTURE);
    assert!(framed().with_elements(elements(3)).prepare().await.is_ok());
    assert_refused(framed().with_elements(elements(4)).prepare().await, "4 are too many");
    assert!(videos.reference_to_video([PICTURE; 4], "a").prepare().await.is_ok());
    assert_refused(videos.reference_to_video([PICTURE; 5], "a").prepare().await, "5");
    let frames = || videos.image_to_video(PICTURE, "a").with_model("kling-v3");
    assert!(frames().with_elements(elements(3)).prepare().await.is_ok());
    assert_refused(frames().with_elements(elements(4)).prepare().await, "4");
    let voices = |count: u32| (0..count).map(|id| VoiceId::new(id.to_string()));
    let speaking = || videos.image_to_video(PICTURE, "a").with_model("kling-v2-6").with_mode("pro");
    assert!(speaking().with_voices(voices(2)).prepare().await.is_ok());
    assert_refused(speaking().with_voices(voices(3)).prepare().await, "voice_list");
}
