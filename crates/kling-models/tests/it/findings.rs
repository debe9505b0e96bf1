//! What people read.

use core::time::Duration;

use kling_models::{
    CharacterOrientation, Product, Request, RequestSound, SeriesAmount, Severity, Standard, VideoInput, check,
};
use {Product::*, Severity::*, Standard::*};

fn said(product: Product, standard: Standard, model: Option<&str>, request: Request<'_>) -> Vec<(Severity, String)> {
    check(product, standard, model, &request).map(|finding| (finding.severity, finding.to_string())).collect()
}

fn assert_says(
    product: Product,
    standard: Standard,
    model: &str,
    request: Request<'_>,
    severity: Severity,
    sentence: &str,
) {
    let model = (!model.is_empty()).then_some(model);
    let said = said(product, standard, model, request);
    assert!(said.contains(&(severity, sentence.to_owned())), "wanted {severity:?} {sentence}\ngot {said:#?}");
}

const ANY: Request<'_> = Request::new();

fn seconds(seconds: u64) -> Request<'static> {
    ANY.with_duration(Duration::from_secs(seconds))
}

#[test]
fn values_that_are_not_allowed_are_named_with_those_that_are() {
    assert_says(
        TextToVideo,
        V1,
        "kling-v2-5-turbo",
        ANY.with_mode("4k"),
        Refuse,
        "`mode` `4k` is not possible with kling-v2-5-turbo for text-to-video: allowed is std, pro; kling-v3 takes it",
    );
    assert_says(
        TextToVideo,
        Tasks,
        "kling-3.0",
        seconds(16),
        Refuse,
        "`settings.duration` 16 s is not possible with kling-3.0 for text-to-video: allowed is 3 to 15 s in whole seconds",
    );
    assert_says(
        ImageGeneration,
        V1,
        "kling-v1",
        ANY.with_aspect_ratio("21:9"),
        Refuse,
        "`aspect_ratio` `21:9` is not possible with kling-v1 for image-generation: allowed is 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, \
         2:3; kling-v2-1 takes it",
    );
    assert_says(
        ImageExpansion,
        V1,
        "",
        ANY.with_count(10),
        Refuse,
        "`n` 10 is not possible for image-expansion: allowed is 1 to 9",
    );
    assert_says(
        Speech,
        V1,
        "",
        ANY.with_prompt_chars(1001),
        Refuse,
        "`text` 1001 is not possible for speech: allowed is at most 1000",
    );
    assert_says(
        TextToAudio,
        V1,
        "",
        ANY.with_duration(Duration::from_millis(5_550)),
        Refuse,
        "`duration` 5.55 s is not possible for text-to-audio: allowed is 3 to 10 s in steps of 0.1 s",
    );
    assert_says(
        TextToVideo,
        V1,
        "kling-v1",
        ANY.with_cfg_scale(1.5),
        Refuse,
        "`cfg_scale` 1.5 is not possible with kling-v1 for text-to-video: allowed is 0 to 1",
    );
    assert_says(
        MotionControl,
        V1,
        "kling-v3",
        seconds(11).with_character_orientation(CharacterOrientation::Image),
        Refuse,
        "`length of the source video` 11 s is not possible with kling-v3 for motion-control: allowed is 3 to 10 s",
    );
}

#[test]
fn doubtful_facts_warn() {
    assert_says(
        OmniVideo,
        V1,
        "kling-video-o1",
        seconds(12),
        Warn,
        "`duration` 12 s may not be possible with kling-video-o1 for omni-video: documented is 3 to 10 s in whole seconds; \
         kling-v3-omni takes it",
    );
    assert_says(
        OmniVideo,
        V1,
        "kling-video-o1",
        seconds(20),
        Refuse,
        "`duration` 20 s is not possible with kling-video-o1 for omni-video: allowed is 3 to 10 s in whole seconds",
    );
    assert_says(
        ImageToVideo,
        V1,
        "kling-v3",
        ANY.with_first_frame(true).with_motion_brush(1),
        Warn,
        "`dynamic_masks` (motion brush) may not be possible with kling-v3 for image-to-video",
    );
    assert_says(
        ImageToVideo,
        V1,
        "kling-v3",
        ANY.with_first_frame(true).with_motion_brush(0),
        Warn,
        "`static_mask` (motion brush) may not be possible with kling-v3 for image-to-video",
    );
    assert_says(
        TextToVideo,
        V1,
        "kling-v1",
        seconds(10).with_camera_control("simple"),
        Warn,
        "`camera_control` (camera control) is documented with kling-v1 for text-to-video in clips of 5 s only; ask for 5 s",
    );
    assert_says(
        ImageToVideo,
        V1,
        "kling-v1-5",
        seconds(5).with_mode("pro").with_first_frame(true).with_camera_control("forward_up"),
        Warn,
        "`camera_control` `forward_up` may not be possible with kling-v1-5 for image-to-video: documented is simple",
    );
}

#[test]
fn fields_without_effect_are_named_with_the_right_one() {
    assert_says(
        TextToVideo,
        Tasks,
        "kling-3.0",
        ANY.with_mode("pro"),
        Warn,
        "`mode` has no effect on text-to-video: the server ignores it; use `settings.resolution`",
    );
    assert_says(
        ImageToVideo,
        V1,
        "kling-v3",
        ANY.with_first_frame(true).with_aspect_ratio("16:9"),
        Warn,
        "`aspect_ratio` has no effect on image-to-video: the server ignores it; leave it out",
    );
    assert_says(
        TextToVideo,
        Tasks,
        "kling-3.0-turbo",
        ANY.with_sound(RequestSound::Off),
        Warn,
        "`settings.audio` cannot be turned off with kling-3.0-turbo for text-to-video: sound is always made and paid for; \
         kling-2.5-turbo can be silent",
    );
    assert_says(
        ImageExpansion,
        V1,
        "kling-v3",
        ANY,
        Warn,
        "`model_name` `kling-v3` has no effect: image-expansion takes no model; leave it out",
    );
}

#[test]
fn what_does_not_go_together_is_said() {
    let frame = ANY.with_first_frame(true);
    assert_says(
        ImageGeneration,
        V1,
        "kling-v3",
        ANY.with_images(1).with_negative_prompt_chars(3),
        Refuse,
        "`negative_prompt` and `image` together: this is not possible with kling-v3 for image-generation; leave one out",
    );
    assert_says(
        ImageToVideo,
        Tasks,
        "kling-3.0",
        ANY.with_end_frame(true),
        Refuse,
        "`contents[].last_frame` alone is not possible with kling-3.0 for image-to-video; add first frame",
    );
    assert_says(
        OmniImage,
        V1,
        "kling-v3-omni",
        ANY.with_series(SeriesAmount::Auto),
        Refuse,
        "`series_amount` alone is not possible with kling-v3-omni for omni-image; add images",
    );
    assert_says(
        ImageToVideo,
        V1,
        "kling-v2-6",
        frame.with_end_frame(true).with_mode("pro").with_sound(RequestSound::Native),
        Warn,
        "`image_tail` and `sound` together: this may not be possible with kling-v2-6 for image-to-video; leave one out, \
         or use kling-v3",
    );
    assert_says(
        OmniVideo,
        Tasks,
        "kling-3.0-omni",
        ANY.with_video(VideoInput::Feature).with_images(3).with_elements(2),
        Refuse,
        "images and elements beside feature video: 5 are too many with kling-3.0-omni for omni-video \
         (`contents[].element`); allowed is at most 4",
    );
    assert_says(
        OmniVideo,
        Tasks,
        "kling-o1",
        frame.with_end_frame(true).with_images(1),
        Refuse,
        "images and elements beside end frame: 1 are too many with kling-o1 for omni-video (`contents[].refer_image`); \
         allowed is none",
    );
}

#[test]
fn models_are_named_when_they_are_unknown_retired_or_missing() {
    assert_says(
        TextToVideo,
        V1,
        "kling-v2-5",
        ANY,
        Warn,
        "`model_name` `kling-v2-5` is not a model that is known for text-to-video, so nothing was checked; did you mean \
         kling-v2-5-turbo?",
    );
    assert_says(
        TextToVideo,
        V1,
        "kling-3.0",
        ANY,
        Warn,
        "`model_name` `kling-3.0` is not a model that is known for text-to-video, so nothing was checked; did you mean kling-v3?",
    );
    assert_says(
        TextToVideo,
        V1,
        "kling-v9",
        ANY,
        Warn,
        "`model_name` `kling-v9` is not a model that is known for text-to-video, so nothing was checked; did you mean kling-v3?",
    );
    assert_says(
        OmniVideo,
        Tasks,
        "sora",
        ANY,
        Warn,
        "`model in the path` `sora` is not a model that is known for omni-video, so nothing was checked; known are kling-o1, \
         kling-3.0-omni",
    );
    assert_says(
        TextToVideo,
        V1,
        "kling-v1-6",
        ANY,
        Warn,
        "`model_name` `kling-v1-6` was announced to retire on 2026-09-15; use kling-v2-5-turbo",
    );
    assert_says(
        ImageToVideo,
        V1,
        "",
        ANY,
        Warn,
        "`model_name` is not given, so the server takes kling-v1 by the documents of 2026-04, which is discontinued: the \
         service was seen to refuse it in 2026-09; name a model, such as kling-v3",
    );
    assert_says(
        ImageGeneration,
        V1,
        "",
        ANY,
        Warn,
        "`model_name` is not given, so the server takes kling-v3 by the documents of 2026-09, and sources disagree about \
         that; name a model, such as kling-v3",
    );
    assert_says(
        ReferenceVideo,
        V1,
        "",
        ANY,
        Warn,
        "`model_name` is not given, so the server takes kling-v1-6 by the documents of 2026-04, which was announced to \
         retire on 2026-09-15; no model is known to have taken its place",
    );
}

#[test]
fn without_a_model_the_default_warns_and_what_none_can_do_is_refused() {
    assert_says(
        TextToVideo,
        V1,
        "",
        seconds(7),
        Warn,
        "`duration` 7 s may not be possible with the default model kling-v1 for text-to-video: documented is 5 or 10 s; \
         kling-v3 takes it",
    );
    assert_says(
        TextToVideo,
        V1,
        "",
        seconds(16),
        Refuse,
        "`duration` 16 s is not possible with any model for text-to-video: allowed is 3 to 15 s in whole seconds",
    );
}
