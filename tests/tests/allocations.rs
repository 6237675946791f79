//! The hot calls do not allocate more than their results.
//!
//! A test binary of its own: the allocator counts every allocation of the thread.
#![allow(unsafe_code, reason = "an allocator can be wrapped in no other way")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use counterpoise::engine::{Engine, Plan};
use counterpoise::hpa::calculator::{self, PodSamples, Readiness, Scope, UtilizationTarget};
use counterpoise::hpa::{ControllerOptions, Profile, Tolerances};
use counterpoise::kube::{MetricValueList, Pod, PodList, PodMetricsList, Time};
use counterpoise::metrics::Request;
use counterpoise::quantity::Quantity;
use counterpoise::selector::Selector;
use serde_json::json;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

fn count() {
    // At the end of a thread the counter is gone, and nothing is measured any longer.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller's promise.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of a call; what it gives is dropped after the count.
fn allocations<T>(call: impl Fn() -> T) -> usize {
    // What a first call sets up, once, is not the call's.
    black_box(call());
    let before = COUNT.get();
    let result = black_box(call());
    let after = COUNT.get();
    drop(result);
    after - before
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| ()), 0);
    assert_eq!(allocations(|| vec![black_box(1u8)]), 1);
    assert_eq!(allocations(|| (String::from(black_box("a")), Box::new(black_box(1)))), 2);
}

#[test]
fn quantities_of_usual_size_allocate_nothing() {
    for text in ["0", "1", "501484m", "2082398n", "3795872Ki", "1.5Gi", "-0.5", "12e3", "9223372036854775807"]
    {
        assert_eq!(allocations(|| Quantity::parse(black_box(text)).unwrap()), 0, "parse {text}");
        let (a, b) = (Quantity::parse(text).unwrap(), Quantity::parse("4G").unwrap());
        assert_eq!(allocations(|| black_box(&a).cmp(&b)), 0, "compare {text}");
        assert_eq!(allocations(|| black_box(&a) == &b), 0, "equals {text}");
    }
    let (a, b) = (Quantity::parse("3795872Ki").unwrap(), Quantity::parse("4G").unwrap());
    assert_eq!(allocations(|| black_box(&a).add(&b)), 0);
    assert_eq!(allocations(|| black_box(&a).milli_value()), 0);
}

#[test]
fn a_query_allocates_its_text_and_at_most_twice_more() {
    let config = json!({
        "rules": [{
            "seriesQuery": "http_requests_total{namespace!=\"\",pod!=\"\"}",
            "resources": { "overrides": { "namespace": { "resource": "namespace" }, "pod": { "resource": "pod" } } },
            "name": { "matches": "^(.*)_total$", "as": "$1" },
            "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
        }],
        "externalRules": [{
            "seriesQuery": "queue_depth",
            "resources": { "namespaced": false },
            "metricsQuery": "avg(<<.Series>>{<<.LabelMatchers>>})",
        }],
    });
    let series = json!([
        { "__name__": "http_requests_total", "namespace": "default", "pod": "web-0" },
        { "__name__": "queue_depth", "queue": "orders" },
    ]);
    let engine = Engine::from_json(&json!({ "config": config, "series": series }).to_string()).unwrap();
    let names: Vec<String> = (0..100).map(|pod| format!("web-{pod}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let custom = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods";
    let external = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth";
    for (path, names) in [
        (format!("{custom}/web-0/http_requests"), &[][..]),
        (format!("{custom}/%2A/http_requests?labelSelector=app%3Dweb"), &names[..2]),
        (format!("{custom}/*/http_requests"), &names[..]),
        (external.to_owned(), &[]),
    ] {
        let request = Request::parse(&path).unwrap();
        let plan = || engine.plan(black_box(&request), names).unwrap();
        let promql = match plan() {
            Plan::Custom(plan) => plan.promql().to_owned(),
            Plan::External(plan) => plan.promql().to_owned(),
            Plan::Resource(_) => panic!("{path} asks for no usage"),
        };
        assert!(promql.contains('{'));
        let count = allocations(plan);
        assert!(count <= 3, "{path}: {count} allocations");
    }
}

#[test]
fn quantities_are_summed_without_allocating() {
    let quantities = ["3795872Ki", "501484m", "1.5Gi", "2082398n"].map(|text| Quantity::parse(text).unwrap());
    assert_eq!(allocations(|| quantities.iter().sum::<Quantity>()), 0);
    assert_eq!(allocations(|| quantities.each_ref().map(|quantity| black_box(quantity).milli_value())), 0);
}

#[test]
fn a_selector_allocates_itself() {
    // The list, and a text for each requirement.
    let parse = || Selector::parse(black_box("app=web,!canary,version>3")).unwrap();
    assert_eq!(allocations(parse), 4);
}

#[test]
fn a_selector_matches_without_allocating() {
    let selector = Selector::parse("app=web,tier in (a,b),!canary,version>3").unwrap();
    let labels = [("app", "web"), ("tier", "b"), ("version", "12")];
    let labels: std::collections::BTreeMap<String, String> =
        labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    assert!(selector.matches(&labels));
    assert_eq!(allocations(|| black_box(&selector).matches(&labels)), 0);
}

#[test]
fn a_replica_count_allocates_nothing_however_many_pods_there_are() {
    const NOW: &str = "2024-05-01T11:00:00Z";
    let items = |count: usize, item: &dyn Fn(String) -> serde_json::Value| -> Vec<_> {
        (0..count).map(|pod| item(format!("web-{pod:05}"))).collect()
    };
    for count in [10, 1_000] {
        let pods: PodList = serde_json::from_value(json!({"items": items(count, &|name| json!({
            "metadata": {"name": name, "namespace": "default", "labels": {"app": "web"}},
            "spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "500m"}}}]},
            "status": {
                "phase": "Running",
                "startTime": "2024-05-01T09:00:00Z",
                "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2024-05-01T09:01:00Z"}],
            },
        }))})).unwrap();
        let values: MetricValueList = serde_json::from_value(json!({"items": items(count, &|name| json!({
            "describedObject": {"kind": "Pod", "name": name}, "timestamp": NOW, "value": "900m",
        }))}))
        .unwrap();
        let usage: PodMetricsList = serde_json::from_value(json!({"items": items(count, &|name| json!({
            "metadata": {"name": name}, "timestamp": NOW, "window": "30s",
            "containers": [{"name": "app", "usage": {"cpu": "400123456n", "memory": "1Gi"}}],
        }))}))
        .unwrap();
        // The list of the chosen pods, and no more.
        let selector = Selector::parse("app=web").unwrap();
        let selected = || selector.select(black_box(&pods.items), |pod| &pod.metadata.labels);
        assert_eq!(allocations(selected), 1, "{count} pods");
        let pods: Vec<&Pod> = selected();
        assert_eq!(pods.len(), count);
        let (options, profile) = (ControllerOptions::default(), Profile::default());
        let now: Time = serde_json::from_value(json!(NOW)).unwrap();
        let scope = |replicas| Scope {
            profile: &profile,
            pods: &pods,
            tolerances: Tolerances::both(options.tolerance),
            readiness: Readiness {
                now,
                cpu_initialization_period: options.cpu_initialization_period,
                initial_readiness_delay: options.initial_readiness_delay,
            },
            spec_replicas: replicas,
            status_replicas: replicas,
        };
        // The list of samples, and no more.
        assert_eq!(allocations(|| PodSamples::of_metric(black_box(&values))), 1, "{count} pods");
        let of_resource = || PodSamples::of_resource(black_box(&usage), "cpu", None, &profile);
        assert_eq!(allocations(of_resource), 1, "{count} pods");
        let (metric, resource) = (PodSamples::of_metric(&values), of_resource());
        for (milli, percent) in [(500, 60), (900, 80)] {
            let plain = || calculator::plain(&scope(10), black_box(&metric), milli, None).unwrap();
            assert_eq!(allocations(plain), 0, "{count} pods at {milli}m");
            let target = UtilizationTarget { percent, resource: "cpu", container: None };
            let utilization = || calculator::utilization(&scope(10), black_box(&resource), target).unwrap();
            assert_eq!(allocations(utilization), 0, "{count} pods at {percent}%");
            assert_eq!(plain().outcome.is_within_tolerance(), milli == 900);
            assert_eq!(utilization().outcome.is_within_tolerance(), percent == 80);
        }
    }
}
