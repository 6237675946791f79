//! What is measured, of the sizes that clusters have. The benches are in `benches/`, one file an area.

pub mod measure;

use counterpoise::engine::Engine;
use counterpoise::kube::{MetricValueList, Pod, PodList, PodMetricsList};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A request for one pod of `web`.
pub const ONE: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests";
/// A request for all pods of `web`.
pub const ALL: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests";
/// The instant of a sync.
pub const NOW: &str = "2024-05-01T11:00:00Z";

const CONFIG: &str = r#"
rules:
- seriesQuery: '{__name__=~"^http_.*_total$",namespace!="",pod!=""}'
  resources:
    overrides:
      namespace: {resource: namespace}
      pod: {resource: pod}
  name: {matches: "^(.*)_total$", as: "$1"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: '{__name__=~"^container_.*",container!="POD",namespace!="",pod!=""}'
  resources:
    template: <<.Resource>>
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>,container!="POD"}) by (<<.GroupBy>>)
"#;

/// The name of one of many pods.
#[must_use]
pub fn name(pod: usize) -> String {
    format!("web-7d4b9c6f5-{pod:05}")
}

/// An engine with two rules and the series of so many pods.
#[must_use]
pub fn engine(pods: usize) -> Engine {
    let series: Vec<_> = (0..pods)
        .flat_map(|pod| {
            ["http_requests_total", "container_memory_working_set_bytes", "container_threads"]
                .map(|series| json!({ "__name__": series, "namespace": "default", "pod": name(pod), "container": "app" }))
        })
        .collect();
    Engine::from_json(&json!({ "config": CONFIG, "series": series }).to_string()).expect("the rules compile")
}

/// So many pods that are ready and request 500m of CPU.
#[must_use]
pub fn pods(count: usize) -> Vec<Pod> {
    let pod = |pod| {
        json!({
            "metadata": { "name": name(pod), "namespace": "default", "labels": { "app": "web" } },
            "spec": { "containers": [{ "name": "app", "resources": { "requests": { "cpu": "500m" } } }] },
            "status": {
                "phase": "Running",
                "startTime": "2024-05-01T09:00:00Z",
                "conditions": [{ "type": "Ready", "status": "True", "lastTransitionTime": "2024-05-01T09:01:00Z" }],
            },
        })
    };
    read::<PodList>(
        json!({ "apiVersion": "v1", "kind": "PodList", "items": (0..count).map(pod).collect::<Vec<_>>() }),
    )
    .items
}

/// A custom metric of so many pods, around 900m.
#[must_use]
pub fn metric_values(count: usize) -> MetricValueList {
    let value = |pod| {
        json!({
            "describedObject": { "apiVersion": "/v1", "kind": "Pod", "name": name(pod), "namespace": "default" },
            "metric": { "name": "http_requests", "selector": null },
            "timestamp": NOW,
            "value": format!("{}m", 850 + pod % 100),
        })
    };
    read(json!({
        "apiVersion": "custom.metrics.k8s.io/v1beta2",
        "kind": "MetricValueList",
        "items": (0..count).map(value).collect::<Vec<_>>(),
    }))
}

/// The usage of so many pods, around 400m of CPU.
#[must_use]
pub fn pod_metrics(count: usize) -> PodMetricsList {
    let usage = |pod| {
        json!({
            "metadata": { "name": name(pod), "namespace": "default" },
            "timestamp": NOW,
            "window": "30s",
            "containers": [{ "name": "app", "usage": { "cpu": format!("{}n", 400_000_000 + pod * 1001), "memory": "3795872Ki" } }],
        })
    };
    read(json!({
        "apiVersion": "metrics.k8s.io/v1beta1",
        "kind": "PodMetricsList",
        "items": (0..count).map(usage).collect::<Vec<_>>(),
    }))
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("an object of Kubernetes")
}
