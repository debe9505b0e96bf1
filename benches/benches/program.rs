//! How long the program takes to start, against the shortest program there is.
//!
//! It needs the release build: `cargo build --release -p kling-cli`.

use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

const KLINGCTL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/klingctl");

fn start(criterion: &mut Criterion) {
    assert!(Path::new(KLINGCTL).exists(), "build the program first: cargo build --release -p kling-cli");
    let mut group = criterion.benchmark_group("start of a program");
    for (name, program, arguments) in [
        ("klingctl --version", KLINGCTL, ["--version"].as_slice()),
        ("klingctl plan", KLINGCTL, &["plan", "1200x800", "--to", "16:9", "--json"]),
        ("true", "true", &[]),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
                assert!(status.is_ok_and(|status| status.success()));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, start);
criterion_main!(benches);
