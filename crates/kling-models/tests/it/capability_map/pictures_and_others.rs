//! Pictures, and products that take no model.

use super::*;

#[test]
fn pictures() {
    let any = Request::new();
    let [k1, k2, k4] = ["1k", "2k", "4k"].map(|size| any.with_resolution(size));
    for model in ["kling-v1", "kling-v1-5", "kling-v2", "kling-v2-1", "kling-v3"] {
        assert_verdicts(
            ImageGeneration,
            V1,
            model,
            &[
                (k1.with_count(9).with_aspect_ratio("3:2"), Passes),
                (k1.with_count(10), Refused),
                (k1.with_count(0), Refused),
                (k4, Refused),
                (any.with_aspect_ratio("auto"), Refused),
                (any.with_images(1), Passes),
                (any.with_images(1).with_negative_prompt_chars(4), Refused),
                (any.with_series(SeriesAmount::Auto), Warns),
            ],
        );
    }
    assert_verdicts(ImageGeneration, V1, "kling-v1", &[(k2, Refused), (k1.with_aspect_ratio("21:9"), Refused)]);
    assert_verdicts(ImageGeneration, V1, "kling-v1-5", &[(k2, Refused), (k1.with_aspect_ratio("21:9"), Passes)]);
    assert_verdicts(ImageGeneration, V1, "kling-v2", &[(k2, Passes)]);
    assert_verdicts(
        ImageGeneration,
        V1,
        "kling-v2-new",
        &[
            (any.with_images(1), Passes),
            (any.with_images(1).with_aspect_ratio("1:1"), Warns),
            (k1.with_images(1), Warns),
        ],
    );
    assert_verdicts(ImageGeneration, V1, "kling-v2-1", &[(k2, Passes), (any.with_elements(1), Refused)]);
    assert_verdicts(
        ImageGeneration,
        V1,
        "kling-v3",
        &[(k2.with_images(1).with_elements(9), Passes), (any.with_images(1).with_elements(10), Refused)],
    );
    assert_verdicts(
        OmniImage,
        V1,
        "kling-image-o1",
        &[
            (k2.with_images(5).with_elements(5).with_aspect_ratio("auto"), Passes),
            (k4, Refused),
            (any.with_images(1).with_series(SeriesAmount::Pictures(4)), Refused),
        ],
    );
    assert_verdicts(
        OmniImage,
        V1,
        "kling-v3-omni",
        &[
            (k4.with_images(10), Passes),
            (any.with_images(6).with_elements(5), Refused),
            (any.with_images(1).with_series(SeriesAmount::Pictures(9)), Passes),
            (any.with_images(1).with_series(SeriesAmount::Pictures(10)), Refused),
            (any.with_series(SeriesAmount::Pictures(4)), Refused),
            (any.with_elements(1).with_video_elements(1), Refused),
        ],
    );
    for model in ["kling-v2", "kling-v2-1"] {
        assert_verdicts(
            ReferenceImage,
            V1,
            model,
            &[(any.with_images(4), Passes), (any.with_images(5), Refused), (k1, Warns)],
        );
    }
}

#[test]
fn products_without_a_model() {
    let any = Request::new();
    let milliseconds = |length| any.with_duration(Duration::from_millis(length));
    let rows = [
        (ImageExpansion, V1, any.with_count(9).with_prompt_chars(2500), Passes),
        (ImageExpansion, V1, any.with_prompt_chars(2501), Refused),
        (ImageExpansion, V1, any.with_aspect_ratio("16:9"), Warns),
        (MultiShot, V1, any.with_count(2), Warns),
        (VideoExtension, V1, any.with_negative_prompt_chars(9).with_cfg_scale(1.0), Passes),
        (VideoExtension, V1, any.with_duration(Duration::from_secs(5)), Warns),
        (LipSync, V1, milliseconds(60_000), Passes),
        (LipSync, V1, milliseconds(60_001), Refused),
        (FaceIdentification, V1, milliseconds(1_999), Refused),
        (Avatar, V1, milliseconds(300_000).with_mode("pro"), Passes),
        (Avatar, V1, milliseconds(300_001), Refused),
        (Avatar, V1, any.with_mode("4k"), Refused),
        (Effect, V1, any.with_images(2), Passes),
        (Effect, V1, any.with_images(3), Refused),
        (TextToAudio, V1, milliseconds(3_100).with_prompt_chars(200), Passes),
        (TextToAudio, V1, milliseconds(10_100), Refused),
        (TextToAudio, V1, any.with_prompt_chars(201), Refused),
        (VideoToAudio, V1, milliseconds(20_000), Passes),
        (VideoToAudio, V1, milliseconds(20_001), Refused),
        (Voice, V1, milliseconds(4_000), Warns),
        (Element, V1, any.with_images(3).with_voices(1), Passes),
        (Element, V1, any.with_images(4), Refused),
        (VirtualTryOn3, Solutions, any.with_images(1), Passes),
        (VideoCommerce, Solutions, P1080.with_aspect_ratio("9:16").with_images(5), Passes),
        (VideoCommerce, Solutions, any.with_aspect_ratio("1:1"), Refused),
        (ApparelReplicator, Solutions, P720.with_aspect_ratio("21:9"), Passes),
        (GoodsStudio, Solutions, lasting(P720, 30), Passes),
        (GoodsStudio, Solutions, lasting(P720, 20), Refused),
        (DramaSubtitle, Solutions, lasting(any, 301), Warns),
    ];
    for (product, standard, request, expected) in rows {
        assert_eq!(verdict(product, standard, None, &request), expected, "{product} {request:?}");
    }
}
