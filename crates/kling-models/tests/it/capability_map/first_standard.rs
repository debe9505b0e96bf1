//! The videos of `/v1`.

use super::*;

#[test]
fn kling_v1() {
    assert_verdicts(
        TextToVideo,
        V1,
        "kling-v1",
        &[
            (five(STD), Passes),
            (ten(PRO), Passes),
            (lasting(STD, 7), Refused),
            (five(STD).with_camera_control("simple"), Passes),
            (ten(STD).with_camera_control("simple"), Warns),
            (five(PRO).with_camera_control("simple"), Warns),
            (five(STD).with_camera_control("spiral"), Refused),
            (native(STD), Refused),
            (STD.with_multi_shot(true), Refused),
            (STD.with_cfg_scale(0.5), Passes),
            (STD.with_mode("4k"), Refused),
        ],
    );
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v1",
        &[
            (from_frame(ten(PRO)), Passes),
            (between_frames(five(STD)), Passes),
            (between_frames(five(PRO)), Passes),
            (between_frames(ten(PRO)), Warns),
            (from_frame(five(STD)).with_motion_brush(6), Passes),
            (from_frame(five(STD)).with_motion_brush(7), Refused),
            (from_frame(ten(STD)).with_motion_brush(1), Warns),
        ],
    );
}

#[test]
fn kling_v1_5_and_v1_6() {
    assert_eq!(find_capability(TextToVideo, V1, Some("kling-v1-5")), None);
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v1-5",
        &[
            (from_frame(ten(STD)), Passes),
            (between_frames(ten(PRO)), Passes),
            (PRO.with_end_frame(true), Passes),
            (between_frames(ten(STD)), Warns),
            (from_frame(five(PRO)).with_motion_brush(1), Passes),
            (from_frame(five(PRO)).with_camera_control("simple"), Passes),
            (from_frame(five(PRO)).with_camera_control("down_back"), Warns),
        ],
    );
    assert_verdicts(TextToVideo, V1, "kling-v1-6", &[(ten(PRO), Passes), (STD.with_camera_control("simple"), Warns)]);
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v1-6",
        &[
            (between_frames(ten(PRO)), Passes),
            (PRO.with_end_frame(true), Passes),
            (from_frame(five(STD)).with_motion_brush(1), Warns),
        ],
    );
    assert_verdicts(
        ReferenceVideo,
        V1,
        "kling-v1-6",
        &[
            (ten(PRO).with_images(4).with_aspect_ratio("1:1"), Passes),
            (STD.with_images(5), Refused),
            (STD.with_aspect_ratio("4:3"), Refused),
        ],
    );
    assert_verdicts(
        MultiElements,
        V1,
        "kling-v1-6",
        &[(ten(PRO).with_images(2), Passes), (STD.with_images(3), Refused)],
    );
}

#[test]
fn kling_v2_and_its_masters() {
    for product in [TextToVideo, ImageToVideo] {
        for model in ["kling-v2-master", "kling-v2-1-master"] {
            assert_verdicts(
                product,
                V1,
                model,
                &[
                    (ten(Request::new()), Passes),
                    (ten(PRO), Warns),
                    (lasting(Request::new(), 15), Refused),
                    (native(Request::new()), Refused),
                ],
            );
        }
    }
    assert_eq!(find_capability(TextToVideo, V1, Some("kling-v2-1")), None);
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v2-1",
        &[
            (from_frame(ten(STD)), Passes),
            (between_frames(ten(PRO)), Passes),
            (between_frames(ten(STD)), Warns),
            (PRO.with_end_frame(true), Warns),
            (from_frame(STD).with_cfg_scale(0.5), Warns),
        ],
    );
    assert_verdicts(TextToVideo, V1, "kling-v2-5-turbo", &[(ten(PRO), Passes), (native(PRO), Refused)]);
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v2-5-turbo",
        &[(between_frames(ten(PRO)), Passes), (between_frames(ten(STD)), Refused)],
    );
}

#[test]
fn kling_v2_6() {
    assert_verdicts(
        TextToVideo,
        V1,
        "kling-v2-6",
        &[
            (ten(STD), Passes),
            (native(ten(PRO)), Passes),
            (native(ten(STD)), Refused),
            (lasting(PRO, 3), Refused),
            (native(PRO).with_voices(1), Warns),
        ],
    );
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v2-6",
        &[
            (native(from_frame(ten(PRO))).with_voices(2), Passes),
            (native(from_frame(ten(PRO))).with_voices(3), Refused),
            (from_frame(ten(PRO)).with_voices(1), Refused),
            (native(from_frame(PRO)).with_voices(1).with_elements(1), Refused),
            (between_frames(ten(PRO)), Passes),
            (native(between_frames(ten(PRO))), Warns),
            (between_frames(ten(STD)), Refused),
        ],
    );
    assert_verdicts(
        MotionControl,
        V1,
        "kling-v2-6",
        &[
            (lasting(PRO, 30), Passes),
            (lasting(PRO, 31), Refused),
            (lasting(PRO, 12).with_character_orientation(CharacterOrientation::Image), Refused),
            (lasting(PRO, 12).with_character_orientation(CharacterOrientation::Video), Passes),
            (PRO.with_sound(RequestSound::Original), Passes),
            (PRO.with_elements(1), Warns),
        ],
    );
}

#[test]
fn kling_v3() {
    for product in [TextToVideo, ImageToVideo] {
        let frame = if product == ImageToVideo { from_frame } else { unchanged };
        assert_verdicts(
            product,
            V1,
            "kling-v3",
            &[
                (frame(lasting(STD, 3)), Passes),
                (native(frame(lasting(PRO, 15))), Passes),
                (frame(lasting(PRO, 16)), Refused),
                (frame(lasting(PRO, 2)), Refused),
                (frame(Request::new().with_mode("4k")), Passes),
                (frame(STD.with_multi_shot(true).with_shots(6)), Passes),
                (frame(STD.with_multi_shot(true).with_shots(7)), Refused),
                (frame(native(STD)).with_voices(1), Warns),
                (frame(STD.with_camera_control("simple")), Warns),
                (frame(STD.with_prompt_chars(2501)), Refused),
            ],
        );
    }
    assert_verdicts(
        ImageToVideo,
        V1,
        "kling-v3",
        &[
            (between_frames(lasting(STD, 7)), Passes),
            (between_frames(STD).with_multi_shot(true), Passes),
            (from_frame(STD).with_elements(3).with_video_elements(3), Passes),
            (from_frame(STD).with_elements(4), Refused),
            (between_frames(STD).with_motion_brush(1), Refused),
        ],
    );
    assert_verdicts(
        MotionControl,
        V1,
        "kling-v3",
        &[(PRO.with_elements(1), Passes), (PRO.with_elements(2), Refused), (Request::new().with_mode("4k"), Refused)],
    );
}

#[test]
fn omni_videos_under_v1() {
    let any = Request::new();
    let edit = any.with_video(VideoInput::Base);
    assert_verdicts(
        OmniVideo,
        V1,
        "kling-video-o1",
        &[
            (five(any), Passes),
            (lasting(any, 7), Warns),
            (lasting(from_frame(any), 7), Warns),
            (lasting(any.with_images(1), 7), Passes),
            (lasting(any, 12), Warns),
            (lasting(any, 16), Refused),
            (any.with_mode("4k"), Refused),
            (native(any), Warns),
            (between_frames(any), Passes),
            (between_frames(any).with_elements(1), Refused),
            (any.with_elements(1).with_video_elements(1), Refused),
            (any.with_images(4).with_elements(3), Passes),
            (any.with_images(4).with_elements(4), Refused),
            (from_frame(any).with_images(3), Warns),
        ],
    );
    assert_verdicts(
        OmniVideo,
        V1,
        "kling-v3-omni",
        &[
            (lasting(any, 15), Passes),
            (native(any.with_mode("4k")), Passes),
            (any.with_multi_shot(true).with_shots(2), Passes),
            (edit.with_images(4), Passes),
            (edit.with_images(5), Refused),
            (lasting(edit, 200), Passes),
            (native(edit), Refused),
            (edit.with_sound(RequestSound::Original), Passes),
            (any.with_sound(RequestSound::Original), Refused),
            (from_frame(edit), Refused),
            (any.with_end_frame(true), Refused),
            (from_frame(any).with_elements(4), Refused),
            (any.with_elements(4).with_video_elements(4), Refused),
            (any.with_elements(3).with_video_elements(3).with_images(4), Passes),
            (any.with_elements(1).with_video_elements(1).with_images(5), Refused),
            (edit.with_elements(1).with_video_elements(1), Warns),
            (any.with_negative_prompt_chars(5), Warns),
        ],
    );
}
