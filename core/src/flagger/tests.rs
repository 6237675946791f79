use serde_json::{Value, json};

use super::{Canary, Check, Model, check, sent};
use crate::metrics::answer::PrometheusAnswer;

fn canary(metric: &Value) -> Canary {
    serde_json::from_value(json!({
        "metadata": { "name": "podinfo", "namespace": "test" },
        "spec": { "targetRef": { "kind": "Deployment", "name": "podinfo" }, "analysis": { "metrics": [metric] } },
    }))
    .unwrap()
}

fn checked(metric: &Value, result_type: &str, result: &Value) -> Check {
    let canary = canary(metric);
    let answer = json!({ "status": "success", "data": { "resultType": result_type, "result": result } });
    check(&canary, &canary.metrics()[0], &PrometheusAnswer::of_value(&answer))
}

fn one(metric: &Value, value: &str) -> Check {
    checked(metric, "vector", &json!([{ "metric": {}, "value": [1, value] }]))
}

#[test]
fn the_bounds_of_a_range_are_in_it() {
    let metric = json!({ "name": "errors", "templateRef": { "name": "e" }, "thresholdRange": { "min": 0.5, "max": 1 } });
    for (value, failure) in [
        ("0.5", None),
        ("1", None),
        ("0.499", Some("Halt podinfo.test advancement errors 0.50 < 0.5")),
        ("1e3", Some("Halt podinfo.test advancement errors 1000.00 > 1")),
        ("+Inf", Some("Halt podinfo.test advancement errors +Inf > 1")),
    ] {
        let check = one(&metric, value);
        assert_eq!(check.passed, failure.is_none(), "{value}");
        assert_eq!(Some(check.reason.as_str()).filter(|_| !check.passed), failure);
    }
    assert_eq!(one(&metric, "1").reason, "1 is at least 0.5 and at most 1");
    // Without a range and without the older threshold nothing above zero passes.
    let bare = json!({ "name": "errors", "templateRef": { "name": "e" } });
    assert!(one(&bare, "0").passed);
    assert_eq!(one(&bare, "0.001").reason, "Halt podinfo.test advancement errors 0.00 > 0");
    let unbounded = json!({ "name": "errors", "templateRef": { "name": "e" }, "thresholdRange": {} });
    assert!(one(&unbounded, "1e300").passed);
}

#[test]
fn an_answer_without_a_value_fails() {
    let metric = json!({ "name": "errors", "templateRef": { "name": "e" } });
    let none = "Halt advancement no values found for custom metric: errors: no values found";
    assert_eq!(one(&metric, "NaN").reason, none);
    for (kind, result, reason) in [
        ("vector", json!([]), none),
        ("vector", Value::Null, none),
        ("matrix", json!([]), none),
        (
            "matrix",
            json!([{ "values": [[1, "1"]] }]),
            "Metric query failed for errors: query returned multiple values",
        ),
        (
            "scalar",
            json!([1, "0"]),
            "Metric query failed for errors: error unmarshaling result: a scalar is no list of samples",
        ),
    ] {
        let check = checked(&metric, kind, &result);
        assert_eq!((check.passed, check.value, check.reason.as_str()), (false, None, reason));
    }
    // Of several samples the last counts.
    let samples = json!([{ "value": [1, "7"] }, { "value": [1, "0"] }]);
    assert_eq!(checked(&metric, "vector", &samples).value, Some(0.0));
    let inline = json!({ "name": "errors", "query": "up" });
    assert_eq!(one(&inline, "NaN").reason, "Halt advancement no values found for metric: errors");
}

#[test]
fn flagger_s_own_metrics_have_words_of_their_own() {
    let rate = json!({ "name": "request-success-rate", "thresholdRange": { "min": 99 } });
    assert_eq!(one(&rate, "98.765").reason, "Halt podinfo.test advancement success rate 98.77% < 99%");
    let rate = json!({ "name": "request-success-rate", "threshold": 99 });
    assert!(one(&rate, "99").passed);
    let duration = json!({ "name": "request-duration", "thresholdRange": { "max": 500 } });
    assert!(one(&duration, "500.9").passed);
    assert_eq!(
        one(&duration, "1501").reason,
        "Halt podinfo.test advancement request duration 1.501s > 500ms"
    );
    assert_eq!(
        one(&duration, "NaN").reason,
        "Halt advancement no values found for metric request-duration probably podinfo.test is not receiving traffic"
    );
}

#[test]
fn a_model_takes_its_names_from_the_canary() {
    let mut canary = canary(&json!({ "name": "m", "query": "x", "templateVariables": { "a": "1" } }));
    let model = Model::of(&canary, &canary.metrics()[0]);
    let all =
        "{{name}} {{namespace}} {{target}} {{service}} {{ingress}} {{route}} {{interval}} {{variables.a}}";
    assert_eq!(model.render(all).as_deref(), Ok("podinfo test podinfo podinfo podinfo podinfo 1m 1"));
    canary.spec.service.name = "web".to_owned();
    canary.spec.ingress_ref = Some(canary.spec.target_ref.clone());
    let model = Model::of(&canary, &canary.metrics()[0]);
    assert_eq!(model.render("{{ service }} {{ ingress }}").as_deref(), Ok("web podinfo"));
    let hint = model.render("{{ primary }}").unwrap_err();
    assert_eq!(hint.hint(), "Flagger has no such name: write {{ target }}-primary.");
}

#[test]
fn a_query_is_sent_on_one_line() {
    assert_eq!(sent("\n sum(\n\trate(x[1m])\n) \n"), " sum( rate(x[1m]) ) ");
}
