//! A month of an HPA in a closed loop, and how its time grows with syncs and with pods.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::hint::black_box;

use counterpoise::ops;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;

/// Syncs a day, one every 15 seconds.
const A_DAY: u64 = 5_760;

/// The input of `hpa.simulate`: so many days of a load that needs about so many pods, more of them at noon.
fn input(days: u64, pods: u64) -> String {
    let load = |share: f64| 15.0 * share * f64::from(u32::try_from(pods).expect("few pods"));
    json!({
        "hpa": {
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": {"name": "web", "namespace": "shop"},
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                "minReplicas": 1, "maxReplicas": 2 * pods,
                "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}],
            },
        },
        "duration": format!("{}h", 24 * days),
        "workload": {"load": [{"daily": {"00:00": load(0.85), "12:00": load(1.15)}}]},
        "limits": {"syncs": 1_000_000, "looks": 1_000_000_000},
    })
    .to_string()
}

fn simulate(c: &mut Criterion) {
    let mut group = c.benchmark_group("hpa.simulate");
    group.sample_size(10);
    let mut of = |name: &str, by: u64, days: u64, pods: u64| {
        let input = input(days, pods);
        group.throughput(Throughput::Elements(days * A_DAY));
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
