//! A month of an HPA in a closed loop, and how its time grows with syncs and with pods.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::hint::black_box;

use counterpoise::ops;
use counterpoise_benches::simulate::text;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Syncs a day, one every 15 seconds.
const A_DAY: u32 = 5_760;

fn simulate(c: &mut Criterion) {
    let mut group = c.benchmark_group("hpa.simulate");
    group.sample_size(10);
    let mut of = |name: &str, by: u32, days: u32, pods: u32| {
        let input = text(days, pods);
        group.throughput(Throughput::Elements(u64::from(days * A_DAY)));
        group.bench_function(BenchmarkId::new(name, by), |b| {
            b.iter(|| ops::call_text(None, "hpa.simulate", black_box(&input)).expect("a simulation"));
        });
    };
    for days in [1, 3, 10, 30] {
        of("days of 10 pods", days, days, 10);
    }
    for pods in [3, 30, 100, 300] {
        of("a day of pods", pods, 1, pods);
    }
    group.finish();
}

criterion_group!(benches, simulate);
criterion_main!(benches);
