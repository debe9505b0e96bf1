//! What is wrong with the usual formula in floats, in numbers:
//! `cargo test -p kling-geometry --test float_formula -- --nocapture`.

use kling_geometry::{Anchor, Aspect, Size, Wish, limits, plan};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

const PICTURES: usize = 20_000;
const LONGEST_SIDE: u32 = 4_096;
const COMMON_ASPECTS: [(u32, u32); 9] = [(1, 1), (16, 9), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9), (9, 21)];

/// Up and down, left and right at three times the area, in ten-thousandths: what four printed decimals say.
fn formula(source: Size, aspect: Aspect) -> [i64; 2] {
    let (width, height) = (f64::from(source.width()), f64::from(source.height()));
    let width_over_height = f64::from(aspect.width()) / f64::from(aspect.height());
    let target_height = (3.0 * width * height / width_over_height).sqrt();
    let target_width = target_height * width_over_height;
    let ratios = [(target_height - height) / 2.0 / height, (target_width - width) / 2.0 / width];
    ratios.map(|ratio| (ratio * 10_000.0).round() as i64)
}

fn breaks_the_area_rule([vertical, horizontal]: [i64; 2]) -> bool {
    (10_000 + 2 * vertical) * (10_000 + 2 * horizontal) > 300_000_000
}

/// The same pictures each time: sides drawn evenly, shapes that the API takes.
fn random_pictures() -> impl Iterator<Item = Size> {
    let side = || limits::MIN_IMAGE_SIDE..=LONGEST_SIDE;
    let sizes = (side(), side()).prop_map(|(width, height)| Size::new(width, height).expect("sides are not zero"));
    let legal = sizes.prop_filter("a legal input", |size| limits::check_input_size(*size).is_ok());
    let mut runner = TestRunner::deterministic();
    (0..PICTURES).map(move |_| legal.new_tree(&mut runner).expect("most sizes are legal").current())
}

#[test]
fn the_usual_formula_gives_negative_ratios_and_breaks_the_area_rule() {
    let (mut negative, mut broken, mut legal, mut planned) = (0_u32, 0_u32, 0_u32, 0_u32);
    for source in random_pictures() {
        for (wide, high) in COMMON_ASPECTS {
            let aspect = Aspect::new(wide, high).expect("numbers are not zero");
            let ratios = formula(source, aspect);
            if ratios.iter().any(|ratio| *ratio < 0) {
                negative += 1;
            } else if breaks_the_area_rule(ratios) {
                broken += 1;
            } else {
                legal += 1;
            }
            planned += u32::from(plan(source, &Wish::largest_aspect(aspect), Anchor::Center).is_ok());
        }
    }
    let all = negative + broken + legal;
    let per_cent = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of);
    println!("{all} cases at three times the area: {PICTURES} random pictures, nine common shapes");
    println!("{negative} ({:.1} %) have a negative ratio", per_cent(negative, all));
    println!("{broken} ({:.1} % of the rest) break the area rule once rounded", per_cent(broken, broken + legal));
    println!("plan: {planned} legal expansions, {} refusals that say why", all - planned);
    assert!((10.0..17.0).contains(&per_cent(negative, all)));
    assert!((48.0..52.0).contains(&per_cent(broken, broken + legal)));
    assert_eq!(planned, broken + legal, "wherever the shape can be reached there is a legal expansion");
}
