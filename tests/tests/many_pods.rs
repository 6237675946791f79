//! A million pods, more than any cluster has: they are answered, or refused by name, within bounds.

use std::collections::BTreeMap;

use counterpoise::hpa::{ReconcileInput, reconcile};
use counterpoise::kube::autoscaling::Scale;
use counterpoise::kube::{HorizontalPodAutoscaler, Pod, PodMetricsList};
use counterpoise::ops;
use serde_json::{Value, json};

const MILLION: usize = 1_000_000;

fn hpa() -> Value {
    json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "default"},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "minReplicas": 1,
            "maxReplicas": 1_500_000,
            "metrics": [{"type": "Resource", "resource": {
                "name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60},
            }}],
        },
    })
}

fn scale() -> Value {
    json!({"spec": {"replicas": MILLION}, "status": {"replicas": MILLION, "selector": "app=web"}})
}

const PATH: &str = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb";

#[test]
fn a_million_pods_are_answered() {
    let pod: Pod = serde_json::from_value(json!({
        "metadata": {"namespace": "default", "labels": {"app": "web"}},
        "spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "500m"}}}]},
        "status": {
            "phase": "Running",
            "startTime": "2024-05-01T09:00:00Z",
            "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": "2024-05-01T09:01:00Z"}],
        },
    }))
    .unwrap();
    let mut usage: PodMetricsList = serde_json::from_value(json!({
        "items": [{
            "timestamp": "2024-05-01T11:00:00Z",
            "window": "30s",
            "containers": [{"name": "app", "usage": {"cpu": "400m"}}],
        }],
    }))
    .unwrap();
    // In no order of their names, so that the samples are sorted and looked up.
    let names = || (0..MILLION).map(|pod| format!("web-{}", pod * 7_919 % MILLION));
    let pods: Vec<Pod> = names()
        .map(|name| {
            let mut pod = pod.clone();
            pod.metadata.name = name.into();
            pod
        })
        .collect();
    let item = usage.items.remove(0);
    usage.items.extend(names().map(|name| {
        let mut item = item.clone();
        item.metadata.name = name.into();
        item
    }));
    let hpa: HorizontalPodAutoscaler = serde_json::from_value(hpa()).unwrap();
    let scale: Scale = serde_json::from_value(scale()).unwrap();
    let metrics = BTreeMap::from([(PATH.to_owned(), usage.into())]);
    let now = "2024-05-01T11:00:00Z".parse().unwrap();
    let output = reconcile(&ReconcileInput::new(&hpa, &scale, &pods, now).metrics(&metrics)).unwrap();
    // 80% of 60% on a million pods is 1,333,334.
    assert_eq!(output.desired_replicas, 1_333_334);
}

/// An input of `hpa.reconcile` with so many pods, each of this text.
fn text(pods: usize, pod: &str) -> String {
    let pods = vec![pod; pods].join(",");
    format!(
        r#"{{"hpa":{},"scale":{},"now":"2024-05-01T11:00:00Z","pods":{{"kind":"PodList","items":[{pods}]}}}}"#,
        hpa(),
        scale()
    )
}

#[test]
fn as_json_they_are_bounded_by_the_size_of_the_text() {
    let pod = r#"{"metadata":{"name":"web-0","labels":{"app":"web"}}}"#;
    let refused = ops::call_text(None, "hpa.reconcile", &text(MILLION, pod)).unwrap_err();
    assert_eq!(refused.code(), "limit.size");
    // The least that a pod can be is some 220 bytes in memory; a text has room for half a million. None is the target's.
    let refused = ops::call_text(None, "hpa.reconcile", &text(MILLION, "{}")).unwrap_err();
    assert_eq!((refused.code(), refused.path()), ("limit.size", Some("pods.items")));
    let output = ops::call_text(None, "hpa.reconcile", &text(MILLION / 2, "{}")).unwrap();
    let output: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(output["desiredReplicas"], MILLION);
}
