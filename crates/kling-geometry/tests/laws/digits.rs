//! Every digit of a chosen ratio, against squares that are compared in 128 bits.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Size, Wish, plan};
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
}

/// Areas at which a factor is a whole number of ten-thousandths, and those just beside them: where a root that is a little off shows.
#[test]
fn are_those_of_the_exact_root_where_they_change() {
    let source = Size::new(1_000, 1_000).expect("not zero");
    let mut kept = 0;
    for steps in 10_000..=17_320_u64 {
        for trillionths in [steps * steps * 10_000 - 1, steps * steps * 10_000, steps * steps * 10_000 + 1] {
            let Ok(multiple) = AreaMultiple::from_trillionths(trillionths) else { continue };
            kept += u32::from(check(source, Aspect::SQUARE, multiple).expect("the exact digits"));
        }
    }
    assert!(kept > 20_000, "{kept}");
}
