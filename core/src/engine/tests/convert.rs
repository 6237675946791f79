use serde_json::{Value, json};

use super::{engine, safe};
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::Error;
use crate::metrics::answer::PrometheusAnswer;
use crate::metrics::{Conversion, Request, SampleOutcome};

fn vector(samples: &[(Value, &str)]) -> Value {
    let result: Vec<_> = samples
        .iter()
        .map(|(metric, value)| json!({"metric": metric, "value": [1_700_000_000.9, value]}))
        .collect();
    json!({"status": "success", "data": {"result": result, "resultType": "vector"}})
}

fn convert(engine: &Engine, path: &str, objects: &[&str], response: &Value) -> Result<Conversion, Error> {
    let now = serde_json::from_value(json!("2024-01-01T00:00:00Z")).unwrap();
    let request = Request::parse(path)?;
    let answer = PrometheusAnswer::of_value;
    match engine.plan(&request, objects)? {
        Plan::Custom(plan) => plan.convert(&answer(response), now),
        Plan::External(plan) => plan.convert(&answer(response)),
        Plan::Resource(plan) => {
            let (cpu, memory) = (answer(&response["cpu"]), answer(&response["memory"]));
            plan.convert(CpuAndMemory { cpu: &cpu, memory: &memory }, now)
        }
    }
}

fn list(made: &Conversion) -> Value {
    serde_json::to_value(&made.list).unwrap()
}

const PODS: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests";
const QUEUE: &str = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_messages_cnt";

fn pod(name: &str) -> Value {
    json!({"kubernetes_pod_name": name})
}

#[test]
fn every_sample_has_a_fate() {
    let response = vector(&[
        (pod("web-0"), "1"),
        (pod("web-0"), "501.484"),
        (pod("other"), "3"),
        (json!({}), "4"),
        (pod("web-1"), "NaN"),
    ]);
    let made = convert(&engine(), PODS, &["web-1", "web-0"], &response).unwrap();
    let values: Vec<_> = list(&made)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (item["describedObject"]["name"].clone(), item["value"].clone(), item["timestamp"].clone())
        })
        .collect();
    let now = json!("2024-01-01T00:00:00Z");
    assert_eq!(values, [(json!("web-1"), json!("0"), now.clone()), (json!("web-0"), json!("501484m"), now)]);
    let fates: Vec<_> = made.fates.iter().map(|fate| (fate.outcome, fate.reason.is_some())).collect();
    assert_eq!(
        fates,
        [
            (SampleOutcome::Overwritten, true),
            (SampleOutcome::Used, false),
            (SampleOutcome::Ignored, true),
            (SampleOutcome::Ignored, true),
            (SampleOutcome::Used, true),
        ]
    );
}

#[test]
fn versions_differ_in_where_the_name_stands() {
    let response = vector(&[(pod("web-0"), "1")]);
    for (api, with_selector, name, selector) in [
        ("custom.metrics.k8s.io/v1beta1", false, "/metricName", "/selector"),
        ("custom-metrics.metrics.k8s.io/v1beta1", true, "/metricName", "/selector"),
        ("custom.metrics.k8s.io/v1beta2", true, "/metric/name", "/metric/selector"),
    ] {
        let query = if with_selector { "?metricLabelSelector=verb%3DGET" } else { "" };
        let path = format!("/apis/{api}/namespaces/default/pods/web-0/http_requests{query}");
        let list = list(&convert(&engine(), &path, &[], &response).unwrap());
        let item = &list["items"][0];
        assert_eq!(list["apiVersion"], json!(api));
        assert_eq!(item["describedObject"]["apiVersion"], json!("/v1"));
        assert_eq!(item.pointer(name), Some(&json!("http_requests")));
        let expected = if with_selector { json!({"matchLabels": {"verb": "GET"}}) } else { Value::Null };
        assert_eq!(item.pointer(selector), Some(&expected));
    }
}

#[test]
fn a_selector_without_an_object_form_fails_with_the_first_item() {
    let path = format!("{PODS}?metricLabelSelector=a%21%3Db");
    let some = vector(&[(pod("web-0"), "1")]);
    let error = convert(&engine(), &path, &["web-0"], &some).unwrap_err();
    assert_eq!(error.code(), "metrics.selector-form");
    assert!(convert(&engine(), &path, &["web-0"], &vector(&[])).is_ok());
}

#[test]
fn answers_without_values_are_errors() {
    let named = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests";
    let of = |data: Value| json!({"status": "success", "data": data});
    for (path, response, code) in [
        (named, vector(&[]), "metrics.no-value"),
        (named, vector(&[(pod("web-1"), "1")]), "metrics.no-value"),
        (named, of(json!({"resultType": "scalar", "result": [1, "1"]})), "metrics.result-type"),
        (named, of(json!({"resultType": "matrix", "result": []})), "metrics.result-type"),
        (named, json!({"status": "error", "errorType": "timeout", "error": "slow"}), "metrics.answer"),
        (named, of(json!({"resultType": "vector", "result": null})), "metrics.no-value"),
        (QUEUE, of(json!({"resultType": "vector", "result": null})), "metrics.answer"),
        (QUEUE, of(json!({"resultType": "matrix", "result": []})), "metrics.result-type"),
    ] {
        let code_of = convert(&engine(), path, &[], &response).map(drop).map_err(|error| error.code());
        assert_eq!(code_of, Err(code), "{path} {response}");
    }
}

#[test]
fn external_values_keep_the_labels_and_the_time_of_the_sample() {
    let made = convert(&engine(), QUEUE, &[], &vector(&[(json!({"queue": "orders"}), "-Inf")])).unwrap();
    assert_eq!(
        list(&made)["items"],
        json!([{
            "metricName": "queue_messages_cnt", "metricLabels": {"queue": "orders"},
            "timestamp": "2023-11-14T22:13:20Z", "value": "-9223372036854775808m",
        }])
    );
}

#[test]
fn usage_needs_both_resources_and_a_list_never_fails() {
    let path = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods";
    let sample = |pod: &str, container: &str| json!({"pod": pod, "container": container});
    let cpu = vector(&[(sample("b", "app"), "0.25"), (sample("a", "app"), "1"), (sample("b", "side"), "-1")]);
    let memory = vector(&[(sample("b", "app"), "1048576")]);
    let made = convert(&engine(), path, &["b", "a"], &json!({"cpu": cpu, "memory": memory})).unwrap();
    let pods = list(&made);
    assert_eq!(pods["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        pods["items"][0]["containers"],
        json!([
            {"name": "app", "usage": {"cpu": "250m", "memory": "1Mi"}},
            {"name": "side", "usage": {"cpu": "0", "memory": "0"}},
        ])
    );
    assert_eq!(pods["items"][0]["window"], json!("5m0s"));
    let made = convert(&engine(), path, &["b"], &json!({"cpu": cpu})).unwrap();
    assert_eq!(list(&made)["items"], json!([]));
    assert_eq!(made.failure.map(|error| error.code()), Some("metrics.answer"));
    let one = convert(&engine(), &format!("{path}/a"), &[], &json!({"cpu": cpu, "memory": memory}));
    assert_eq!(one.map(drop).map_err(|error| error.code()), Err("metrics.no-value"));
}

#[test]
fn a_list_of_usage_that_cannot_be_asked_for_is_empty() {
    let engine = engine();
    let path = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods";
    for (path, code) in [(path.to_owned(), None), (format!("{path}/a"), Some("metrics.no-objects"))] {
        let Request::Resource(request) = Request::parse(&path).unwrap() else { panic!("usage") };
        let failure = engine
            .plan(&Request::pod_metrics("default", ""), &[])
            .map(drop)
            .expect_err("a list without objects");
        let made = engine.empty_usage(&request, failure);
        assert_eq!(made.as_ref().err().map(Error::code), code);
        let Ok(made) = made else { continue };
        assert_eq!(list(&made)["items"], json!([]));
        assert_eq!(made.failure.map(|error| error.code()), Some("metrics.no-objects"));
    }
    let error = Error::new(crate::error::codes::metrics::NO_OBJECTS, "");
    let Request::Resource(request) = Request::pod_metrics("default", "") else { panic!("usage") };
    let without = Engine::from_json(r#"{"config": {}}"#).unwrap();
    let code = without.empty_usage(&request, error).map(drop).map_err(|error| error.code());
    assert_eq!(code, Err("metrics.no-resource-rules"));
}

#[test]
fn safe_mode_refuses_what_has_no_value() {
    let twice = vector(&[(pod("web-0"), "1"), (pod("web-0"), "2")]);
    let error = convert(&safe(), PODS, &["web-0"], &twice).unwrap_err();
    assert_eq!(error.code(), "metrics.several-samples");
    let made =
        convert(&safe(), PODS, &["a", "b"], &vector(&[(pod("a"), "NaN"), (pod("b"), "1.0005")])).unwrap();
    assert_eq!(made.fates[0].outcome, SampleOutcome::Refused);
    assert_eq!(list(&made)["items"][0]["value"], json!("1001m"));
    let made = convert(&safe(), QUEUE, &[], &vector(&[(json!({}), "Inf"), (json!({}), "1")])).unwrap();
    assert_eq!(list(&made)["items"].as_array().unwrap().len(), 1);
}
