//! Text and floats at the edge.

use kling_geometry::{
    Anchor, AnchorError, AreaMultiple, Aspect, AspectError, DecimalError, DecimalErrorKind, Fraction, Ratio, Rounding,
    Size, SizeError,
};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_aspect, any_multiple, any_size};

/// Floats from 0 to 2, often just where rounding turns.
fn any_float() -> impl Strategy<Value = f64> {
    let turn = (1..4_000_000_u32).prop_map(|halves| f64::from(halves) / 2e6);
    prop_oneof![0.0..=2.0_f64, turn.clone(), turn.clone().prop_map(f64::next_down), turn.prop_map(f64::next_up)]
}

proptest! {
    #[test]
    fn every_value_reads_back_from_its_text(
        (multiple, size) in (any_multiple(), any_size()),
        (aspect, anchor) in (any_aspect(), any_anchor()),
    ) {
        prop_assert_eq!(multiple.to_string().parse(), Ok(multiple));
        prop_assert_eq!(size.to_string().parse(), Ok(size));
        prop_assert_eq!(aspect.to_string().parse(), Ok(aspect));
        prop_assert_eq!(anchor.to_string().parse(), Ok(anchor));
    }

    #[test]
    fn a_float_is_rounded_down_to_the_nearest_and_up_by_all_its_digits(value in any_float()) {
        const DECIMALS_OF_THE_SMALLEST_FLOAT: usize = 1_074;
        let digits = format!("{value:.DECIMALS_OF_THE_SMALLEST_FLOAT$}");
        let (kept, rest) = digits.split_at("0.123456".len());
        let down: u32 = kept.replace('.', "").parse().expect("digits");
        let [is_half, is_above] = [rest.as_bytes()[0] >= b'5', rest.bytes().any(|digit| digit != b'0')];
        let round = |rounding| Ratio::from_f64(value, rounding).expect("from 0 to 2").millionths();
        prop_assert_eq!(round(Rounding::Down), down);
        prop_assert_eq!(round(Rounding::Nearest), down + u32::from(is_half));
        prop_assert_eq!(round(Rounding::Up), down + u32::from(is_above));
    }

    #[test]
    fn no_text_panics(text in "[0-9.,:xX+e \\-a-z]{0,24}") {
        let _ = text.parse::<Ratio>();
        let _ = text.parse::<Fraction>();
        let _ = text.parse::<AreaMultiple>();
        let _ = text.parse::<Size>();
        let _ = text.parse::<Aspect>();
        let _ = text.parse::<Anchor>();
    }
}

#[test]
fn every_ratio_survives_the_float_and_the_text_and_prints_as_the_float_does() {
    for ratio in (0..=2_000_000).map(|millionths| Ratio::from_millionths(millionths).expect("at most 2")) {
        let (float, text) = (ratio.to_f64(), ratio.to_string());
        assert_eq!(float.to_string(), text);
        assert_eq!(text.parse(), Ok(ratio));
        assert_eq!(Ratio::from_f64(float, Rounding::Nearest), Ok(ratio));
    }
}

#[test]
fn a_ratio_is_a_plain_decimal_from_0_to_2() {
    let kind = |text: &str| text.parse::<Ratio>().map(Ratio::millionths).map_err(|error| error.kind());
    assert_eq!(kind("0.1495"), Ok(149_500));
    assert_eq!(kind("2.000000000"), Ok(2_000_000));
    assert_eq!(kind("007"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(kind("0.0000001"), Err(DecimalErrorKind::TooPrecise));
    assert_eq!(kind("99999999999999999999999"), Err(DecimalErrorKind::OutOfRange));
    for text in ["", ".", "1.", ".5", "-0", "+1", "1e0", "0,5", "1.2.3", " 1", "NaN"] {
        assert_eq!(kind(text), Err(DecimalErrorKind::Malformed), "{text:?}");
    }
}

#[test]
fn an_area_multiple_is_a_plain_decimal_from_1_to_1_000_000() {
    let kind = |text: &str| text.parse().map(AreaMultiple::trillionths).map_err(|error: DecimalError| error.kind());
    assert_eq!(kind("1"), Ok(1_000_000_000_000));
    assert_eq!(kind("2.999999999999"), Ok(2_999_999_999_999));
    assert_eq!(kind("1000000"), Ok(AreaMultiple::MAX.trillionths()));
    assert_eq!(kind("0.999999999999"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(kind("1000000.000000000001"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(kind("18446744.073709551616"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(kind("1.0000000000001"), Err(DecimalErrorKind::TooPrecise));
}

#[test]
fn a_fraction_is_a_plain_decimal_from_0_to_1() {
    let kind = |text: &str| text.parse().map(Fraction::millionths).map_err(|error: DecimalError| error.kind());
    assert_eq!((kind("0"), kind("0.25"), kind("1.000")), (Ok(0), Ok(250_000), Ok(1_000_000)));
    assert_eq!(kind("1.000001"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(kind("4294.967296"), Err(DecimalErrorKind::OutOfRange));
    assert_eq!(Fraction::from_millionths(1_000_000), Ok(Fraction::ONE));
    assert!(Fraction::from_millionths(1_000_001).is_err());
}

#[test]
fn a_float_outside_the_range_is_refused() {
    let kind = |value| Ratio::from_f64(value, Rounding::Nearest).map_err(|error| error.kind());
    assert_eq!(kind(f64::NAN), Err(DecimalErrorKind::NotANumber));
    for value in [f64::INFINITY, f64::NEG_INFINITY, -f64::MIN_POSITIVE, 2.0_f64.next_up()] {
        assert_eq!(kind(value), Err(DecimalErrorKind::OutOfRange), "{value}");
    }
    assert_eq!(kind(-0.0), Ok(Ratio::ZERO));
    assert_eq!(kind(2.0), Ok(Ratio::MAX));
}

#[test]
fn a_float_is_rounded_from_its_exact_value() {
    let round = |value, rounding| Ratio::from_f64(value, rounding).expect("from 0 to 2").millionths();
    assert_eq!(round(0.1, Rounding::Up), 100_001);
    assert_eq!(round(0.1, Rounding::Down), 100_000);
    assert_eq!(round(0.3, Rounding::Down), 299_999);
    assert_eq!(round(0.0, Rounding::Up), 0);
    assert_eq!(round(0.5, Rounding::Up), 500_000);
    assert_eq!(round(f64::from_bits(1), Rounding::Up), 1);
    assert_eq!(round(f64::from_bits(1), Rounding::Nearest), 0);
    assert_eq!(round(0.5 / 1_048_576.0, Rounding::Nearest), 0);
    assert_eq!(round(1.0 / 1_048_576.0, Rounding::Nearest), 1);
    assert_eq!(round(1.0 / 128.0, Rounding::Down), 7_812);
    assert_eq!(round(1.0 / 128.0, Rounding::Nearest), 7_813);
    assert_eq!(round(2.0_f64.next_down(), Rounding::Up), 2_000_000);
}

#[test]
fn sizes_and_aspects_are_whole_numbers_above_zero() {
    assert_eq!("0x5".parse::<Size>(), Err(SizeError::Empty));
    assert_eq!("16:0".parse::<Aspect>(), Err(AspectError::Empty));
    for text in ["", "x", "5", "5x", "x5", "+5x5", "5x-5", "5.0x5", "4294967296x1", "5x5x5"] {
        assert_eq!(text.parse::<Size>(), Err(SizeError::Malformed), "{text:?}");
    }
    for text in ["", ":", "16", "16:", ":9", "16/9", "1.5:1"] {
        assert_eq!(text.parse::<Aspect>(), Err(AspectError::Malformed), "{text:?}");
    }
    assert_eq!(Aspect::new(1920, 1080), Aspect::new(16, 9));
    assert_eq!(Aspect::new(0, 0), Err(AspectError::Empty));
}

#[test]
fn an_anchor_is_a_name_or_two_fractions() {
    assert_eq!("bottom-right".parse(), Ok(Anchor::BottomRight));
    assert_eq!("0.25,1".parse::<Anchor>().map(|anchor| anchor.x().millionths()), Ok(250_000));
    assert_eq!("middle".parse::<Anchor>(), Err(AnchorError));
    assert_eq!("0.5,1.1".parse::<Anchor>(), Err(AnchorError));
    assert!(AnchorError.to_string().starts_with("an anchor is one of top-left, top, "));
}
