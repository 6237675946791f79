//! Texts of HPAs with fields that are not there, fields that come twice, and names in another case.

use serde_json::{Map, Value, json};

use super::Random;
use super::object::{self, Care};

/// Names that some place of some version has, and some that none has.
const NAMES: &[&str] = &[
    "apiVersion",
    "averageUtilization",
    "averageValue",
    "behavior",
    "behaviour",
    "conditions",
    "container",
    "currentCPUUtilizationPercentage",
    "currentMetrics",
    "describedObject",
    "fieldsV1",
    "kind",
    "labels",
    "managedFields",
    "matchLabels",
    "maxReplica",
    "metric",
    "metricName",
    "metricSelector",
    "metrics",
    "name",
    "namespace",
    "observedGeneration",
    "policies",
    "scaleTargetRef",
    "selector",
    "spec",
    "status",
    "subresource",
    "target",
    "targetAverageUtilization",
    "targetAverageValue",
    "targetCPUUtilizationPercentage",
    "targetValue",
    "tolerance",
    "type",
    "uid",
    "",
    "a.b",
    "a\"b\\",
    "é",
    "x[0]",
    "tab\t",
];

/// The text of an HPA of a version that strict decoding may refuse.
pub(super) fn text(random: &mut Random<'_>, version: &str) -> String {
    let mut hpa = object::hpa(random, version, Care::Some);
    if random.percent(50) {
        hpa["status"] = status(random, version);
    }
    if random.percent(30) {
        hpa["metadata"]["managedFields"] = json!([{
            "manager": "kubectl", "operation": "Update", "apiVersion": "autoscaling/v2", "fieldsType": "FieldsV1",
            "time": "2024-04-24T10:00:00Z", "fieldsV1": { "f:spec": { "f:maxReplicas": {}, "f:metrics": {} } },
        }]);
    }
    if random.percent(20) {
        hpa["metadata"]["ownerReferences"] = json!([{ "apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "u-1", "controller": true }]);
    }
    // So many per cent of the objects are touched, so that most texts have a few errors and some have more than are told.
    let touched = random.pick(&[0, 5, 10, 10, 20, 60]);
    let mut out = String::new();
    write(random, &hpa, touched, true, &mut out);
    out
}

fn status(random: &mut Random<'_>, version: &str) -> Value {
    let mut status = json!({
        "observedGeneration": 3, "lastScaleTime": "2024-04-24T10:00:00Z", "currentReplicas": 2, "desiredReplicas": 3,
    });
    if version == "v1" {
        status["currentCPUUtilizationPercentage"] = json!(40);
        return status;
    }
    status["conditions"] = json!([{
        "type": "AbleToScale", "status": "True", "lastTransitionTime": "2024-04-24T10:00:00Z", "reason": "ReadyForNewScale",
        "message": "recommended size matches current size",
    }]);
    let current = if version == "v2beta1" {
        json!({ "name": "cpu", "currentAverageUtilization": 40, "currentAverageValue": "4m" })
    } else {
        json!({ "name": "cpu", "current": { "averageUtilization": 40, "averageValue": "4m" } })
    };
    let source = random.pick(&["resource", "containerResource"]);
    status["currentMetrics"] = json!([{ "type": "Resource", source: current }]);
    status
}

/// Writes a value with changes here and there. What an object is at the top stays known.
fn write(random: &mut Random<'_>, value: &Value, touched: usize, is_top: bool, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(random, item, touched, false, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            out.push('{');
            for (index, (name, value)) in changed(random, fields, touched, is_top).iter().enumerate() {
                if index > 0 {
                    out.push_str(random.pick(&[",", ", ", ",\n  "]));
                }
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(random, value, touched, false, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// The fields of an object in some order, with changes.
fn changed(
    random: &mut Random<'_>,
    fields: &Map<String, Value>,
    touched: usize,
    is_top: bool,
) -> Vec<(String, Value)> {
    let mut all: Vec<_> = fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for _ in 0..3 {
        if !random.percent(touched) {
            continue;
        }
        let at = random.below(all.len() + 1);
        let Some((name, value)) = all.get(random.below(all.len())).cloned() else { break };
        let is_kind = is_top && matches!(name.as_str(), "kind" | "apiVersion");
        match random.below(5) {
            // Upstream reads what an object is before it reads it strictly, and the last one counts there.
            0 if !is_kind => all.insert(at, (name, value)),
            1 if !is_kind => all.insert(at, (name, Value::Null)),
            2 => all.insert(at, (other_case(random, &name), value)),
            3 if !is_kind && all.len() > 1 => {
                let misspelt = format!("{name}{}", random.pick(&["s", "_", "2"]));
                all.iter_mut()
                    .filter(|(held, _)| *held == name)
                    .for_each(|(held, _)| held.clone_from(&misspelt));
            }
            _ => {
                let name = random.pick(NAMES);
                if is_top && matches!(name, "kind" | "apiVersion") {
                    continue;
                }
                // What is known here may be of any type.
                all.insert(at, (name.to_owned(), Value::Null));
            }
        }
    }
    all
}

fn other_case(random: &mut Random<'_>, name: &str) -> String {
    match random.below(3) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        _ => {
            let mut chars = name.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
    }
}
