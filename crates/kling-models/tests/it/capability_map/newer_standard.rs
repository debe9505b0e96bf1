//! The videos of the newer standard.

use super::*;

#[test]
fn the_newer_standard_from_text() {
    let sounds = [
        ("kling-2.5-turbo", SoundSupport::Never),
        ("kling-2.6", SoundSupport::Optional),
        ("kling-3.0", SoundSupport::Optional),
        ("kling-3.0-turbo", SoundSupport::Always),
    ];
    for (model, sound) in sounds {
        assert_eq!(find_capability(TextToVideo, Tasks, Some(model)).unwrap().sound(), sound);
        assert_verdicts(
            TextToVideo,
            Tasks,
            model,
            &[
                (five(P720).with_aspect_ratio("1:1").with_prompt_chars(2500), Passes),
                (P720.with_aspect_ratio("4:3"), Refused),
                (P1080.with_sound(RequestSound::Original), Warns),
                (P1080.with_prompt_chars(3073), Refused),
                (P1080.with_cfg_scale(0.5).with_camera_control("simple"), Warns),
            ],
        );
    }
    assert_verdicts(
        TextToVideo,
        Tasks,
        "kling-3.0-turbo",
        &[
            (lasting(P1080, 15), Passes),
            (native(P720), Passes),
            (P720.with_sound(RequestSound::Off), Warns),
            (P720.with_multi_shot(false), Passes),
            (P720.with_multi_shot(true), Warns),
            (P720.with_prompt_chars(3072), Warns),
            (P4K, Refused),
        ],
    );
    assert_verdicts(
        TextToVideo,
        Tasks,
        "kling-3.0",
        &[
            (lasting(P4K, 3), Passes),
            (native(P720).with_multi_shot(true), Passes),
            (P720.with_prompt_chars(2501), Warns),
        ],
    );
    assert_verdicts(
        TextToVideo,
        Tasks,
        "kling-2.6",
        &[
            (native(ten(P1080)), Passes),
            (native(P720), Refused),
            (lasting(P720, 6), Refused),
            (P720.with_prompt_chars(2501), Refused),
            (P720.with_multi_shot(true), Refused),
            (P4K, Refused),
        ],
    );
    assert_verdicts(TextToVideo, Tasks, "kling-2.5-turbo", &[(ten(P1080), Passes), (native(P1080), Refused)]);
}

#[test]
fn the_newer_standard_from_frames() {
    for model in ["kling-2.5-turbo", "kling-2.6", "kling-3.0", "kling-3.0-turbo"] {
        assert_verdicts(
            ImageToVideo,
            Tasks,
            model,
            &[
                (from_frame(five(P720)), Passes),
                (P1080.with_end_frame(true), Refused),
                (from_frame(P720).with_aspect_ratio("16:9"), Warns),
            ],
        );
    }
    assert_verdicts(
        ImageToVideo,
        Tasks,
        "kling-3.0-turbo",
        &[(between_frames(P1080), Refused), (from_frame(P720).with_prompt_chars(2501), Refused)],
    );
    assert_verdicts(
        ImageToVideo,
        Tasks,
        "kling-3.0",
        &[
            (between_frames(P4K).with_multi_shot(true).with_elements(3), Passes),
            (from_frame(P720).with_elements(4), Refused),
            (native(from_frame(P720)).with_voices(1), Refused),
        ],
    );
    assert_verdicts(
        ImageToVideo,
        Tasks,
        "kling-2.6",
        &[
            (between_frames(P1080), Passes),
            (between_frames(P720), Refused),
            (native(between_frames(P1080)), Warns),
            (native(from_frame(P1080)).with_voices(2), Passes),
            (native(from_frame(P1080)).with_voices(3), Refused),
            (from_frame(P1080).with_voices(1), Refused),
            (from_frame(P720).with_elements(1), Refused),
        ],
    );
    assert_verdicts(
        ImageToVideo,
        Tasks,
        "kling-2.5-turbo",
        &[(between_frames(P1080), Passes), (between_frames(P720), Refused)],
    );
}

#[test]
fn the_newer_standard_from_everything() {
    let any = Request::new();
    let [feature, base] = [VideoInput::Feature, VideoInput::Base].map(|video| any.with_video(video));
    assert_verdicts(
        OmniVideo,
        Tasks,
        "kling-3.0-omni",
        &[
            (native(lasting(P4K, 15)).with_multi_shot(true), Passes),
            (any.with_images(7), Passes),
            (any.with_images(8), Refused),
            (any.with_images(4).with_elements(3).with_video_elements(3), Passes),
            (any.with_images(5).with_elements(1).with_video_elements(1), Refused),
            (any.with_elements(4).with_video_elements(4), Refused),
            (between_frames(any).with_elements(3), Passes),
            (between_frames(any).with_elements(4), Refused),
            (feature.with_images(2).with_elements(2), Passes),
            (feature.with_images(3).with_elements(2), Refused),
            (feature.with_elements(1).with_video_elements(1), Passes),
            (feature.with_elements(2).with_video_elements(2), Refused),
            (feature.with_elements(1).with_video_elements(1).with_images(1), Refused),
            (feature.with_multi_shot(true), Passes),
            (feature.with_multi_shot(false), Refused),
            (native(feature), Refused),
            (feature.with_sound(RequestSound::Original), Refused),
            (base.with_sound(RequestSound::Original).with_multi_shot(false), Passes),
            (native(base), Refused),
            (base.with_multi_shot(true), Refused),
            (from_frame(base), Refused),
            (any.with_end_frame(true), Refused),
        ],
    );
    assert_verdicts(
        OmniVideo,
        Tasks,
        "kling-o1",
        &[
            (lasting(P1080, 10), Passes),
            (lasting(P1080, 11), Refused),
            (lasting(P1080, 7), Warns),
            (lasting(from_frame(P1080), 7), Refused),
            (lasting(from_frame(P1080).with_images(1), 7), Passes),
            (lasting(feature, 7), Passes),
            (P4K, Refused),
            (native(any), Refused),
            (any.with_multi_shot(true), Refused),
            (any.with_elements(1).with_video_elements(1), Refused),
            (between_frames(any), Passes),
            (between_frames(any).with_images(1), Refused),
            (from_frame(feature), Passes),
            (between_frames(feature), Refused),
            (from_frame(base), Refused),
            (feature.with_images(5), Refused),
        ],
    );
}

#[test]
fn the_newer_standard_after_a_motion() {
    for model in ["kling-2.6", "kling-3.0"] {
        assert_verdicts(
            MotionControl,
            Tasks,
            model,
            &[
                (lasting(P1080, 30), Passes),
                (P1080.with_sound(RequestSound::Original).with_images(1), Passes),
                (P4K, Refused),
                (native(P1080), Warns),
                (P720.with_aspect_ratio("16:9"), Warns),
                (P720.with_images(2), Refused),
            ],
        );
    }
    assert_verdicts(
        MotionControl,
        Tasks,
        "kling-3.0",
        &[(P720.with_elements(1), Passes), (P720.with_elements(2), Refused)],
    );
    assert_verdicts(MotionControl, Tasks, "kling-2.6", &[(P720.with_elements(1), Refused)]);
}
