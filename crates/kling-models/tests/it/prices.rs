//! Prices: what was really deducted, the printed list, and what has no price.

use core::time::Duration;

use kling_models::{
    Confidence, EDITION, EDITION_OF_EARLIER_MODELS, Per, Product, Request, RequestSound, SeriesAmount, Standard,
    VideoInput, estimate, find_rate,
};
use {Product::*, Standard::*};

const SILENT: Request<'_> = Request::new();
const NATIVE: Request<'_> = Request::new().with_sound(RequestSound::Native);

fn seconds(seconds: u64) -> Request<'static> {
    Request::new().with_duration(Duration::from_secs(seconds))
}

fn units(product: Product, standard: Standard, model: Option<&str>, request: Request<'_>) -> Option<String> {
    estimate(product, standard, model, &request).map(|estimate| estimate.units.to_string())
}

#[test]
fn real_deductions_are_reproduced() {
    let first_frame = seconds(3).with_resolution("720p").with_first_frame(true).with_sound(RequestSound::Off);
    let five = seconds(5).with_resolution("720p");
    let narrated = Request::new().with_mode("std").with_duration(Duration::from_millis(11_300));
    let rows = [
        (TextToVideo, Tasks, Some("kling-3.0-turbo"), seconds(3).with_resolution("720p"), "2.4"),
        (OmniVideo, Tasks, Some("kling-3.0-omni"), first_frame, "1.8"),
        (TextToVideo, Tasks, Some("kling-2.5-turbo"), five, "1.5"),
        (ImageToVideo, Tasks, Some("kling-2.5-turbo"), five.with_first_frame(true), "1.5"),
        (OmniVideo, V1, Some("kling-v3-omni"), seconds(1).with_mode("std"), "0.6"),
        (ImageGeneration, V1, Some("kling-v3"), SILENT.with_resolution("1k").with_count(1), "8"),
        (ImageGeneration, V1, Some("kling-v2-1"), SILENT, "4"),
        (Speech, V1, None, SILENT, "0.05"),
        (Voice, V1, None, SILENT, "0.05"),
        (Element, V1, None, SILENT, "0"),
        (Avatar, V1, None, narrated, "4.4"),
    ];
    for (product, standard, model, request, deducted) in rows {
        assert_eq!(units(product, standard, model, request).as_deref(), Some(deducted), "{product} {model:?}");
    }
    // A video that came out as 3.041 s was charged as 3 s.
    let result = Request::new().with_duration(Duration::from_millis(3_041));
    assert_eq!(units(TextToVideo, Tasks, Some("kling-3.0-turbo"), result).as_deref(), Some("2.4"));
}

/// The vendor's table of video prices, in units for ten seconds: silent, with native sound, with named voices.
#[test]
fn the_list_of_video_prices_is_reproduced() {
    let feature = SILENT.with_video(VideoInput::Feature);
    let base = SILENT.with_video(VideoInput::Base).with_sound(RequestSound::Original);
    let voices = NATIVE.with_voices(1);
    let rows: [(Product, &str, Request<'_>, [Option<&str>; 3]); 18] = [
        (TextToVideo, "kling-3.0-turbo", SILENT, [Some("8"), Some("10"), None]),
        (ImageToVideo, "kling-3.0-turbo", NATIVE, [Some("8"), Some("10"), None]),
        (TextToVideo, "kling-3.0", SILENT, [Some("6"), Some("8"), Some("30")]),
        (ImageToVideo, "kling-3.0", NATIVE, [Some("9"), Some("12"), Some("30")]),
        (TextToVideo, "kling-3.0", voices, [None, None, None]),
        (MotionControl, "kling-3.0", SILENT, [Some("9"), Some("12"), None]),
        (OmniVideo, "kling-3.0-omni", SILENT, [Some("6"), Some("8"), Some("30")]),
        (OmniVideo, "kling-3.0-omni", NATIVE, [Some("8"), Some("10"), Some("30")]),
        (OmniVideo, "kling-3.0-omni", feature, [Some("9"), Some("12"), Some("30")]),
        (OmniVideo, "kling-3.0-omni", base, [Some("9"), Some("12"), Some("30")]),
        (OmniVideo, "kling-o1", SILENT, [Some("6"), Some("8"), None]),
        (OmniVideo, "kling-o1", base, [Some("9"), Some("12"), None]),
        (OmniVideo, "kling-o1", NATIVE, [None, None, None]),
        (TextToVideo, "kling-2.6", SILENT, [Some("3"), Some("5"), None]),
        (TextToVideo, "kling-2.6", NATIVE, [None, Some("10"), None]),
        (ImageToVideo, "kling-2.6", voices, [None, Some("12"), None]),
        (MotionControl, "kling-2.6", SILENT, [Some("5"), Some("8"), None]),
        (ImageToVideo, "kling-2.5-turbo", SILENT, [Some("3"), Some("5"), None]),
    ];
    for (product, model, request, expected) in rows {
        let request = request.with_duration(Duration::from_secs(10));
        for (resolution, expected) in ["720p", "1080p", "4k"].into_iter().zip(expected) {
            let units = units(product, Tasks, Some(model), request.with_resolution(resolution));
            assert_eq!(units.as_deref(), expected, "{product} {model} {resolution} {request:?}");
        }
    }
}

#[test]
fn both_standards_cost_the_same() {
    for (v1, tasks) in [("kling-v3", "kling-3.0"), ("kling-v2-6", "kling-2.6"), ("kling-v2-5-turbo", "kling-2.5-turbo")]
    {
        for (mode, resolution) in [("std", "720p"), ("pro", "1080p"), ("4k", "4k")] {
            for request in [SILENT, NATIVE, seconds(10)] {
                assert_eq!(
                    estimate(TextToVideo, V1, Some(v1), &request.with_mode(mode)),
                    estimate(TextToVideo, Tasks, Some(tasks), &request.with_resolution(resolution)),
                );
            }
        }
    }
}

#[test]
fn calls_and_blocks_cost_what_the_list_says() {
    let rows = [
        (FaceIdentification, SILENT, "0.05"),
        (TextToAudio, SILENT, "0.25"),
        (VideoToAudio, SILENT, "0.25"),
        (ImageRecognition, SILENT, "0.1"),
        (MultiShot, SILENT, "20"),
        (LipSync, seconds(5), "0.5"),
        (LipSync, seconds(6), "1"),
        (LipSync, Request::new().with_duration(Duration::from_millis(10_001)), "1.5"),
        (Avatar, seconds(10).with_mode("pro"), "8"),
        (VideoExtension, SILENT.with_mode("std"), "2"),
        (VideoExtension, SILENT.with_mode("pro"), "3.5"),
    ];
    for (product, request, expected) in rows {
        assert_eq!(units(product, V1, None, request).as_deref(), Some(expected), "{product} {request:?}");
    }
}

#[test]
fn pictures_cost_what_the_list_says() {
    let one = Request::new();
    let from_picture = one.with_images(1);
    let rows = [
        (ImageGeneration, "kling-v3", one.with_resolution("2k"), Some("8")),
        (ImageGeneration, "kling-v3", from_picture, Some("8")),
        (ImageGeneration, "kling-v2-1", one.with_resolution("2k"), Some("4")),
        (ImageGeneration, "kling-v2-1", from_picture, Some("8")),
        (ImageGeneration, "kling-v2-new", from_picture, Some("8")),
        (ImageGeneration, "kling-v2-new", one, None),
        (ImageGeneration, "kling-v2", one.with_resolution("2k"), Some("4")),
        (ImageGeneration, "kling-v2", from_picture, Some("8")),
        (ImageGeneration, "kling-v2", from_picture.with_resolution("2k"), None),
        (ImageGeneration, "kling-v1-5", one, Some("4")),
        (ImageGeneration, "kling-v1-5", from_picture, Some("8")),
        (ImageGeneration, "kling-v1", one.with_count(9), Some("9")),
        (OmniImage, "kling-image-o1", one.with_count(2), Some("16")),
        (OmniImage, "kling-image-o1", one.with_resolution("4k"), None),
        (OmniImage, "kling-v3-omni", from_picture.with_resolution("4k"), Some("16")),
        (OmniImage, "kling-v3-omni", from_picture.with_series(SeriesAmount::Pictures(3)).with_count(9), Some("24")),
        (OmniImage, "kling-v3-omni", from_picture.with_series(SeriesAmount::Auto), None),
        (ReferenceImage, "kling-v2-1", one.with_images(3).with_count(2), Some("32")),
        (ReferenceImage, "kling-v2", one.with_images(1), Some("16")),
        (VirtualTryOn, "kolors-virtual-try-on-v1-5", from_picture, Some("1")),
    ];
    for (product, model, request, expected) in rows {
        assert_eq!(units(product, V1, Some(model), request).as_deref(), expected, "{product} {model} {request:?}");
    }
}

#[test]
fn earlier_models_carry_the_earlier_edition() {
    let ten = seconds(10);
    let rows = [
        (TextToVideo, "kling-v1", ten.with_mode("std"), "2"),
        (TextToVideo, "kling-v1", ten.with_mode("pro"), "7"),
        (ImageToVideo, "kling-v1-5", ten.with_mode("pro"), "7"),
        (ReferenceVideo, "kling-v1-6", ten.with_mode("std"), "4"),
        (MultiElements, "kling-v1-6", ten.with_mode("pro"), "10"),
        (TextToVideo, "kling-v2-master", ten, "20"),
        (ImageToVideo, "kling-v2-1-master", ten, "20"),
        (ImageToVideo, "kling-v2-1", ten.with_mode("std"), "4"),
    ];
    for (product, model, request, expected) in rows {
        let estimate = estimate(product, V1, Some(model), &request).unwrap();
        assert_eq!((estimate.units.to_string().as_str(), estimate.edition), (expected, EDITION_OF_EARLIER_MODELS));
    }
    assert_eq!(estimate(TextToVideo, V1, Some("kling-v3"), &ten).unwrap().edition, EDITION);
}

#[test]
fn what_nobody_knows_has_no_price() {
    let ten = seconds(10);
    assert_eq!(estimate(Effect, V1, None, &ten), None);
    for solution in [VirtualTryOn3, ApparelReplicator, GoodsStudio, DramaSubtitle, VideoCommerce] {
        assert_eq!(estimate(solution, Solutions, None, &ten.with_resolution("720p")), None, "{solution}");
    }
    assert_eq!(units(VideoCommerce, Solutions, None, seconds(30).with_images(1)).as_deref(), Some("42"));
    assert_eq!(estimate(TextToVideo, V1, Some("kling-v9"), &ten), None);
    assert_eq!(estimate(TextToVideo, V1, Some("kling-v3"), &ten.with_mode("ultra")), None);
    assert_eq!(estimate(TextToVideo, Tasks, None, &ten), None, "the newer standard has no default model");
    assert_eq!(estimate(VideoExtension, V1, None, &SILENT), None, "the mode of the source decides");
    assert_eq!(estimate(MotionControl, V1, Some("kling-v3"), &SILENT.with_mode("std")), None, "the length is unknown");
    let edit = SILENT.with_video(VideoInput::Base);
    assert_eq!(estimate(OmniVideo, V1, Some("kling-v3-omni"), &edit), None, "the length of the source is unknown");
    assert_eq!(estimate(LipSync, V1, None, &SILENT), None);
    assert_eq!(estimate(LipSync, V1, None, &seconds(0)), None);
    assert_eq!(estimate(Avatar, V1, None, &Request::new().with_duration(Duration::MAX)), None);
}

#[test]
fn defaults_of_the_server_are_filled_in() {
    let expected = estimate(TextToVideo, V1, Some("kling-v3"), &seconds(5).with_mode("std"));
    assert_eq!(estimate(TextToVideo, V1, Some("kling-v3"), &SILENT), expected);
    let expected = estimate(OmniVideo, V1, Some("kling-video-o1"), &seconds(5).with_mode("pro"));
    assert_eq!(estimate(OmniVideo, V1, None, &SILENT), expected);
    assert_eq!(units(ImageGeneration, V1, None, SILENT).as_deref(), Some("8"), "kling-v3 since September 2026");
}

/// Which model an unnamed one is decides the price.
#[test]
fn an_estimate_is_as_sure_as_its_model_and_its_rate() {
    let confidence = |product, model| estimate(product, V1, model, &SILENT).expect("a known price").confidence;
    assert_eq!(confidence(ImageGeneration, Some("kling-v3")), Confidence::Confirmed);
    assert_eq!(confidence(ImageGeneration, None), Confidence::Disputed);
    assert_eq!(confidence(OmniVideo, None), confidence(OmniVideo, Some("kling-video-o1")));
}

#[test]
fn an_estimate_names_units_dollars_and_edition() {
    let print = |product, standard, model, request| estimate(product, standard, model, &request).unwrap().to_string();
    assert_eq!(
        print(ImageExpansion, V1, None, Request::new().with_count(3)),
        "24 image units, $0.084 at list price (2026-09-20)"
    );
    assert_eq!(
        print(OmniVideo, Tasks, Some("kling-3.0-omni"), seconds(3)),
        "1.8 video units, $0.252 at list price (2026-09-20)"
    );
    assert_eq!(print(VirtualTryOn, V1, None, Request::new()), "1 try-on unit, $0.07 at list price (2026-07)");
    assert_eq!(print(Element, V1, None, Request::new()), "0 video units, $0 at list price (2026-09-20)");
    assert_eq!(print(LipSync, V1, None, seconds(8 * 5)), "4 video units, $0.56 at list price (2026-09-20)");
}

#[test]
fn a_rate_is_known_where_the_length_is_not() {
    let edit = SILENT.with_video(VideoInput::Base).with_mode("pro");
    let auto = Request::new().with_images(1).with_series(SeriesAmount::Auto);
    let rows = [
        (LipSync, V1, None, SILENT, "0.5 video units for every 5 s begun, $0.07"),
        (Avatar, V1, None, SILENT.with_mode("pro"), "0.8 video units for every second, $0.112"),
        (MotionControl, V1, Some("kling-v3"), SILENT.with_mode("std"), "0.9 video units for every second, $0.126"),
        (OmniVideo, V1, Some("kling-v3-omni"), edit, "1.2 video units for every second, $0.168"),
        (OmniImage, V1, Some("kling-v3-omni"), auto, "8 image units for every picture, $0.028"),
        (VideoCommerce, Solutions, None, Request::new().with_images(1), "1.4 video units for every second, $0.196"),
    ];
    for (product, standard, model, request, expected) in rows {
        assert_eq!(estimate(product, standard, model, &request), None, "{product}");
        let rate = find_rate(product, standard, model, &request).expect("a known rate");
        assert_eq!(rate.to_string(), format!("{expected} at list price ({EDITION})"), "{product}");
    }
    let called = find_rate(ImageRecognition, V1, None, &SILENT).expect("a known rate");
    assert_eq!(called.to_string(), "0.1 video units for every call, $0.014 at list price (2026-09-20)");
    assert_eq!(called.list_price().nanodollars(), 14_000_000);
    let one = find_rate(TextToVideo, Tasks, Some("kling-3.0-turbo"), &SILENT.with_resolution("1080p"));
    assert_eq!(one.unwrap().to_string(), "1 video unit for every second, $0.14 at list price (2026-09-20)");
}

#[test]
fn a_rate_that_cannot_be_chosen_is_not_told() {
    for solution in [VirtualTryOn3, ApparelReplicator, GoodsStudio, DramaSubtitle, VideoCommerce] {
        assert_eq!(find_rate(solution, Solutions, None, &SILENT.with_resolution("720p")), None, "{solution}");
    }
    assert_eq!(find_rate(Effect, V1, None, &SILENT), None);
    assert_eq!(find_rate(VideoExtension, V1, None, &SILENT), None, "the mode of the source decides");
    assert_eq!(find_rate(TextToVideo, V1, Some("kling-v9"), &SILENT), None);
    assert_eq!(find_rate(Avatar, V1, None, &SILENT.with_mode("4k")), None);
    assert_eq!(find_rate(TextToVideo, Tasks, None, &SILENT), None, "the newer standard has no default model");
}

#[test]
fn an_estimate_is_its_rate_so_many_times() {
    let rows = [
        (LipSync, V1, None, seconds(11), Per::FiveSeconds, 3),
        (Avatar, V1, None, seconds(11), Per::Second, 11),
        (TextToVideo, V1, Some("kling-v3"), SILENT, Per::Second, 5),
        (ImageGeneration, V1, None, Request::new().with_count(4), Per::Picture, 4),
        (FaceIdentification, V1, None, seconds(40), Per::Call, 1),
    ];
    for (product, standard, model, request, per, times) in rows {
        let rate = find_rate(product, standard, model, &request).expect("a known rate");
        assert_eq!(rate.per, per, "{product}");
        assert_eq!(rate.checked_mul(times), estimate(product, standard, model, &request), "{product}");
        assert_eq!(rate.checked_mul(u64::MAX), None, "{product}");
        assert_eq!(rate.checked_mul(0), None, "{product}: a count that is not known is no price of zero");
    }
}
