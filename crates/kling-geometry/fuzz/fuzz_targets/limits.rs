//! Every number against every bound of the API.
#![no_main]

use std::ops::RangeBounds;

use kling_geometry::Size;
use kling_geometry::limits::{self, BOUNDS, InputError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|numbers: (u64, u32, u32)| {
    let (wide, one, other) = numbers;
    check(limits::check_input_bytes(wide), wide, ..=10_000_000);
    check(limits::check_count(one), one, 1..=9);
    check(limits::check_page_number(one), one, 1..=1_000);
    check(limits::check_page_size(one), one, 1..=500);
    check(limits::check_prompt_chars(one as usize), one, ..=2_500);
    if let Ok(size) = Size::new(one, other) {
        check_size(size);
    }
    // A shape at the edge is one in four thousand million pairs of sides: it is made, not met by chance.
    let side = u64::from(other % 1_000_000 + 300);
    for near in [side * 5 / 2, (side * 5 / 2) + 1, (side * 2).div_ceil(5), (side * 2).div_ceil(5) - 1] {
        check_size(Size::new(near as u32, side as u32).expect("sides are at least 119"));
    }
});

fn check<T: PartialOrd>(checked: Result<(), InputError>, value: T, legal: impl RangeBounds<T>) {
    assert_eq!(checked.is_ok(), legal.contains(&value));
    check_message(checked);
}

fn check_message(checked: Result<(), InputError>) {
    if let Err(error) = checked {
        assert!(BOUNDS.contains(error.bound()));
        assert!(error.to_string().starts_with(error.bound().name) && error.to_string().ends_with(" is allowed"));
    }
}

fn check_size(size: Size) {
    let (width, height) = (u64::from(size.width()), u64::from(size.height()));
    let is_legal = width.min(height) >= 300 && 2 * width <= 5 * height && 2 * height <= 5 * width;
    let checked = limits::check_input_size(size);
    assert_eq!(checked.is_ok(), is_legal);
    check_message(checked);
    assert_eq!(limits::check_input_size(size.transposed()).is_ok(), is_legal);
}
