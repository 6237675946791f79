use serde_json::{Value, json};

use super::{ErrorType, ValidationRules, validate};
use crate::hpa::versions::read_v2;

fn hpa(spec: &Value) -> Value {
    let mut hpa = json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web"},
        "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 3},
    });
    hpa["spec"].as_object_mut().unwrap().extend(spec.as_object().unwrap().clone());
    hpa
}

fn errors(hpa: Value, release: &str) -> Vec<String> {
    let hpa = read_v2(&hpa.into()).unwrap();
    let errors = validate(&hpa, &ValidationRules::of(release)).unwrap();
    errors.into_iter().map(|error| format!("{}: {}", error.field, error.message)).collect()
}

#[test]
fn a_plain_hpa_is_accepted() {
    for release in ["1.33", "1.34", "1.35", "1.36", "1.37"] {
        assert_eq!(errors(hpa(&json!({})), release), [""; 0]);
    }
}

#[test]
fn limits_are_worded_by_the_release() {
    let none = || hpa(&json!({"maxReplicas": 0}));
    let below = "spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`";
    let plain = "spec.maxReplicas: Invalid value: 0: must be greater than 0";
    assert_eq!(errors(none(), "1.33"), [plain, below]);
    let missing = "spec.maxReplicas: Required value: must be set and greater than 0";
    assert_eq!(errors(none(), "1.36"), [missing, below]);
    assert_eq!(errors(none(), "1.37"), [below, "spec.maxReplicas: Required value"]);
}

#[test]
fn zero_needs_a_metric_that_is_there_without_pods() {
    let cpu = hpa(&json!({"minReplicas": 0}));
    let forbidden = "spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling \
                     to zero replicas";
    assert_eq!(errors(cpu, "1.37"), [forbidden]);
    let target = json!({"type": "Value", "value": 5});
    let external = json!({"type": "External", "external": {"metric": {"name": "queue"}, "target": target}});
    let queue = hpa(&json!({"minReplicas": 0, "metrics": [external]}));
    assert_eq!(errors(queue.clone(), "1.37"), [""; 0]);
    let least = "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1";
    assert_eq!(errors(queue, "1.33"), [least]);
}

#[test]
fn values_print_as_the_release_prints_them() {
    let target = json!({"type": "<x>", "averageValue": "-1.5"});
    let metric = json!({"type": "Pods", "pods": {"metric": {"name": "m"}, "target": target}});
    let hpa = || hpa(&json!({"metrics": [metric]}));
    let old = errors(hpa(), "1.33");
    assert!(old[0].contains("Invalid value: \"<x>\": must be either"), "{}", old[0]);
    assert!(old[1].contains("{value:-15, scale:-1}") && old[1].contains("s:\"\""), "{}", old[1]);
    let new = errors(hpa(), "1.37");
    assert!(new[0].contains("Invalid value: \"\\u003cx\\u003e\": must be either"), "{}", new[0]);
    assert!(new[1].ends_with("averageValue: Invalid value: \"-1500m\": must be positive"), "{}", new[1]);
}

#[test]
fn names_are_checked_in_the_words_of_the_release() {
    let mut hpa = hpa(&json!({}));
    hpa["metadata"]["labels"] = json!({"a/b/c": "x".repeat(64)});
    let (old, new) = (errors(hpa.clone(), "1.33"), errors(hpa, "1.37"));
    assert!(old[0].contains("a qualified name must consist"), "{}", old[0]);
    assert!(old[1].ends_with("no more than 63 characters"), "{}", old[1]);
    assert!(new[0].contains("a valid label key must consist"), "{}", new[0]);
    assert!(new[1].ends_with("no more than 63 bytes"), "{}", new[1]);
}

#[test]
fn an_unknown_source_is_told_once_or_twice() {
    let hpa = || hpa(&json!({"metrics": [{"type": "Pod"}]}));
    assert_eq!(errors(hpa(), "1.37").len(), 1);
    assert_eq!(errors(hpa(), "1.33").len(), 2);
}

#[test]
fn a_list_that_is_printed_again_and_again_is_refused() {
    let owner = json!({"apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "u", "controller": true});
    let mut hpa = hpa(&json!({}));
    hpa["metadata"]["ownerReferences"] = Value::Array(vec![owner; 2000]);
    let hpa = read_v2(&hpa.into()).unwrap();
    let error = validate(&hpa, &ValidationRules::of("1.37")).unwrap_err();
    assert_eq!(error.code(), "limit.output");
}

#[test]
fn error_types_have_the_names_of_causes() {
    let names =
        [ErrorType::Required, ErrorType::NotSupported].map(|kind| serde_json::to_value(kind).unwrap());
    assert_eq!(names, ["FieldValueRequired", "FieldValueNotSupported"]);
}
