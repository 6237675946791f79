use serde_json::{Value, json};

use super::{AnyHorizontalPodAutoscaler, HpaDocument, Version, read_v2};

fn read(hpa: Value) -> AnyHorizontalPodAutoscaler {
    AnyHorizontalPodAutoscaler::read(&hpa.into()).unwrap()
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
        let error = read_v2(&hpa.into()).unwrap_err();
        assert_eq!((error.code(), error.path()), ("hpa.invalid", Some(path)), "{error}");
    }
}

#[test]
fn text_is_read_as_yaml() {
    let text = "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 4}";
    let hpa = read_v2(&text.into()).unwrap();
    assert_eq!((hpa.spec.max_replicas, hpa.spec.min_replicas, hpa.spec.metrics.len()), (4, Some(1), 1));
}

#[test]
fn a_document_is_an_object_or_a_text() {
    let text =
        r#"{"apiVersion": "autoscaling/v1", "kind": "HorizontalPodAutoscaler", "spec": {"maxReplicas": 4}}"#;
    let written = |text: &str| read_v2(&serde_json::from_str::<HpaDocument>(text).unwrap());
    let object = written(text).unwrap();
    assert_eq!(object.spec.max_replicas, 4);
    assert_eq!(written(&json!(text).to_string()).unwrap(), object);
    assert_eq!(read_v2(&text.into()).unwrap(), object);
    for (text, code, path) in [
        ("null", "request.type", "hpa"),
        ("[]", "request.type", "hpa"),
        (r#"{"kind": "Pod"}"#, "hpa.invalid", "hpa.kind"),
        (r#""kind: [""#, "yaml.syntax", "hpa"),
        (r#""5""#, "hpa.invalid", "hpa.kind"),
    ] {
        let error = written(text).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(path)), "{text}: {error}");
    }
}

/// Read as JSON, and as YAML.
fn both_ways(text: &str) -> [Result<AnyHorizontalPodAutoscaler, String>; 2] {
    let told = |error: crate::Error| format!("{} {:?} {}", error.code(), error.path(), error.message());
    let read = |text: String| AnyHorizontalPodAutoscaler::read(&text.as_str().into()).map_err(told);
    [read(text.to_owned()), read(format!("---\n{text}"))]
}

#[test]
fn json_and_yaml_are_read_alike() {
    let original = json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "labels": {"app": "web"}, "generation": 3, "creationTimestamp": null,
            "managedFields": [{"manager": "kubectl"}], "unknown": [{"a": {}}]},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "minReplicas": 1,
            "maxReplicas": 3,
            "metrics": [
                {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}},
                {"type": "External", "external": {
                    "metric": {"name": "queue", "selector": {"matchLabels": {"a": "b"}, "matchExpressions": [
                        {"key": "k", "operator": "In", "values": ["v"]}]}},
                    "target": {"type": "AverageValue", "averageValue": "0.50"}}},
            ],
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 0, "tolerance": "0.05",
                "policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}]}},
        },
        "status": {"desiredReplicas": 2, "currentReplicas": 2, "currentMetrics": null, "lastScaleTime": "2000-01-01T00:00:00Z",
            "conditions": [{"type": "AbleToScale", "status": "True", "lastTransitionTime": "2000-01-01T00:00:00Z"}]},
    });
    let mut pointers = vec![String::new()];
    paths(&original, "", &mut pointers);
    let replacements = [
        json!(null),
        json!([]),
        json!([null]),
        json!([[]]),
        json!({}),
        json!({"a": 1}),
        json!(""),
        json!("x"),
        json!("1"),
        json!(0),
        json!(1.5),
        json!(-1),
        json!(5_000_000_000_i64),
        json!(u64::MAX),
        json!(true),
    ];
    let mut fit = 0;
    for pointer in &pointers {
        for replacement in &replacements {
            let mut changed = original.clone();
            *changed.pointer_mut(pointer).unwrap() = replacement.clone();
            let text = changed.to_string();
            let [json, yaml] = both_ways(&text);
            fit += usize::from(json.is_ok());
            assert_eq!(json, yaml, "{text}");
        }
    }
    assert!(fit > pointers.len(), "{fit} of {} changes fit", pointers.len() * replacements.len());
}

fn paths(value: &Value, at: &str, pointers: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (name, value) in inside {
        let pointer = format!("{at}/{name}");
        paths(value, &pointer, pointers);
        pointers.push(pointer);
    }
}

#[test]
fn a_text_may_repeat_fields_and_have_them_in_any_order() {
    let spec = r#""spec": {"maxReplicas": 1, "maxReplicas": 2}"#;
    let head = r#""kind": "HorizontalPodAutoscaler", "apiVersion": "autoscaling/v2""#;
    let [first, last] = [format!("{{{spec}, {head}}}"), format!("{{{head}, {spec}}}")]
        .map(|text| AnyHorizontalPodAutoscaler::parse(&text).unwrap());
    assert_eq!(first, last);
    assert!(matches!(first, AnyHorizontalPodAutoscaler::V2(hpa) if hpa.spec.max_replicas == 2));
    for (text, code) in
        [("", "request.json"), ("{", "request.json"), ("[]", "hpa.invalid"), ("{} x", "request.json")]
    {
        assert_eq!(AnyHorizontalPodAutoscaler::parse(text).unwrap_err().code(), code, "{text}");
    }
    let v1 = format!("{{{}, {spec}}}", head.replace("v2", "v1"));
    assert!(matches!(AnyHorizontalPodAutoscaler::parse(&v1).unwrap(), AnyHorizontalPodAutoscaler::V1(_)));
}
