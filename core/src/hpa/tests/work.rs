//! Work grows with metrics and pods, with events and policies, and not with the one times the other.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{hpa, pods};
use crate::hpa::{ApiAnswer, ReconcileInput, ReconcileOutput, State, reconcile, work};

const PODS: usize = 40;

/// A sync, and how many pods and events it looked at.
fn sync(spec: &Value, answers: &Value, state: &State) -> (ReconcileOutput, usize) {
    let hpa = hpa(spec);
    let scale = serde_json::from_value(json!({
        "spec": {"replicas": 40},
        "status": {"replicas": 40, "selector": "app=web"},
    }))
    .unwrap();
    let metrics: BTreeMap<String, ApiAnswer> = serde_json::from_value(answers.clone()).unwrap();
    let pods = pods(PODS, PODS - 5);
    let now = "2000-01-01T02:00:00Z".parse().unwrap();
    let input = ReconcileInput::new(&hpa, &scale, &pods, now).metrics(&metrics).state(state);
    work::of(|| reconcile(&input).unwrap())
}

/// Metrics of every kind, `count` of each, whose targets differ.
fn metrics(count: i64) -> Value {
    let all = (0..count).flat_map(|index| {
        let (percent, value) = (80 + index, (1 + index).to_string());
        [
            json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": percent}}}),
            json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "AverageValue", "averageValue": value}}}),
            json!({"type": "ContainerResource", "containerResource": {"name": "cpu", "container": "app",
                "target": {"type": "Utilization", "averageUtilization": percent}}}),
            json!({"type": "Pods", "pods": {"metric": {"name": "m"}, "target": {"type": "AverageValue", "averageValue": value}}}),
            json!({"type": "External", "external": {"metric": {"name": "q"}, "target": {"type": "Value", "value": value}}}),
            json!({"type": "External", "external": {"metric": {"name": "q"}, "target": {"type": "AverageValue", "averageValue": value}}}),
        ]
    });
    json!({"maxReplicas": 100, "metrics": all.collect::<Vec<_>>()})
}

fn answers() -> Value {
    let at = "2000-01-01T02:00:00Z";
    // Pods are missing from both.
    let items = |item: &dyn Fn(String) -> Value| {
        (0..PODS - 7).map(|pod| item(format!("web-{pod}"))).collect::<Vec<_>>()
    };
    json!({
        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb": {
            "kind": "PodMetricsList",
            "items": items(&|name| json!({"metadata": {"name": name}, "timestamp": at, "window": "30s",
                "containers": [{"name": "app", "usage": {"cpu": "77m"}}]})),
        },
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/m?labelSelector=app%3Dweb": {
            "kind": "MetricValueList",
            "items": items(&|name| json!({"describedObject": {"kind": "Pod", "name": name}, "timestamp": at, "value": "3"})),
        },
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/q": {
            "kind": "ExternalMetricValueList",
            "items": [{"metricName": "q", "value": "90"}, {"metricName": "q", "value": "30"}],
        },
    })
}

#[test]
fn what_many_metrics_look_at_is_counted_once() {
    let (one, for_one) = sync(&metrics(1), &answers(), &State::default());
    assert!(one.events.iter().all(|event| !event.reason.starts_with("FailedGet")), "{:?}", one.events);
    let (many, for_many) = sync(&metrics(200), &answers(), &State::default());
    assert_eq!(for_many, for_one);
    // Each says what it says alone.
    let alone = |place: usize| {
        let mut spec = metrics(200);
        let metric = spec["metrics"][place].take();
        sync(&json!({"maxReplicas": 100, "metrics": [metric]}), &answers(), &State::default()).0
    };
    for place in [0, 1, 2, 3, 4, 5, 600, 602, 1188, 1189, 1190, 1191, 1192, 1193] {
        let alone = serde_json::to_value(&alone(place).steps[1]).unwrap();
        assert_eq!(serde_json::to_value(&many.steps[1 + place]).unwrap(), alone, "{place}");
    }
}

#[test]
fn events_are_summed_up_once_for_all_policies() {
    let state = |events: usize| -> State {
        let events = (0..events).map(|event| {
            let at = format!("2000-01-01T01:{:02}:{:02}Z", event / 60 % 60, event % 60);
            json!({"replicaChange": event % 5, "timestamp": at})
        });
        let events: Vec<_> = events.collect();
        serde_json::from_value(json!({"version": 1, "scaleUpEvents": events, "scaleDownEvents": events}))
            .unwrap()
    };
    let spec = |policies: i64| {
        let policies = (0..policies)
            .map(|place| json!({"type": "Pods", "value": 1 + place % 7, "periodSeconds": 1 + place}));
        let rules = json!({"policies": policies.collect::<Vec<_>>(), "selectPolicy": "Min"});
        let mut spec = metrics(1);
        spec["behavior"] = json!({"scaleUp": rules, "scaleDown": rules});
        spec
    };
    let (_, few) = sync(&spec(10), &answers(), &state(3_000));
    let (_, many) = sync(&spec(3_000), &answers(), &state(3_000));
    assert!(few > 10 * 3_000, "{few}");
    assert!(many < 3_000, "{many}");
}
