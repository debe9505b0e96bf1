//! What one asks the vendor's helper, over many frames: our plan and the usual formula in floats. And one plan of each kind of wish.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kling_benches::{ANSWERS, frames_in_reach, kinds_of_wish, photo};
use kling_geometry::{Anchor, plan};

fn answer_the_helpers_question(criterion: &mut Criterion) {
    let frames = frames_in_reach();
    let mut group = criterion.benchmark_group("the helper's question");
    group.throughput(Throughput::Elements(frames.len() as u64));
    for (name, answer) in ANSWERS {
        group.bench_function(name, |bencher| bencher.iter(|| frames.iter().for_each(|frame| answer(*frame))));
    }
    group.finish();
}

fn plan_each_kind_of_wish(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    for (name, wish) in kinds_of_wish() {
        group.bench_function(name, |bencher| {
            bencher.iter(|| plan(black_box(photo()), black_box(&wish), black_box(Anchor::Bottom)));
        });
    }
    group.finish();
}

criterion_group!(benches, answer_the_helpers_question, plan_each_kind_of_wish);
criterion_main!(benches);
