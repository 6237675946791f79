//! HPAs with a status and events, to be printed.

use serde_json::{Value, json};

use super::object::{self, Care};
use super::{Random, case_of, fields, instant};
use crate::generate::Case;

/// `hpa.show`.
pub(super) fn show(random: &mut Random<'_>, op: &'static str) -> Case {
    let version = random.pick(&["v2", "v2", "v2", "v1"]);
    let mut hpa = object::hpa(random, version, Care::Some);
    // kubectl asks for it by its name.
    hpa["metadata"]["name"] = json!(random.pick(&["web", "web-0", "keda-hpa-orders"]));
    let now = random.pick(&[1000.0, 86_400.0, 1e7, 3e8]);
    if random.percent(80) {
        let age = random.pick(&[0.0, 1.0, 59.0, 119.0, 601.0, 3599.0, 10_800.0, 100_000.0, 1e6, 1e8, -5.0]);
        hpa["metadata"]["creationTimestamp"] = json!(instant(now - age));
    }
    if random.percent(30) {
        let name = random.pick(&["note", "a.b/long"]);
        hpa["metadata"]["annotations"][name] = json!("x y\n".repeat(random.up_to(60)));
    }
    if random.percent(80) {
        hpa["status"] =
            if version == "v1" { status_v1(random) } else { status(random, &hpa["spec"]["metrics"]) };
    }
    let events: Vec<_> = (0..random.up_to(4)).map(|_| event(random, now)).collect();
    case_of(op, &[("hpa", hpa), ("now", json!(instant(now))), ("events", json!(events))])
}

fn status_v1(random: &mut Random<'_>) -> Value {
    let mut found =
        vec![("currentReplicas", json!(random.up_to(9))), ("desiredReplicas", json!(random.up_to(9)))];
    if random.percent(60) {
        found.push(("currentCPUUtilizationPercentage", json!(random.up_to(300))));
    }
    fields(found)
}

fn status(random: &mut Random<'_>, metrics: &Value) -> Value {
    let metrics = metrics.as_array().map(Vec::as_slice).unwrap_or_default();
    let count = if random.percent(85) { metrics.len() } else { random.up_to(metrics.len() + 1) };
    let current: Vec<_> = (0..count).map(|index| current(random, metrics.get(index))).collect();
    let mut found = vec![
        ("currentReplicas", json!(random.up_to(9))),
        ("desiredReplicas", json!(random.up_to(9))),
        ("currentMetrics", json!(current)),
    ];
    if random.percent(60) {
        let types = ["AbleToScale", "ScalingActive", "ScalingLimited", "ScaledToZero"];
        let conditions: Vec<_> = types
            .into_iter()
            .take(random.up_to(4))
            .map(|kind| {
                json!({
                    "type": kind,
                    "status": random.pick(&["True", "False", "Unknown"]),
                    "reason": random.pick(&["ReadyForNewScale", "X", ""]),
                    "message": random.pick(&["recommended size matches current size", "", "a\tb"]),
                    "lastTransitionTime": instant(0.0),
                })
            })
            .collect();
        found.push(("conditions", json!(conditions)));
    }
    fields(found)
}

fn current(random: &mut Random<'_>, metric: Option<&Value>) -> Value {
    let Some(metric) = metric.filter(|_| !random.percent(8)) else {
        return json!({ "type": "" });
    };
    let kind = metric["type"].as_str().unwrap_or_default();
    let mut lower = kind.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let mut source = metric[lower.as_str()].clone();
    if let Some(fields) = source.as_object_mut() {
        fields.remove("target");
    }
    let mut value = Vec::new();
    for field in ["value", "averageValue"] {
        if random.percent(60) {
            value.push((field, json!(random.pick(&["10", "501484m", "2082398n", "1Gi", "0", "+5"]))));
        }
    }
    if random.percent(60) {
        value.push(("averageUtilization", json!(random.up_to(300))));
    }
    source["current"] = fields(value);
    json!({ "type": kind, lower: source })
}

fn event(random: &mut Random<'_>, now: f64) -> Value {
    let last = now - random.pick(&[0.0, 5.0, 300.0, 90_000.0]);
    let mut found = vec![
        ("type", json!(random.pick(&["Normal", "Warning"]))),
        ("reason", json!(random.pick(&["SuccessfulRescale", "FailedGetScale", ""]))),
        ("message", json!(random.pick(&["New size: 3; reason: cpu above target", " padded ", "two\nlines"]))),
    ];
    if random.percent(70) {
        found.push(("source", json!({ "component": "horizontal-pod-autoscaler" })));
    }
    if random.percent(15) {
        found.push(("reportingComponent", json!("some-controller")));
    }
    if random.percent(80) {
        found.push(("lastTimestamp", json!(instant(last))));
        found.push(("firstTimestamp", json!(instant(last - random.pick(&[0.0, 600.0])))));
        found.push(("count", json!(random.pick(&[1, 2, 37, 0]))));
    }
    fields(found)
}
