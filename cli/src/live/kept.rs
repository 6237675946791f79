//! What is kept of objects: what a sync looks at. Environments, arguments and annotations such as last-applied are not.

use serde_json::{Map, Value, json};

/// Annotations of an HPA that decide something: the metrics of older versions, and queries of kube-metrics-adapter.
const OF_HPA: [&str; 2] = ["autoscaling.alpha.kubernetes.io/", "metric-config."];

/// The fields of an object that are named; those that are absent stay so.
fn only(object: &Value, fields: &[&str]) -> Value {
    let kept = fields.iter().filter_map(|field| Some(((*field).to_owned(), object.get(*field)?.clone())));
    Value::Object(kept.collect())
}

/// An HPA with the annotations that decide something.
pub(crate) fn hpa(hpa: &Value) -> Value {
    let mut kept = only(hpa, &["apiVersion", "kind", "spec", "status"]);
    let mut metadata = metadata(hpa);
    if let Some(annotations) = hpa.pointer("/metadata/annotations").and_then(Value::as_object) {
        let deciding =
            annotations.iter().filter(|(key, _)| OF_HPA.iter().any(|begin| key.starts_with(begin)));
        let deciding: Map<_, _> = deciding.map(|(key, value)| (key.clone(), value.clone())).collect();
        if !deciding.is_empty() {
            metadata["annotations"] = deciding.into();
        }
    }
    kept["metadata"] = metadata;
    kept
}

/// A scale: its counts and its selector.
pub(crate) fn scale(scale: &Value) -> Value {
    let mut kept = only(scale, &["apiVersion", "kind", "spec", "status"]);
    kept["metadata"] = metadata(scale);
    kept
}

/// Pods: labels, phase, conditions, and the resources of their containers.
pub(crate) fn pods(list: &Value) -> Value {
    let items = list.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let items: Vec<Value> = items.iter().map(pod).collect();
    json!({ "apiVersion": "v1", "kind": "PodList", "items": items })
}

fn pod(pod: &Value) -> Value {
    let none = Value::Null;
    let spec = pod.get("spec").unwrap_or(&none);
    let containers = |field: &str| -> Option<Value> {
        let all = spec.get(field)?.as_array()?;
        Some(all.iter().map(|one| only(one, &["name", "resources", "restartPolicy"])).collect())
    };
    let mut kept = only(spec, &["resources"]);
    for field in ["containers", "initContainers"] {
        if let Some(all) = containers(field) {
            kept[field] = all;
        }
    }
    let status = only(pod.get("status").unwrap_or(&none), &["phase", "startTime", "conditions", "reason"]);
    json!({ "metadata": metadata(pod), "spec": kept, "status": status })
}

/// Whose object it is, and since when.
fn metadata(object: &Value) -> Value {
    let none = Value::Null;
    let fields = ["name", "namespace", "labels", "generation", "creationTimestamp", "deletionTimestamp"];
    only(object.get("metadata").unwrap_or(&none), &fields)
}
