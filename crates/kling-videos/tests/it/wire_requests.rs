//! Requests that were not made by a front door are held against the same rules.

use kling_runtime::wire::MediaInput;
use kling_runtime::{Create, ErrorKind};
use kling_videos::wire::{
    CameraControl, CameraMovement, CreateAvatarVideoRequest, CreateImageToVideoRequest, CreateLipSyncRequest,
    CreateTextToVideoRequest, CreateVideoEffectRequest, ShotPrompt, SpeakingFace, VideoEffectInput,
};
use kling_videos::{AvatarVideo, ImageToVideo, LipSync, TextToVideo, VideoEffect};

fn picture() -> MediaInput {
    MediaInput::Url("https://example.com/a.png".to_owned())
}

#[track_caller]
fn assert_refused<P: Create>(request: &P::Request, words: &str) {
    let error = P::review(request).expect_err(words);
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.message().contains(words), "{error}");
}

fn text() -> CreateTextToVideoRequest {
    let mut request = CreateTextToVideoRequest::default();
    request.prompt = Some("a".to_owned());
    request
}

#[test]
fn shots_say_who_cuts_them() {
    let mut request = text();
    request.multi_shot = Some(true);
    assert_refused::<TextToVideo>(&request, "shot_type is missing");
    request.shot_type = Some("customize".into());
    assert_refused::<TextToVideo>(&request, "multi_prompt is empty");
    request.multi_prompt = vec![ShotPrompt::new(1, "a", "2.5"), ShotPrompt::new(2, "b", "3")];
    assert_refused::<TextToVideo>(&request, "multi_prompt[0].duration is \"2.5\"");
    request.multi_prompt[0].duration = "2".to_owned();
    assert!(TextToVideo::review(&request).is_ok(), "5 seconds, as without a length");
    request.shot_type = Some("next_month".into());
    request.prompt = None;
    assert!(TextToVideo::review(&request).is_ok(), "what a new word needs is not known");
    request.multi_shot = Some(false);
    assert_refused::<TextToVideo>(&request, "prompt is empty");
}

#[test]
fn a_length_is_whole_seconds() {
    for length in ["2.5", "", "+5", "five", "99999999999999999999"] {
        let mut request = text();
        request.duration = Some(length.to_owned());
        assert_refused::<TextToVideo>(&request, "duration is");
    }
}

#[test]
fn a_camera_has_numbers_only_without_a_name() {
    let control = |kind: &str, movement: Option<CameraMovement>| {
        let mut control = CameraControl::default();
        control.type_ = Some(kind.into());
        control.config = movement;
        let mut request = text();
        request.camera_control = Some(control);
        request
    };
    let mut movement = CameraMovement::default();
    movement.pan = Some(1.0);
    assert_refused::<TextToVideo>(&control("simple", None), "config is missing");
    assert_refused::<TextToVideo>(&control("down_back", Some(movement.clone())), "the type down_back takes none");
    assert!(TextToVideo::review(&control("simple", Some(movement.clone()))).is_ok());
    movement.zoom = Some(-1.0);
    assert_refused::<TextToVideo>(&control("simple", Some(movement)), "2 axes");
}

#[test]
fn image_to_video_has_a_frame() {
    let mut request = CreateImageToVideoRequest::default();
    request.prompt = Some("a".to_owned());
    assert_refused::<ImageToVideo>(&request, "neither image nor image_tail");
    request.image = Some(picture());
    assert!(ImageToVideo::review(&request).is_ok());
}

#[test]
fn a_face_says_exactly_one_thing() {
    let mut avatar = CreateAvatarVideoRequest::new(picture());
    assert_refused::<AvatarVideo>(&avatar, "neither audio_id nor sound_file");
    avatar.audio_id = Some("1".to_owned());
    assert!(AvatarVideo::review(&avatar).is_ok());
    avatar.sound_file = Some(picture());
    assert_refused::<AvatarVideo>(&avatar, "both given");

    let spoken = |start, end, insert| {
        let mut face = SpeakingFace::new("0", start, end, insert);
        face.audio_id = Some("1".to_owned());
        CreateLipSyncRequest::new("1", [face])
    };
    assert!(LipSync::review(&spoken(0, 2000, 0)).is_ok());
    assert_refused::<LipSync>(&spoken(-1, 2000, 0), "allowed is 0 or more");
    assert_refused::<LipSync>(&spoken(0, 2000, -1), "allowed is 0 or more");
    assert_refused::<LipSync>(&spoken(0, 1999, 0), "1999 ms");
    assert_refused::<LipSync>(&CreateLipSyncRequest::new("1", [SpeakingFace::new("0", 0, 2000, 0)]), "neither");
}

#[test]
fn an_effect_has_one_picture_or_two() {
    let request = |input: VideoEffectInput| CreateVideoEffectRequest::new("hug_pro", input);
    assert_refused::<VideoEffect>(&request(VideoEffectInput::default()), "exactly one of");
    let mut both = VideoEffectInput::default();
    both.image = Some(picture());
    both.images = vec![picture(), picture()];
    assert_refused::<VideoEffect>(&request(both.clone()), "exactly one of");
    both.image = None;
    assert_eq!(VideoEffect::review(&request(both.clone())).expect("two").warnings, [""; 0]);
    both.mode = Some("pro".into());
    both.duration = Some("10".to_owned());
    let warnings = VideoEffect::review(&request(both.clone())).expect("the form of 2025").warnings;
    assert!(warnings.iter().any(|warning| warning.contains("`input.mode`")), "{warnings:?}");
    assert!(warnings.iter().any(|warning| warning.contains("`input.duration`")), "{warnings:?}");
    both.duration = Some("ten".to_owned());
    assert_refused::<VideoEffect>(&request(both), "duration is \"ten\"");
}
