//! A million plans, refusals among them, and not one allocation.

use std::hint::black_box;

use kling_benches::{kinds_of_wish, photo};
use kling_geometry::{Anchor, plan};

#[test]
fn a_million_plans_allocate_nothing() {
    let wishes = kinds_of_wish();
    let (mut planned, mut refused) = (0_u32, 0_u32);
    let counted = allocation_counter::measure(|| {
        for (_, wish) in wishes.iter().cycle().take(1_000_000) {
            match plan(black_box(photo()), black_box(wish), Anchor::Bottom) {
                Ok(_) => planned += 1,
                Err(_) => refused += 1,
            }
        }
    });
    assert_eq!(counted.count_total, 0);
    assert!(planned > 800_000 && refused > 100_000, "{planned} planned, {refused} refused");
    // The counter does count.
    assert_eq!(allocation_counter::measure(|| drop(black_box(Box::new(planned)))).count_total, 1);
}
