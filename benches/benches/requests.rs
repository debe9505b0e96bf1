//! What it costs to turn a picture of 10 MB into a request, against the obvious way of doing it.

use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kling_images::wire::ExpandImageRequest;

const PICTURE: usize = 9_900_000;

fn build_request(criterion: &mut Criterion) {
    let picture: bytes::Bytes = (0..PICTURE).map(|i| (i * 31 % 251) as u8).collect::<Vec<_>>().into();
    let mut group = criterion.benchmark_group("request of a 9.9 MB picture");
    group.throughput(Throughput::Bytes(PICTURE as u64)).sample_size(20);
    group.bench_function("encoded into the body", |bencher| {
        let request = ExpandImageRequest::new(picture.clone(), 0.1, 0.1, 0.2, 0.2);
        bencher.iter(|| serde_json::to_vec(black_box(&request)).expect("a request is plain data"));
    });
    group.bench_function("encoded into a string first", |bencher| {
        bencher.iter(|| {
            let body = serde_json::json!({
                "image": STANDARD.encode(black_box(&picture)),
                "up_expansion_ratio": 0.1, "down_expansion_ratio": 0.1,
                "left_expansion_ratio": 0.2, "right_expansion_ratio": 0.2,
            });
            serde_json::to_vec(&body).expect("a request is plain data")
        });
    });
    group.finish();
}

criterion_group!(benches, build_request);
criterion_main!(benches);
