use serde_json::{Value, json};

use super::ApiAnswer;

fn read(text: &str) -> Result<ApiAnswer, String> {
    let by_value = serde_json::from_str(text).and_then(serde_json::from_value::<ApiAnswer>);
    let by_text = serde_json::from_str::<ApiAnswer>(text);
    assert_eq!(by_text.as_ref().ok(), by_value.as_ref().ok(), "{text}");
    by_text.map_err(|error| error.to_string())
}

/// An object with its fields in two orders: `kind` first, and last.
fn orders(kind: &str, api_version: &str, items: &Value) -> [Result<ApiAnswer, String>; 2] {
    [
        format!(r#"{{"kind":"{kind}","apiVersion":"{api_version}","metadata":{{}},"items":{items}}}"#),
        format!(r#"{{"items":{items},"metadata":{{}},"apiVersion":"{api_version}","kind":"{kind}"}}"#),
    ]
    .map(|text| read(&text))
}

#[test]
fn a_list_reads_the_same_in_any_order_of_its_fields() {
    let pod = json!([{"metadata": {"name": "a"}, "timestamp": "2000-01-01T00:00:00Z", "window": "30s",
        "containers": [{"name": "app", "usage": {"cpu": "1m"}}]}]);
    let value = json!([{"describedObject": {"kind": "Pod", "name": "a"}, "timestamp": "2000-01-01T00:00:00Z", "value": "1"}]);
    let external = json!([{"metricName": "queue", "metricLabels": null, "timestamp": "2000-01-01T00:00:00Z", "value": "1"}]);
    for (kind, api_version, items) in [
        ("PodMetricsList", "metrics.k8s.io/v1beta1", &pod),
        ("MetricValueList", "custom.metrics.k8s.io/v1beta2", &value),
        ("ExternalMetricValueList", "external.metrics.k8s.io/v1beta1", &external),
    ] {
        for items in [items, &Value::Null, &json!([])] {
            let [first, last] = orders(kind, api_version, items);
            assert_eq!(first, last);
            assert_eq!(
                first,
                orders("", api_version, items)[0].clone().map(|list| named(list, kind)),
                "by the group"
            );
        }
        assert!(orders(kind, api_version, &json!([{"timestamp": 1}])).iter().all(Result::is_err));
    }
}

/// Go's zero time is `null` in JSON, and what it reads of `null`.
#[test]
fn a_timestamp_of_null_is_an_absent_one() {
    for (kind, item) in [
        ("PodMetricsList", json!({"metadata": {"name": "a"}, "window": "30s", "containers": []})),
        ("MetricValueList", json!({"describedObject": {"kind": "Pod", "name": "a"}, "value": "1"})),
        ("ExternalMetricValueList", json!({"metricName": "queue", "value": "1"})),
    ] {
        let [absent, _] = orders(kind, "", &json!([item]));
        let mut with_null = item;
        with_null["timestamp"] = Value::Null;
        assert!(absent.is_ok());
        assert_eq!(orders(kind, "", &json!([with_null])), [absent.clone(), absent]);
    }
}

fn named(mut list: ApiAnswer, name: &str) -> ApiAnswer {
    match &mut list {
        ApiAnswer::PodMetrics(list) => name.clone_into(&mut list.kind),
        ApiAnswer::Values(list) => name.clone_into(&mut list.kind),
        ApiAnswer::ExternalValues(list) => name.clone_into(&mut list.kind),
        ApiAnswer::Error(_) => {}
    }
    list
}

#[test]
fn an_error_is_one_whatever_else_there_is() {
    let error = |text: &str| Ok(ApiAnswer::Error(text.to_owned()));
    assert_eq!(read(r#"{"error": "no"}"#), error("no"));
    assert_eq!(read(r#"{"kind": "MetricValueList", "items": [], "error": "no"}"#), error("no"));
    assert_eq!(read(r#"{"error": 1, "kind": "MetricValueList", "items": [1]}"#), error(""));
    assert_eq!(read(r#"{"kind": "Status", "message": "not found"}"#), error("not found"));
    for text in ["{}", r#"{"kind": "PodList", "items": []}"#, r#"{"kind": "Status2"}"#, "[]", "\"x\""] {
        assert!(read(text).is_err(), "{text}");
    }
    let twice = r#"{"kind": "MetricValueList", "items": [], "kind": "PodMetricsList"}"#;
    assert!(serde_json::from_str::<ApiAnswer>(twice).is_err());
}
