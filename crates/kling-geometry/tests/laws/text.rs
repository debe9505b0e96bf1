//! Text and floats at the edge.

use kling_geometry::{
    Anchor, AnchorError, AreaMultiple, Aspect, AspectError, DecimalErrorKind, Fraction, Ratio, Rounding, Size,
    SizeError,
};
use proptest::prelude::*;

use crate::strategies::{any_anchor, any_aspect, any_multiple, any_ratio, any_size};

proptest! {
    #[test]
    fn every_value_reads_back_from_its_text(
        (ratio, multiple, size) in (any_ratio(), any_multiple(), any_size()),
        (aspect, anchor) in (any_aspect(), any_anchor()),
    ) {
        prop_assert_eq!(ratio.to_string().parse(), Ok(ratio));
        prop_assert_eq!(multiple.to_string().parse(), Ok(multiple));
        prop_assert_eq!(size.to_string().parse(), Ok(size));
        prop_assert_eq!(aspect.to_string().parse(), Ok(aspect));
        prop_assert_eq!(anchor.to_string().parse(), Ok(anchor));
    }

    #[test]
    fn a_ratio_survives_the_float_and_prints_as_the_float_does(ratio in any_ratio()) {
        let float = ratio.to_f64();
        prop_assert_eq!(float.to_string(), ratio.to_string());
        prop_assert_eq!(Ratio::from_f64(float, Rounding::Nearest), Ok(ratio));
    }

    #[test]
    fn rounding_a_float_down_nearest_and_up_brackets_it(value in 0.0..=2.0_f64) {
        let round = |rounding| Ratio::from_f64(value, rounding).expect("from 0 to 2").millionths();
        let (down, nearest, up) = (round(Rounding::Down), round(Rounding::Nearest), round(Rounding::Up));
        prop_assert!(up - down <= 1 && (nearest == down || nearest == up));
        prop_assert!(f64::from(down) / 1e6 <= value && value <= f64::from(up) / 1e6);
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
