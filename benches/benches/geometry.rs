//! One plan of each kind of wish, and the two kinds of refusal that search for a nearest wish.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kling_geometry::{Anchor, AreaMultiple, Aspect, Margins, Origin, Ratio, Size, Wish, plan};

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn ratio(text: &str) -> Ratio {
    text.parse().expect("a ratio from 0 to 2")
}

fn plan_each_kind_of_wish(criterion: &mut Criterion) {
    let photo = size(4032, 3024);
    let wide = Aspect::new(16, 9).expect("numbers are not zero");
    let tall = Aspect::new(1, 9).expect("numbers are not zero");
    let double = AreaMultiple::parse("2").expect("a multiple from 1 to 3");
    let wishes = [
        ("ratios", Wish::ratios(ratio("0.1"), ratio("0.1"), ratio("0.5"), ratio("0.5"))),
        ("margins", Wish::margins(Margins { left: 700, ..Margins::default() })),
        ("canvas", Wish::canvas(size(5760, 3240))),
        ("canvas_at_origin", Wish::canvas_at(size(5760, 3240), Origin { x: 0, y: 216 })),
        ("canvas_of_three_times_the_area", Wish::canvas(size(4032, 9072))),
        ("aspect_with_least_area", Wish::aspect(wide)),
        ("aspect_with_area", Wish::aspect_with_area(wide, double)),
        ("largest_aspect", Wish::largest_aspect(wide)),
        ("area", Wish::area(double)),
        ("largest", Wish::largest()),
        ("impossible_aspect", Wish::aspect(tall)),
        ("impossible_canvas", Wish::canvas(size(16_000, 9_000))),
    ];
    let mut group = criterion.benchmark_group("plan");
    for (name, wish) in &wishes {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| plan(black_box(photo), black_box(wish), black_box(Anchor::Bottom)));
        });
    }
    group.finish();
}

criterion_group!(benches, plan_each_kind_of_wish);
criterion_main!(benches);
