//! Answers of Prometheus' API, and what the metrics APIs make of them: the text of an answer.

use counterpoise::metrics::answer::PrometheusAnswer;
use serde_json::{Value, json};

use super::asked::ask;
use super::given::text;
use super::world;
use crate::generate::Random;

pub(super) fn check(bytes: &[u8]) {
    let Some(text) = text(bytes, |random| make(random).to_string()) else { return };
    read(&text);
    let config = json!({
        "rules": [{
            "seriesQuery": "up",
            "resources": {"overrides": {"namespace": {"resource": "namespace"}, "pod": {"resource": "pod"}}},
            "metricsQuery": "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
        }],
        "externalRules": [{"seriesQuery": "depth", "resources": {"namespaced": false}, "metricsQuery": "max(<<.Series>>)"}],
    });
    let series = json!([{"__name__": "up", "namespace": "default", "pod": "web-0"}, {"__name__": "depth"}]);
    for request in [
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/up",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/up",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/depth",
    ] {
        converted(
            &text,
            &json!({
                "config": config, "series": series, "request": request, "objects": ["web-0", "web-1", "a.b"], "now": "2024-05-01T11:00:00Z",
            }),
        );
    }
}

/// However it comes, an answer says one thing.
fn read(text: &str) {
    let parsed = PrometheusAnswer::parse(text);
    let result = |answer: &PrometheusAnswer<'_>| {
        answer.result().map(|result| format!("{result:?}")).map_err(|error| error.code())
    };
    let deferred = PrometheusAnswer::deferred(text);
    match &parsed {
        Ok(parsed) => assert_eq!(result(parsed), result(&deferred), "{text:?}"),
        Err(_) => assert!(deferred.result().is_err(), "{text:?}"),
    }
    if let (Ok(parsed), Ok(value)) = (&parsed, serde_json::from_str::<Value>(text))
        && !repeats(text)
    {
        let of_value = PrometheusAnswer::of_value(&value);
        assert_eq!(result(parsed).is_ok(), result(&of_value).is_ok(), "{text:?}");
    }
}

/// Whether a name may come twice, of which a value has one.
fn repeats(text: &str) -> bool {
    let mut names: Vec<&str> = text.split('"').collect();
    names.sort_unstable();
    ["status", "data", "result", "resultType", "metric", "value", "values", "error", "errorType", "warnings"]
        .iter()
        .any(|name| names.iter().filter(|one| *one == name).count() > 1)
        || text.contains('\\')
}

/// The text, the object, and an engine give one list, in which no object comes twice.
fn converted(text: &str, input: &Value) {
    let mut of_text = input.clone();
    of_text["response"] = json!(text);
    let asked = ask("metrics.convert", &of_text);
    if let Ok(value) = serde_json::from_str::<Value>(text)
        && value.is_object()
        && !repeats(text)
    {
        let mut of_value = input.clone();
        of_value["response"] = value;
        let of_value = ask("metrics.convert", &of_value);
        assert_eq!(asked.as_ref().ok(), of_value.as_ref().ok(), "{text}");
    }
    let held = json!({ "config": input["config"], "series": input["series"] });
    let engine = counterpoise::Engine::from_json(&held.to_string()).expect("the configuration is a good one");
    let rest = json!({
        "request": input["request"], "objects": input["objects"], "now": input["now"], "response": text,
    });
    let on_engine = counterpoise::ops::call_value(Some(&engine), "metrics.convert", rest);
    assert_eq!(asked.as_ref().ok(), on_engine.as_ref().ok(), "{text}");
    let Ok(asked) = asked else { return };
    let items = asked["list"]["items"].as_array().cloned().unwrap_or_default();
    let used = asked["fates"].as_array().into_iter().flatten().filter(|fate| fate["fate"] == "used").count();
    assert_eq!(items.len(), used, "{text}: {asked}");
    let mut names: Vec<_> =
        items.iter().filter_map(|item| item["describedObject"]["name"].as_str()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "{asked}");
    for item in &items {
        let value = item["value"].as_str().unwrap_or_default();
        assert!(counterpoise::Quantity::parse(value).is_ok(), "{item}");
    }
}

fn make(random: &mut Random<'_>) -> Value {
    const VALUES: &[&str] = &[
        "1",
        "0",
        "-0",
        "2.5",
        "1.005",
        "NaN",
        "+Inf",
        "-Inf",
        "1e300",
        "9223372036854775.807",
        "0x1p4",
        "1_0",
        "",
        "x",
        "-1e-9",
        "5e-324",
    ];
    let point = |random: &mut Random<'_>| match random.below(12) {
        0 => json!([1_714_561_200.123, random.pick(VALUES), "more"]),
        1 => json!(["1714561200", random.pick(VALUES)]),
        2 => json!([null, null]),
        3 => json!([-1e300, 5]),
        _ => json!([1_714_561_200, random.pick(VALUES)]),
    };
    let sample = |random: &mut Random<'_>| {
        let metric = json!({"pod": random.pick(&["web-0", "web-1", "a.b", "x", ""]), "namespace": random.pick(world::NAMES)});
        match random.below(10) {
            0 => json!({"metric": metric, "values": [point(random), point(random)]}),
            1 => json!({"metric": metric, "histogram": [1, {"count": "1", "sum": "2", "buckets": []}]}),
            2 => Value::Null,
            3 => json!({"metric": null, "value": point(random)}),
            _ => json!({"metric": metric, "value": point(random)}),
        }
    };
    let kind = random.pick(&["vector", "vector", "vector", "matrix", "scalar", "string", "", "other"]);
    let result = match kind {
        "scalar" | "string" => point(random),
        _ => (0..random.up_to(4)).map(|_| sample(random)).collect(),
    };
    match random.below(12) {
        0 => json!({"status": "error", "errorType": "bad_data", "error": "parse error"}),
        1 => json!({"data": {"result": result, "resultType": kind}, "warnings": ["PromQL info", null]}),
        2 => json!({"status": "success", "data": null}),
        _ => json!({"status": "success", "data": {"resultType": kind, "result": result}}),
    }
}
