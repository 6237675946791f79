//! What is measured, of the sizes that clusters have. The benches are in `benches/`, one file an area.

pub mod adapter;
pub mod measure;
pub mod module;
pub mod simulate;
pub mod sync;

use counterpoise::kube::{MetricValueList, Pod, PodList, PodMetricsList};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The instant of a sync.
pub const NOW: &str = "2024-05-01T11:00:00Z";

/// The name of one of many pods.
#[must_use]
pub fn name(pod: usize) -> String {
    format!("web-7d4b9c6f5-{pod:05}")
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

/// From text, as a host reads it: what is read lies in memory in its order, not in the gaps of a tree.
fn read<T: DeserializeOwned>(value: Value) -> T {
    let text = value.to_string();
    drop(value);
    serde_json::from_str(&text).expect("an object of Kubernetes")
}
