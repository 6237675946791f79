use serde_json::{Value, json};

use super::{AnyHorizontalPodAutoscaler, Version, read_v2};
use crate::kube::Document;

fn read(hpa: Value) -> AnyHorizontalPodAutoscaler {
    AnyHorizontalPodAutoscaler::read(Document::Object(hpa)).unwrap()
}

fn converted(hpa: Value, to: &str) -> Value {
    serde_json::to_value(read(hpa).convert(Version::parse(to).unwrap()).unwrap()).unwrap()
}

fn hpa(version: &str, spec: &Value) -> Value {
    let mut hpa = json!({
        "apiVersion": version,
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web"},
        "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 3},
    });
    hpa["spec"].as_object_mut().unwrap().extend(spec.as_object().unwrap().clone());
    hpa
}

#[test]
fn a_cpu_target_is_the_same_hpa_in_every_version() {
    let imperative = hpa("autoscaling/v1", &json!({"minReplicas": 1, "targetCPUUtilizationPercentage": 80}));
    let spelled_out = hpa("autoscaling/v2", &json!({}));
    for version in ["autoscaling/v1", "autoscaling/v2beta1", "autoscaling/v2beta2", "autoscaling/v2"] {
        assert_eq!(
            converted(imperative.clone(), version),
            converted(spelled_out.clone(), version),
            "{version}"
        );
    }
}

#[test]
fn the_behavior_survives_a_version_without_it() {
    let behavior = json!({"scaleUp": {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}], "tolerance": "0.05"}});
    let original = hpa("autoscaling/v2", &json!({"behavior": behavior}));
    for version in ["autoscaling/v1", "autoscaling/v2beta1", "autoscaling/v2beta2"] {
        let there = converted(original.clone(), version);
        assert_eq!(
            converted(there, "autoscaling/v2"),
            converted(original.clone(), "autoscaling/v2"),
            "{version}"
        );
    }
}

#[test]
fn an_annotation_that_does_not_fit_is_dropped() {
    for text in ["", "{", "null", "[{}]", r#"{"scaleUp": 1}"#, r#"{"scaleUp": {"policies": {}}}"#] {
        let mut v1 = hpa("autoscaling/v1", &json!({}));
        v1["metadata"]["annotations"] = json!({"autoscaling.alpha.kubernetes.io/behavior": text});
        let v2 = converted(v1, "autoscaling/v2");
        assert_eq!(v2["spec"]["behavior"], Value::Null, "{text}");
        assert_eq!(v2["metadata"], json!({"name": "web"}), "{text}");
    }
}

#[test]
fn an_annotation_may_spell_its_fields_in_any_case() {
    let mut v1 = hpa("autoscaling/v1", &json!({}));
    v1["metadata"]["annotations"] =
        json!({"autoscaling.alpha.kubernetes.io/behavior": r#"{"scaleup": {"SELECTPOLICY": "Min"}}"#});
    assert_eq!(
        converted(v1, "autoscaling/v2")["spec"]["behavior"],
        json!({"scaleUp": {"selectPolicy": "Min"}})
    );
}

#[test]
fn a_status_is_printed_where_there_was_one() {
    let without = hpa("autoscaling/v2", &json!({}));
    let mut with = without.clone();
    with["status"] = json!({"desiredReplicas": 2, "currentMetrics": null});
    assert_eq!(converted(without, "autoscaling/v2").get("status"), None);
    assert_eq!(
        converted(with.clone(), "autoscaling/v2")["status"],
        json!({"desiredReplicas": 2, "currentMetrics": null})
    );
    assert_eq!(
        converted(with, "autoscaling/v2beta2")["status"],
        json!({"currentReplicas": 0, "desiredReplicas": 2, "currentMetrics": null, "conditions": null})
    );
}

#[test]
fn what_does_not_fit_is_named_by_its_path() {
    let cases = [
        (json!({"kind": "Deployment", "apiVersion": "apps/v1"}), "hpa.kind"),
        (json!({"kind": "HorizontalPodAutoscaler"}), "hpa.apiVersion"),
        (hpa("autoscaling/v3", &json!({})), "hpa.apiVersion"),
        (hpa("autoscaling/v2", &json!({"maxReplicas": 3.5})), "hpa.spec.maxReplicas"),
        (hpa("autoscaling/v2", &json!({"maxReplicas": 3_000_000_000_u32})), "hpa.spec.maxReplicas"),
        (hpa("autoscaling/v2", &json!({"behavior": []})), "hpa.spec.behavior"),
        (
            hpa("autoscaling/v2", &json!({"metrics": [{"pods": {"target": {"value": "10mb"}}}]})),
            "hpa.spec.metrics[0].pods.target.value",
        ),
    ];
    for (hpa, path) in cases {
        let error = read_v2(Document::Object(hpa)).unwrap_err();
        assert_eq!((error.code(), error.path()), ("hpa.invalid", Some(path)), "{error}");
    }
}

#[test]
fn text_is_read_as_yaml() {
    let text = "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 4}";
    let hpa = read_v2(Document::Text(text.to_owned())).unwrap();
    assert_eq!((hpa.spec.max_replicas, hpa.spec.min_replicas, hpa.spec.metrics.len()), (4, Some(1), 1));
}
