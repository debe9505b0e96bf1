//! How an anchor shares growth between opposite sides.

use kling_geometry::{Anchor, AreaMultiple, Fraction, Margins, Size, Wish, plan, plan_steps};

/// The part of `total` that goes before: the nearest whole, a half towards the middle, and in the exact middle the odd one after.
pub(crate) fn nearest_share(total: u32, share: Fraction) -> u32 {
    nearest_part(total, share.millionths(), 1_000_000)
}

fn nearest_part(total: u32, part: u32, whole: u32) -> u32 {
    let (product, whole) = (u64::from(total) * u64::from(part), u64::from(whole));
    let (below, doubled_rest) = ((product / whole) as u32, 2 * (product % whole));
    let is_before_the_middle = 2 * u64::from(part) < whole;
    let goes_up = if is_before_the_middle { doubled_rest >= whole } else { doubled_rest > whole };
    below + u32::from(goes_up)
}

fn fraction(millionths: u32) -> Fraction {
    Fraction::from_millionths(millionths).expect("at most 1,000,000")
}

#[test]
fn pixels_are_shared_to_the_nearest_and_a_half_goes_towards_the_middle() {
    let source = Size::new(300, 200).expect("sides are not zero");
    for (columns, rows) in (0..=40_u32).flat_map(|columns| [(columns, 40 - columns), (columns, columns)]) {
        let canvas = Size::new(300 + columns, 200 + rows).expect("sides are not zero");
        for share in (0..=1_000_000).step_by(6_250).map(fraction) {
            for (x, y) in [(share, Fraction::ONE), (Fraction::ZERO, share), (share, share)] {
                let plan = plan(source, &Wish::canvas(canvas), Anchor::At { x, y }).expect("less than three times");
                let shared = (nearest_share(columns, x), nearest_share(rows, y));
                assert_eq!((plan.origin().x, plan.origin().y), shared, "{canvas} {x} {y}");
            }
        }
    }
}

#[test]
fn ratios_are_shared_to_the_nearest_ten_thousandth_and_a_half_goes_towards_the_middle() {
    let source = Size::new(1_000, 1_000).expect("sides are not zero");
    for (multiple, steps) in [("1", 0), ("1.0006", 2), ("1.0404", 200), ("2.25", 5_000)] {
        let multiple: AreaMultiple = multiple.parse().expect("from 1 to 3");
        for share in (0..=1_000_000).step_by(1_250).map(fraction) {
            let plan = plan(source, &Wish::area(multiple), Anchor::At { x: share, y: share }).expect("growth is legal");
            let before = nearest_share(steps, share);
            let ratios = plan.expansion().ratios();
            let expected = [before, steps - before].map(|steps| steps * 100);
            assert_eq!([ratios.up, ratios.down].map(|ratio| ratio.millionths()), expected, "{multiple} {share}");
            assert_eq!([ratios.left, ratios.right].map(|ratio| ratio.millionths()), expected, "{multiple} {share}");
        }
    }
}

#[test]
fn each_of_several_steps_shares_its_pixels_as_all_of_them_do() {
    let source = Size::new(300, 300).expect("sides are not zero");
    let mut halves = 0;
    for (before, after) in (0..=24_u32).flat_map(|before| (0..=24).map(move |after| (before * 30, after * 30))) {
        let wish = Wish::margins(Margins { up: before, down: after, left: after, right: before + 600 });
        let steps = plan_steps(source, &wish, Anchor::Center).expect("not too large");
        let Some((_, on_the_way)) = steps.as_slice().split_last() else { panic!("no step") };
        for step in on_the_way {
            let canvas = step.plan().canvas();
            let (columns, rows) = (canvas.width() - source.width(), canvas.height() - source.height());
            assert_eq!(step.origin().x, nearest_part(columns, after, after + before + 600), "{wish}");
            if rows > 0 {
                assert_eq!(step.origin().y, nearest_part(rows, before, before + after), "{wish}");
                halves += u32::from(before != after && 2 * rows * before % (2 * (before + after)) == before + after);
            }
        }
    }
    assert!(halves > 10, "only {halves} shares were half a pixel");
}
