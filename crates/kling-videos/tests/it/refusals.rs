//! What the API would refuse is refused before anything is sent.

use std::time::Duration;

use kling_runtime::{Error, ErrorKind, TaskTrace, VideoId, VoiceId};
use kling_videos::{Camera, EditingSessionId, Face, FaceId, FaceSessionId, Frames, InputVideo, MotionBrush, Shots};

use crate::unsent::offline;

const PICTURE: &str = "https://example.com/a.png";

/// The message names what is wrong, and nothing was spent.
#[track_caller]
fn assert_refused<T: std::fmt::Debug>(result: Result<T, Error>, words: &str) {
    let error = result.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert_eq!(error.task(), &TaskTrace::NotMade);
    assert!(error.message().contains(words), "{error}");
}

#[tokio::test]
async fn a_prompt_is_needed_where_no_shots_are_cut() {
    let videos = offline();
    assert_refused(videos.text_to_video("").prepare().await, "prompt is empty");
    assert_refused(videos.text_to_video(Shots::intelligence("")).prepare().await, "prompt is empty");
    assert_refused(videos.image_to_video(PICTURE, "").prepare().await, "prompt is empty");
    assert_refused(videos.omni("").prepare().await, "prompt is empty");
    assert_refused(videos.reference_to_video([PICTURE], "").prepare().await, "prompt");
}

#[tokio::test]
async fn shots_are_as_long_as_the_video() {
    let order = |shots: &[(&'static str, u32)]| {
        offline().text_to_video(Shots::customize(shots.iter().copied())).with_model("kling-v3")
    };
    assert_refused(order(&[("a", 3), ("b", 4)]).with_seconds(8).prepare().await, "the shots last 7 seconds together");
    assert!(order(&[("a", 3), ("b", 4)]).with_seconds(7).prepare().await.is_ok());
    assert_refused(order(&[]).prepare().await, "multi_prompt is empty");
    assert_refused(order(&[("a", 5), ("b", 0)]).prepare().await, "multi_prompt[1].duration is 0");
    assert_refused(order(&[("a", 5), ("", 1)]).prepare().await, "multi_prompt[1].prompt is empty");
    assert_refused(order(&[("a", 1); 7]).prepare().await, "multi_prompt has 7 items");
    assert_refused(order(&[("a", u32::MAX), ("b", u32::MAX)]).prepare().await, "duration");
}

#[tokio::test]
async fn a_camera_moves_along_exactly_one_axis() {
    let order = |camera| offline().text_to_video("a").with_model("kling-v1").with_camera(camera);
    assert_refused(order(Camera::Pan(0.0)).prepare().await, "0 axes");
    assert_refused(order(Camera::Pan(10.5)).prepare().await, "camera_control.config.pan is 10.5");
    assert_refused(order(Camera::Pan(f64::NAN)).prepare().await, "camera_control.config.pan is NaN");
    assert!(order(Camera::Pan(-10.0)).prepare().await.is_ok());
}

#[tokio::test]
async fn what_guides_a_first_frame_excludes_the_others() {
    let brush = || MotionBrush::moving(PICTURE, [(0, 0), (1, 1)]);
    let videos = offline();
    let both = videos.image_to_video(Frames::between(PICTURE, PICTURE), "a");
    assert_refused(both.with_camera(Camera::DownBack).prepare().await, "camera_control");
    let both = videos.image_to_video(Frames::between(PICTURE, PICTURE), "a");
    assert_refused(both.with_motion_brush(brush()).prepare().await, "dynamic_masks");
    let first = videos.image_to_video(PICTURE, "a").with_camera(Camera::DownBack);
    assert_refused(first.with_motion_brush(brush()).prepare().await, "dynamic_masks");
}

#[tokio::test]
async fn voices_need_sound() {
    let order = offline().image_to_video(PICTURE, "a").with_model("kling-v2-6").with_mode("pro");
    assert_refused(order.with_voices([VoiceId::new("1")]).with_sound(false).prepare().await, "voice_list");
}

#[tokio::test]
async fn a_way_has_2_to_77_points_in_5_seconds() {
    let order = |points: i32| {
        let brush = MotionBrush::moving(PICTURE, (0..points).map(|at| (at, at)));
        offline().image_to_video(PICTURE, "a").with_model("kling-v1").with_motion_brush(brush)
    };
    assert!(order(77).prepare().await.is_ok());
    assert_refused(order(78).prepare().await, "dynamic_masks[0].trajectories has 78 points");
    assert_refused(order(1).prepare().await, "trajectories");
}

#[tokio::test]
async fn a_video_is_an_address() {
    let videos = offline();
    assert_refused(videos.control_motion(PICTURE, "dance.mp4", "video", "std").prepare().await, "video_url");
    assert_refused(videos.omni("a").with_video(InputVideo::to_follow("a.mp4")).prepare().await, "video_url");
    assert_refused(videos.identify_faces("/home/me/talk.mp4").await, "video_url");
    assert_refused(videos.open_editing_session(VideoId::new("")).await, "video_id");
}

#[tokio::test]
async fn an_omni_video_has_one_first_frame() {
    let order = offline().omni("a").with_model("kling-v3-omni").with_first_frame(PICTURE);
    assert_refused(order.with_first_frame(PICTURE).prepare().await, "2 pictures of the type first_frame");
}

#[tokio::test]
async fn the_edit_says_how_many_pictures_it_takes() {
    let session = offline().editing_session(EditingSessionId::new("1"));
    assert_refused(session.add([PICTURE; 0], "a").prepare().await, "1 or 2 are allowed");
    assert_refused(session.add([PICTURE; 3], "a").prepare().await, "image_list has 3");
    assert!(session.add([PICTURE; 2], "a").prepare().await.is_ok());
}

#[test]
fn a_face_speaks_two_seconds_at_least() {
    let millis = Duration::from_millis;
    let mut face = Face::new(FaceSessionId::new("1"), FaceId::new("0"));
    assert_refused(face.cue(millis(0)..millis(1999), millis(0)), "at least 2000");
    assert!(face.cue(millis(0)..millis(2000), millis(0)).is_ok());
    assert_refused(face.cue(millis(3000)..millis(1000), millis(0)), "sound_end_time");
    let odd = Duration::from_micros(2_000_500);
    assert_refused(face.cue(millis(0)..odd, millis(0)), "whole milliseconds");
    (face.start, face.end) = (Some(millis(2140)), Some(millis(4980)));
    assert!(face.cue(millis(0)..millis(3000), millis(2980)).is_ok(), "2000 ms are left");
    assert_refused(face.cue(millis(0)..millis(3000), millis(2981)), "1999 ms");
    assert!(face.cue(millis(0)..millis(2140), millis(2000)).is_ok(), "it begins before the face and shares 2000 ms");
    assert_refused(face.cue(millis(0)..millis(2139), millis(2000)), "1999 ms");
    assert_refused(face.cue(millis(0)..millis(2500), Duration::MAX), "whole milliseconds");
}

#[tokio::test]
async fn a_motion_picture_is_at_most_65536_wide() {
    let videos = offline();
    let order = videos.control_motion(png(65_537, 40_000), "https://example.com/dance.mp4", "image", "std");
    assert_refused(order.prepare().await, "65537");
    let order = videos.control_motion(png(299, 299), "https://example.com/dance.mp4", "image", "std");
    assert_refused(order.prepare().await, "299");
}

#[tokio::test]
async fn a_last_frame_has_any_shape_and_a_first_one_has_not() {
    let videos = offline();
    let wide = || png(3000, 300);
    let order = videos.image_to_video(Frames::between(PICTURE, wide()), "a").with_model("kling-v3");
    assert!(order.prepare().await.is_ok());
    assert_refused(videos.image_to_video(wide(), "a").with_model("kling-v3").prepare().await, "3000:300");
    let narrow = videos.image_to_video(Frames::between(PICTURE, png(3000, 299)), "a").with_model("kling-v3");
    assert_refused(narrow.prepare().await, "299");
}

/// The beginning of a PNG of this size and its end: what is looked at before a picture is sent.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82");
    bytes
}

#[tokio::test]
async fn a_sound_has_at_most_5_megabytes() {
    let sound = |length: usize| {
        let mut bytes = b"ID3".to_vec();
        bytes.resize(length, 0);
        bytes
    };
    let videos = offline();
    assert!(videos.animate_avatar(PICTURE, sound(5_000_000)).prepare().await.is_ok());
    assert_refused(videos.animate_avatar(PICTURE, sound(5_000_001)).prepare().await, "5000001 bytes");
}
