//! Replica counts for a thousand pods.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::collections::BTreeMap;
use std::hint::black_box;

use counterpoise::hpa::calculator::{self, PodSamples, Readiness, Scope, UtilizationTarget};
use counterpoise::hpa::{ApiAnswer, ControllerOptions, Profile, ReconcileInput, Tolerances, reconcile};
use counterpoise::kube::autoscaling::Scale;
use counterpoise::kube::{HorizontalPodAutoscaler, Pod, Time};
use counterpoise::ops;
use counterpoise_benches::sync::{self, CUSTOM, RESOURCE};
use counterpoise_benches::{NOW, metric_values, pod_metrics, pods};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::json;

const PODS: usize = 1000;

fn calculate(c: &mut Criterion) {
    let (pods, values, usage) = (pods(PODS), metric_values(PODS), pod_metrics(PODS));
    let pods: Vec<&Pod> = pods.iter().collect();
    let (options, profile) = (ControllerOptions::default(), Profile::default());
    let now: Time = serde_json::from_value(json!(NOW)).expect("a time");
    let scope = Scope {
        profile: &profile,
        pods: &pods,
        tolerances: Tolerances::both(options.tolerance),
        readiness: Readiness {
            now,
            cpu_initialization_period: options.cpu_initialization_period,
            initial_readiness_delay: options.initial_readiness_delay,
        },
        spec_replicas: 1000,
        status_replicas: 1000,
    };
    let mut group = c.benchmark_group("replicas of 1000 pods");
    group.bench_function("Pods metric", |b| {
        b.iter(|| calculator::plain(&scope, &PodSamples::of_metric(black_box(&values)), 500, None));
    });
    let target = UtilizationTarget { percent: 60, resource: "cpu", container: None };
    group.bench_function("Resource cpu", |b| {
        b.iter(|| {
            calculator::utilization(
                &scope,
                &PodSamples::of_resource(black_box(&usage), "cpu", None, &profile),
                target,
            )
        });
    });
    group.finish();
}

fn whole_sync(c: &mut Criterion) {
    let pods = pods(PODS);
    let hpa: HorizontalPodAutoscaler = serde_json::from_value(sync::hpa()).expect("an HPA");
    let scale: Scale = serde_json::from_value(sync::scale(PODS)).expect("a scale");
    let metrics = BTreeMap::from([
        (CUSTOM.to_owned(), ApiAnswer::Values(metric_values(PODS))),
        (RESOURCE.to_owned(), ApiAnswer::PodMetrics(pod_metrics(PODS))),
    ]);
    let now = NOW.parse().expect("a time");
    let input = ReconcileInput::new(&hpa, &scale, &pods, now).metrics(&metrics);
    // A sync that fails early would be fast and prove nothing: 899m of 500m on a thousand pods is 1798.
    assert_eq!(reconcile(&input).expect("a sync").desired_replicas, 1798);
    c.bench_function("a sync of 1000 pods and 2 metrics", |b| b.iter(|| reconcile(black_box(&input))));
}

fn whole_sync_as_json(c: &mut Criterion) {
    let mut group = c.benchmark_group("hpa.reconcile as JSON");
    for count in [100, PODS] {
        let text = sync::text(count);
        let output = ops::call_text(None, "hpa.reconcile", &text).expect("a sync");
        assert!(output.contains("\"rescale\":true"), "{output}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{count} pods"), |b| {
            b.iter(|| ops::call_text(None, "hpa.reconcile", black_box(&text)));
        });
    }
    group.finish();
}

criterion_group!(benches, calculate, whole_sync, whole_sync_as_json);
criterion_main!(benches);
