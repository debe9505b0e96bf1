//! Every number that can be given: floats, counts of units, sides, and the pixels that ratios make.
#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use kling_geometry::{
    AreaMultiple, Aspect, DecimalErrorKind, Expansion, Fraction, Margins, Origin, Ratio, Ratios, Rounding, Size,
};
use kling_geometry_fuzz::Growth;
use libfuzzer_sys::fuzz_target;

#[derive(Debug)]
enum Input {
    Float(f64),
    Units(u64),
    Sides(u32, u32),
    Growth(Growth),
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        Ok(match bytes.int_in_range(0..=4)? {
            0 => Self::Float(bytes.arbitrary()?),
            // Half a millionth and its neighbours are where rounding turns.
            1 => {
                let tie = f64::from(bytes.int_in_range(0..=4_000_000_u32)?) / 2e6;
                Self::Float(*bytes.choose(&[tie, tie.next_down(), tie.next_up()])?)
            }
            2 => Self::Units(bytes.arbitrary()?),
            3 => Self::Sides(bytes.arbitrary()?, bytes.arbitrary()?),
            _ => Self::Growth(bytes.arbitrary()?),
        })
    }
}

fuzz_target!(|input: Input| {
    match input {
        Input::Float(value) => check_float(value),
        Input::Units(units) => check_units(units),
        Input::Sides(width, height) => check_sides(width, height),
        Input::Growth(growth) => check_growth(growth),
    }
});

fn check_float(value: f64) {
    let round = |rounding| {
        let rounded = Ratio::from_f64(value, rounding);
        assert!(rounded.is_ok() || rounded.is_err_and(|error| !error.to_string().is_empty()));
        rounded.map(Ratio::millionths).map_err(|error| error.kind())
    };
    let rounded = [Rounding::Down, Rounding::Nearest, Rounding::Up].map(round);
    let expected = if value.is_nan() {
        [Err(DecimalErrorKind::NotANumber); 3]
    } else if !(0.0..=2.0).contains(&value) {
        [Err(DecimalErrorKind::OutOfRange); 3]
    } else {
        round_digits(value).map(Ok)
    };
    assert_eq!(rounded, expected, "{value:e}");
}

/// Down, nearest and up, read from all the digits of the float.
fn round_digits(value: f64) -> [u32; 3] {
    const DIGITS_OF_THE_SMALLEST_FLOAT: usize = 1_074;
    let digits = format!("{:.DIGITS_OF_THE_SMALLEST_FLOAT$}", value.abs());
    let (whole, decimals) = digits.split_once('.').expect("a point was asked for");
    let (kept, rest) = decimals.split_at(6);
    let down = format!("{whole}{kept}").parse::<u32>().expect("at most 2,000,000");
    let is_above = rest.bytes().any(|digit| digit != b'0');
    [down, down + u32::from(rest.as_bytes()[0] >= b'5'), down + u32::from(is_above)]
}

fn check_units(units: u64) {
    let narrow = u32::try_from(units % 3_000_000).expect("below 3,000,000");
    let ratio = Ratio::from_millionths(narrow);
    assert_eq!(ratio.is_ok(), narrow <= 2_000_000);
    if let Ok(ratio) = ratio {
        assert_eq!((ratio.millionths(), ratio.to_string().parse()), (narrow, Ok(ratio)));
        assert_eq!(ratio.to_f64().to_string(), ratio.to_string());
        assert_eq!(Ratio::from_f64(ratio.to_f64(), Rounding::Nearest), Ok(ratio));
    }

    let fraction = Fraction::from_millionths(narrow);
    assert_eq!(fraction.is_ok(), narrow <= 1_000_000);
    if let Ok(fraction) = fraction {
        assert_eq!((fraction.millionths(), fraction.to_string().parse()), (narrow, Ok(fraction)));
    }

    let multiple = AreaMultiple::from_trillionths(units);
    let range = AreaMultiple::ONE.trillionths()..=AreaMultiple::MAX.trillionths();
    assert_eq!(multiple.is_ok(), range.contains(&units));
    if let Ok(multiple) = multiple {
        assert_eq!((multiple.trillionths(), multiple.to_string().parse()), (units, Ok(multiple)));
        assert!((multiple.to_f64() - units as f64 / 1e12).abs() <= f64::EPSILON * multiple.to_f64());
    }
}

fn check_sides(width: u32, height: u32) {
    let (size, aspect) = (Size::new(width, height), Aspect::new(width, height));
    assert_eq!((size.is_err(), aspect.is_err()), (width == 0 || height == 0, width == 0 || height == 0));
    let (Ok(size), Ok(aspect)) = (size, aspect) else { return };
    assert_eq!((size.width(), size.height()), (width, height));
    assert_eq!(u128::from(size.area()), u128::from(width) * u128::from(height));
    assert_eq!(size.transposed().transposed(), size);
    assert_eq!(Aspect::of(size), aspect);
    assert_eq!(Aspect::of(size.transposed()), aspect.transposed());
    assert!(width.is_multiple_of(aspect.width()) && height.is_multiple_of(aspect.height()));
    assert_eq!(width / aspect.width(), height / aspect.height());
    assert_eq!(Aspect::new(aspect.width(), aspect.height()), Ok(aspect));
    assert!(Origin::new(width, height).to_string().parse::<u32>().is_err());
}

fn check_growth(Growth { source, ratios }: Growth) {
    let Ratios { up, down, left, right } = ratios;
    let millionths = |one: Ratio, other: Ratio| 1_000_000 + u64::from(one.millionths()) + u64::from(other.millionths());
    let product = millionths(up, down) * millionths(left, right);
    assert_eq!(ratios.to_string(), format!("{up},{down},{left},{right}"));
    assert_eq!(Expansion::new(up, down, left, right), Expansion::from_ratios(ratios));
    match Expansion::try_from(ratios) {
        Ok(expansion) => {
            assert!(product <= 3_000_000_000_000);
            assert_eq!(Ratios::from(expansion), ratios);
            check_prediction(&expansion, source);
        }
        Err(excess) => {
            assert!(excess.trillionths() == product && product > 3_000_000_000_000);
            assert!(excess.to_string().ends_with("the limit is 3"));
        }
    }
}

fn check_prediction(expansion: &Expansion, source: Size) {
    let prediction = expansion.predict(source);
    let (canvas, origin) = (prediction.canvas(), prediction.origin());
    let (right, bottom) = (canvas.width() - source.width() - origin.x, canvas.height() - source.height() - origin.y);
    assert!(!Margins::new(origin.y, bottom, origin.x, right).to_string().is_empty());
    let axes = [
        (source.width(), expansion.left(), expansion.right(), canvas.width()),
        (source.height(), expansion.up(), expansion.down(), canvas.height()),
    ];
    if prediction.is_exact() {
        for (side, before, after, predicted) in axes {
            assert_eq!(readings(side, before, after), [u64::from(predicted); 4]);
        }
    } else if axes.into_iter().all(|(side, ..)| side < u32::MAX / 3) {
        for (side, before, after, predicted) in axes {
            assert_eq!(readings(side, before, after)[1], u64::from(predicted));
        }
    }
}

/// Every way of turning ratios into a canvas: margins truncated or rounded, the whole side truncated or rounded.
fn readings(side: u32, before: Ratio, after: Ratio) -> [u64; 4] {
    let (side, one, half) = (u64::from(side), 1_000_000, 500_000);
    let margin = |ratio: Ratio, add: u64| (side * u64::from(ratio.millionths()) + add) / one;
    let whole = side * (one + u64::from(before.millionths()) + u64::from(after.millionths()));
    [
        side + margin(before, 0) + margin(after, 0),
        side + margin(before, half) + margin(after, half),
        whole / one,
        (whole + half) / one,
    ]
}
