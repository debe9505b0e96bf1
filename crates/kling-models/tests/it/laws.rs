//! Laws.

use core::time::Duration;

use kling_models::{
    CAPABILITIES, Capability, Durations, Product, Request, RequestSound, SeriesAmount, Severity, Standard, Tier, Units,
    Use, VideoInput, capabilities, check, estimate,
};
use proptest::{option, prelude::*, sample::select};

const WORDS: [&str; 12] = ["std", "pro", "4k", "720p", "1080p", "1k", "2k", "ultra", "16:9", "7:3", "auto", ""];

/// Any request, sensible or not.
fn any_request() -> impl Strategy<Value = Request<'static>> {
    let word = || option::of(select(WORDS.as_slice()));
    let sound = option::of(select(vec![RequestSound::Off, RequestSound::Native, RequestSound::Original]));
    let video = option::of(select(vec![VideoInput::Feature, VideoInput::Base, VideoInput::Other]));
    let series = option::of(prop_oneof![Just(SeriesAmount::Auto), (0_u32..20).prop_map(SeriesAmount::Pictures)]);
    let words = (word(), word(), word(), word());
    let counts = (0_u32..4, 0_u32..12, 0_u32..12, 0_u32..5, option::of(any::<u32>()), option::of(0_u32..9));
    let lengths = (option::of(any::<u64>()), option::of(0_usize..5000), option::of(0_usize..5000));
    let switches = (any::<bool>(), any::<bool>(), option::of(any::<bool>()), option::of(any::<f64>()));
    (words, counts, lengths, switches, (sound, video, series)).prop_map(
        |(words, counts, lengths, switches, (sound, video, series))| {
            let mut request = Request::new();
            (request.mode, request.resolution, request.aspect_ratio, request.camera_control) = words;
            let motion_brush;
            (request.voices, request.images, request.elements, request.video_elements, request.count, motion_brush) =
                counts;
            (request.motion_brush, request.shots) = (motion_brush, motion_brush);
            request.duration = lengths.0.map(Duration::from_millis);
            (request.prompt_chars, request.negative_prompt_chars) = (lengths.1, lengths.2);
            (request.first_frame, request.end_frame, request.multi_shot, request.cfg_scale) = switches;
            (request.sound, request.video, request.series) = (sound, video, series);
            request
        },
    )
}

fn row_where(is_wanted: fn(&Capability) -> bool) -> impl Strategy<Value = &'static Capability> {
    let rows: Vec<_> = CAPABILITIES.iter().filter(|row| is_wanted(row)).collect();
    select(rows)
}

/// Whether the length decides the price, by whole seconds, or does not matter.
fn has_lengths(row: &Capability) -> bool {
    row.product != Product::LipSync && row.tiers[0].durations != Durations::NoField
}

fn any_row() -> impl Strategy<Value = &'static Capability> {
    row_where(|_| true)
}

fn any_length(durations: Durations) -> BoxedStrategy<Option<Duration>> {
    match durations {
        Durations::Of(seconds) => option::of(select(seconds).prop_map(|s| Duration::from_secs(s.into()))).boxed(),
        Durations::Between { min_milliseconds, max_milliseconds, step_milliseconds } => {
            let steps = (max_milliseconds - min_milliseconds) / step_milliseconds;
            let length = move |step: u32| Duration::from_millis((min_milliseconds + step * step_milliseconds).into());
            option::of((0..=steps).prop_map(length)).boxed()
        }
        _ => Just(None).boxed(),
    }
}

/// Uses that go together in every row: a plain one, and what it needs.
fn use_of(row: &Capability, tier: &Tier, one: Use, request: Request<'static>) -> Request<'static> {
    match one {
        Use::Sound => request.with_sound(RequestSound::Native),
        Use::OriginalSound if row.product == Product::OmniVideo => {
            request.with_sound(RequestSound::Original).with_video(VideoInput::Base)
        }
        Use::OriginalSound => request.with_sound(RequestSound::Original),
        Use::Voices if tier.can.contains(Use::Sound) => {
            request.with_voices(row.max_voices).with_sound(RequestSound::Native)
        }
        Use::Voices => request.with_voices(row.max_voices),
        Use::Images => request.with_images(row.images.expect("a row that takes images").max),
        Use::Elements => request.with_elements(row.max_elements),
        Use::VideoElements => request.with_elements(1).with_video_elements(1),
        // A first frame alone has lengths of its own with O1.
        Use::FirstFrame if row.product == Product::OmniVideo => request.with_first_frame(true).with_images(1),
        Use::FirstFrame => request.with_first_frame(true),
        Use::EndFrame => request.with_first_frame(true).with_end_frame(true),
        Use::FeatureVideo => request.with_video(VideoInput::Feature),
        Use::BaseVideo => request.with_video(VideoInput::Base),
        Use::SeveralShots => request.with_multi_shot(true).with_shots(6),
        Use::CameraControl => request.with_camera_control(row.camera_controls[0]),
        Use::MotionBrush => request.with_motion_brush(6),
        Use::NegativePrompt => request.with_negative_prompt_chars(2500),
        Use::CfgScale => request.with_cfg_scale(1.0),
        Use::Series => request.with_images(1).with_series(SeriesAmount::Pictures(9)),
        _ => request,
    }
}

/// A request that stays within what a row says.
fn request_within(row: &'static Capability) -> impl Strategy<Value = Request<'static>> {
    let tier = select(row.tiers);
    let shape =
        if row.aspect_ratios.is_empty() { Just(None).boxed() } else { option::of(select(row.aspect_ratios)).boxed() };
    (tier, shape, any::<prop::sample::Index>()).prop_flat_map(move |(tier, shape, index)| {
        any_length(tier.durations).prop_map(move |duration| {
            let mut request = Request::new();
            match row.tier_field {
                kling_models::TierField::Mode => request.mode = Some(tier.name),
                kling_models::TierField::Resolution => request.resolution = Some(tier.name),
                _ => {}
            }
            (request.aspect_ratio, request.duration) = (shape, duration);
            request.prompt_chars = row.max_prompt_chars;
            request.count = row.count.map(|range| range.max);
            let possible: Vec<Use> = tier.can.and(tier.can_in_5_seconds).and(tier.doubtful).iter().collect();
            match possible.len() {
                0 => request,
                length => use_of(row, &tier, possible[index.index(length)], request),
            }
        })
    })
}

fn row_and_request_within() -> impl Strategy<Value = (&'static Capability, Request<'static>)> {
    any_row().prop_flat_map(|row| (Just(row), request_within(row)))
}

proptest! {
    #[test]
    fn an_unknown_model_passes_with_one_warning(row in row_where(|row| row.model.is_some()), model in "[a-z0-9.-]{1,24}", request in any_request()) {
        let is_known = capabilities(row.product, row.standard).any(|row| row.model == Some(&model));
        prop_assume!(!is_known);
        let findings: Vec<_> = check(row.product, row.standard, Some(&model), &request).collect();
        prop_assert_eq!(findings.len(), 1);
        prop_assert_eq!(findings[0].severity, Severity::Warn);
        prop_assert!(findings[0].to_string().contains(&model));
    }

    #[test]
    fn a_request_within_a_row_is_never_refused((row, request) in row_and_request_within()) {
        for model in [row.model, None] {
            let refusals: Vec<_> = check(row.product, row.standard, model, &request)
                .filter(|finding| finding.severity == Severity::Refuse)
                .map(|finding| finding.to_string())
                .collect();
            prop_assert!(refusals.is_empty(), "{model:?} {request:?} {refusals:?}");
        }
    }

    #[test]
    fn without_a_model_only_what_every_model_refuses_is_refused(row in any_row(), request in any_request()) {
        for finding in check(row.product, row.standard, None, &request) {
            if finding.severity == Severity::Refuse {
                for row in capabilities(row.product, row.standard) {
                    let agrees = check(row.product, row.standard, row.model, &request)
                        .any(|other| other.severity == Severity::Refuse && other.field == finding.field);
                    prop_assert!(agrees, "{:?} does not refuse what {finding} says", row.model);
                }
            }
        }
    }

    #[test]
    fn every_finding_is_one_sentence_that_names_its_field(row in any_row(), request in any_request()) {
        for model in [row.model, None] {
            for finding in check(row.product, row.standard, model, &request) {
                let text = finding.to_string();
                prop_assert!(text.contains(&format!("`{}`", finding.field_name())), "{text}");
                prop_assert!(!text.contains('\n') && !text.contains("  ") && !text.ends_with('.'), "{text}");
            }
        }
    }

    #[test]
    fn whoever_is_recommended_does_not_object(row in any_row(), request in any_request()) {
        for finding in check(row.product, row.standard, row.model, &request) {
            let Some(other) = finding.other_model else { continue };
            let objects = check(row.product, row.standard, Some(other), &request)
                .any(|objection| objection.field == finding.field || objection.severity == Severity::Refuse);
            prop_assert!(!objects, "{finding}");
        }
    }

    #[test]
    fn an_estimate_is_linear_in_seconds(row in row_where(has_lengths), request in any_request(), seconds in 1_u64..100, times in 1_u64..9) {
        let price = |seconds| {
            estimate(row.product, row.standard, row.model, &request.with_duration(Duration::from_secs(seconds)))
                .map(|estimate| estimate.units)
        };
        let calls = [Product::TextToAudio, Product::VideoToAudio, Product::Voice, Product::Element, Product::FaceIdentification];
        let factor = if calls.contains(&row.product) { 1 } else { times };
        prop_assert_eq!(price(seconds * times), price(seconds).and_then(|units| units.checked_mul(factor)));
    }

    #[test]
    fn an_estimate_is_linear_in_pictures(row in row_where(|row| row.count.is_some()), request in any_request(), count in 1_u32..1000, times in 1_u32..9) {
        let mut request = request;
        request.series = None;
        let price = |count| {
            estimate(row.product, row.standard, row.model, &request.with_count(count)).map(|estimate| estimate.units)
        };
        prop_assert_eq!(price(count * times), price(count).and_then(|units| units.checked_mul(times.into())));
    }

    #[test]
    fn no_price_is_zero_but_that_of_elements(row in any_row(), request in any_request()) {
        if let Some(estimate) = estimate(row.product, row.standard, row.model, &request) {
            prop_assert_eq!(estimate.units == Units::ZERO, row.product == Product::Element);
        }
    }

    #[test]
    fn units_print_and_read_the_same(thousandths in any::<u64>()) {
        let units = Units::from_thousandths(thousandths);
        prop_assert_eq!(units.to_string().parse(), Ok(units));
    }

    #[test]
    fn nothing_reads_as_units_but_a_decimal(text in "[0-9.+ -]{0,8}") {
        let is_decimal = text.split_once('.').is_none_or(|(whole, decimals)| !whole.is_empty() && !decimals.is_empty())
            && text.chars().any(|c| c.is_ascii_digit())
            && text.matches('.').count() <= 1
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
            && text.split_once('.').is_none_or(|(_, decimals)| decimals.trim_end_matches('0').len() <= 3);
        prop_assert_eq!(text.parse::<Units>().is_ok(), is_decimal);
    }
}

#[test]
fn standards_that_have_no_such_product_say_so() {
    let findings: Vec<_> =
        check(Product::ImageExpansion, Standard::Tasks, None, &Request::new().with_count(3)).collect();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].to_string(),
        "image-expansion is not among the products of the standard tasks, so nothing was checked"
    );
}
