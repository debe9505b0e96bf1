//! Every text: what is read is written as it reads, and what is not read is said to be wrong for a reason.
#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use kling_geometry::{Anchor, AreaMultiple, Aspect, DecimalError, DecimalErrorKind, Fraction, Ratio, Size};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let ratio = check_decimal::<Ratio>(text);
    assert_eq!(Ratio::parse(text).ok(), ratio);
    assert!(ratio.is_none_or(|ratio| is_the_float(text, ratio.to_f64())));

    let multiple = check_decimal::<AreaMultiple>(text);
    assert_eq!(AreaMultiple::parse(text).ok(), multiple);
    assert!(multiple.is_none_or(|multiple| is_the_float(text, multiple.to_f64())));

    let fraction = check_decimal::<Fraction>(text);
    assert!(fraction.is_none_or(|fraction| is_the_float(text, f64::from(fraction.millionths()) / 1e6)));

    check_round_trip::<Size>(text);
    check_round_trip::<Aspect>(text);
    let anchor = check_round_trip::<Anchor>(text);
    assert!(anchor.is_none_or(|anchor| anchor.x() <= Fraction::ONE && anchor.y() <= Fraction::ONE));
});

fn check_round_trip<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: Display> + Display + PartialEq + Debug,
{
    match text.parse::<T>() {
        Ok(value) => {
            assert_eq!(value.to_string().parse::<T>().ok().as_ref(), Some(&value));
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

fn check_decimal<T>(text: &str) -> Option<T>
where
    T: FromStr<Err = DecimalError> + Display + PartialEq + Debug,
{
    let is_malformed = text.parse::<T>().is_err_and(|error| error.kind() == DecimalErrorKind::Malformed);
    let value = check_round_trip(text);
    // A long row of digits is out of range already, whatever comes after it.
    assert!(if is_malformed { !is_decimal(text) } else { value.is_none() || is_decimal(text) });
    value
}

/// `digits` or `digits.digits`.
fn is_decimal(text: &str) -> bool {
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, decimals)) => are_digits(whole) && are_digits(decimals),
        None => are_digits(text),
    }
}

/// Whether a decimal text stands for a float, but for the rounding of a division.
fn is_the_float(text: &str, float: f64) -> bool {
    let read: f64 = text.parse().expect("a decimal is a float too");
    (read - float).abs() <= f64::EPSILON * float
}
