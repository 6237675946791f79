//! Worked examples; the bulk is in the vectors of the real controller.

mod calculator;
mod dead_band;
mod limits;
mod sync;
mod work;

use serde_json::{Value, json};

use crate::kube::Pod;

/// A pod of the target that has run for an hour.
fn pod(name: &str, ready: bool) -> Pod {
    let status = if ready { "True" } else { "False" };
    serde_json::from_value(json!({
        "metadata": {"name": name, "namespace": "default", "labels": {"app": "web"}},
        "spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "100m"}}}]},
        "status": {
            "phase": "Running",
            "startTime": "2000-01-01T00:00:00Z",
            "conditions": [
                {"type": "Ready", "status": status, "lastTransitionTime": "2000-01-01T00:00:01Z"},
            ],
        },
    }))
    .unwrap()
}

fn pods(count: usize, ready: usize) -> Vec<Pod> {
    (0..count).map(|index| pod(&format!("web-{index}"), index < ready)).collect()
}

fn hpa(spec: &Value) -> crate::kube::HorizontalPodAutoscaler {
    let mut hpa: crate::kube::HorizontalPodAutoscaler = serde_json::from_value(json!({
        "metadata": {"name": "web", "namespace": "default", "generation": 1},
        "spec": spec,
    }))
    .unwrap();
    super::defaults::set_defaults(&mut hpa.spec);
    hpa
}
