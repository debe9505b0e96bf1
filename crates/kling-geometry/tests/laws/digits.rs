//! Every digit of a chosen ratio, against squares that are compared in 128 bits.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Ratio, Size, Wish, plan};
use proptest::prelude::*;

use crate::strategies::{any_aspect, any_multiple, any_size, shape_near};

/// One, in ten-thousandths.
const GRID: u128 = 10_000;
const TRILLIONTHS_PER_SQUARE_STEP: u128 = 10_000;

/// The greatest factor, in ten-thousandths, whose square is not above `trillionths * numerator / denominator`.
fn factor(trillionths: u64, numerator: u128, denominator: u128) -> u128 {
    let limit = u128::from(trillionths) * numerator;
    (0..15).rev().fold(0, |factor, bit| {
        let candidate = factor | 1 << bit;
        let is_reached = candidate * candidate * TRILLIONTHS_PER_SQUARE_STEP * denominator <= limit;
        if is_reached { candidate } else { factor }
    })
}

/// Growth at both ends of the vertical and of the horizontal axis, in millionths; `None` where an axis would have to shrink.
fn growth(source: Size, aspect: Aspect, multiple: AreaMultiple) -> Option<[u128; 2]> {
    let product = |one: u32, other: u32| u128::from(one) * u128::from(other);
    let (vertical, horizontal) = (product(source.width(), aspect.height()), product(source.height(), aspect.width()));
    let rounded = |numerator, denominator| {
        let factor = factor(multiple.trillionths(), numerator, denominator);
        Some((factor + 1).checked_sub(GRID)? / 2 * 200)
    };
    Some([rounded(vertical, horizontal)?, rounded(horizontal, vertical)?])
}

fn check(source: Size, aspect: Aspect, multiple: AreaMultiple) -> Result<bool, TestCaseError> {
    let planned = plan(source, &Wish::aspect_with_area(aspect, multiple), Anchor::Center);
    let Some([vertical, horizontal]) = growth(source, aspect, multiple) else {
        prop_assert!(planned.is_err(), "{planned:?}");
        return Ok(false);
    };
    let Ok(planned) = planned else { return Err(TestCaseError::fail(format!("{source} to {aspect} is refused"))) };
    // Otherwise it is lowered, which other laws are about.
    let is_kept = (1_000_000 + vertical) * (1_000_000 + horizontal) < 3_000_000_000_000;
    if is_kept {
        let expansion = planned.expansion();
        let sums = [
            expansion.up().millionths() + expansion.down().millionths(),
            expansion.left().millionths() + expansion.right().millionths(),
        ];
        prop_assert_eq!(sums.map(u128::from), [vertical, horizontal]);
    }
    Ok(is_kept)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40_000))]

    #[test]
    fn are_those_of_the_exact_root(
        (source, aspect) in any_size().prop_flat_map(|size| (Just(size), prop_oneof![any_aspect(), shape_near(size)])),
        multiple in any_multiple(),
    ) {
        check(source, aspect, multiple)?;
    }

    /// The least area at which an axis has an odd number of ten-thousandths, where its half is rounded to one more, and a trillionth less.
    #[test]
    fn are_those_of_the_exact_root_where_one_of_them_changes(
        (source, aspect) in any_size().prop_flat_map(|size| (Just(size), shape_near(size))),
        (half_steps, is_vertical) in (5_000..=8_660_u64, any::<bool>()),
    ) {
        let product = |one: u32, other: u32| u128::from(one) * u128::from(other);
        let numbers = (product(source.width(), aspect.height()), product(source.height(), aspect.width()));
        let (numerator, denominator) = if is_vertical { numbers } else { (numbers.1, numbers.0) };
        let square = u128::from(2 * half_steps + 1).pow(2) * TRILLIONTHS_PER_SQUARE_STEP;
        let reaching = (square * denominator).div_ceil(numerator);
        for trillionths in [reaching - 1, reaching] {
            let Ok(multiple) = AreaMultiple::from_trillionths(trillionths.min(u64::MAX.into()) as u64) else { continue };
            if multiple <= AreaMultiple::LIMIT {
                check(source, aspect, multiple)?;
            }
        }
    }

    /// With the least area a factor is a quotient, here of a shape just around an odd number of ten-thousandths.
    #[test]
    fn are_those_of_the_exact_quotient_where_it_changes(
        (side, number) in (1..=u32::MAX, 10_000..=u32::MAX / 3),
        half_steps in 5_000..15_000_u64,
    ) {
        let source = Size::new(side, side).expect("not zero");
        let reaching = (u64::from(number) * (2 * half_steps + 1)).div_ceil(10_000) as u32;
        for longer in [reaching - 1, reaching] {
            let steps = u64::from(longer) * 10_000 / u64::from(number);
            let growth = steps.div_ceil(2) * 2 - 10_000;
            for (width, height) in [(longer, number), (number, longer)] {
                let aspect = Aspect::new(width, height).expect("not zero");
                let planned = plan(source, &Wish::aspect(aspect), Anchor::Center).expect("less than three times the area");
                let sum = |one: Ratio, other: Ratio| u64::from(one.millionths() + other.millionths()) / 100;
                let expansion = planned.expansion();
                let grown = [sum(expansion.left(), expansion.right()), sum(expansion.up(), expansion.down())];
                let expected = if width > height { [growth, 0] } else { [0, growth] };
                prop_assert_eq!(grown, expected, "{} to {}", source, aspect);
            }
        }
    }
}

/// Areas at which a factor is a whole number of ten-thousandths, and those just beside them: where a root that is a little off shows.
///
/// In a square both factors are whole there; twice as wide or twice as tall, only the greater one is at a change.
#[test]
fn are_those_of_the_exact_root_where_they_change() {
    let source = Size::new(1_000, 1_000).expect("not zero");
    for (width, height, trillionths_per_square) in [(1, 1, 10_000), (2, 1, 5_000), (1, 2, 5_000)] {
        let aspect = Aspect::new(width, height).expect("not zero");
        let mut kept = 0;
        for steps in 10_000..=24_495_u64 {
            let trillionths = steps * steps * trillionths_per_square;
            for trillionths in [trillionths - 1, trillionths, trillionths + 1] {
                let Ok(multiple) = AreaMultiple::from_trillionths(trillionths) else { continue };
                if multiple <= AreaMultiple::LIMIT {
                    kept += u32::from(check(source, aspect, multiple).expect("the exact digits"));
                }
            }
        }
        assert!(kept > 13_000, "{aspect}: {kept}");
    }
}
