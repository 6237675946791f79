//! What was meant by a field that is not there.

use crate::error::similar::meant;
use crate::hpa::Version;
use crate::json::StrictError;

/// Fields of older versions, and what they are in `autoscaling/v2`: beside which field they stand, their name, and what to
/// write, with `{}` for the value.
const OLDER: [(&str, &str, &str); 17] = [
    ("target", "targetAverageUtilization", "target: {type: Utilization, averageUtilization: {}}"),
    ("target", "targetAverageValue", "target: {type: AverageValue, averageValue: {}}"),
    ("target", "targetValue", "target: {type: Value, value: {}}"),
    ("target", "averageUtilization", "target: {type: Utilization, averageUtilization: {}}"),
    ("target", "averageValue", "target: {type: AverageValue, averageValue: {}}"),
    ("target", "value", "target: {type: Value, value: {}}"),
    ("metric", "metricName", "metric: {name: {}}"),
    ("metric", "name", "metric: {name: {}}"),
    ("metric", "metricSelector", "metric: {name: …, selector: …}"),
    ("metric", "selector", "metric: {name: …, selector: …}"),
    ("current", "currentAverageUtilization", "current: {averageUtilization: {}}"),
    ("current", "currentAverageValue", "current: {averageValue: {}}"),
    ("current", "currentValue", "current: {value: {}}"),
    ("averageUtilization", "kind", "describedObject: {kind: {}, …} beside target"),
    ("averageUtilization", "name", "describedObject: {name: {}, …} beside target"),
    ("averageUtilization", "apiVersion", "describedObject: {apiVersion: {}, …} beside target"),
    (
        "metrics",
        "targetCPUUtilizationPercentage",
        "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: {}}}}]",
    ),
];

/// Fields, and where `autoscaling/v2` has them.
const PLACES: [(&str, &[&str]); 8] = [
    ("metadata", &["name", "namespace", "labels", "annotations"]),
    ("spec", &["scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"]),
    ("spec.behavior", &["scaleUp", "scaleDown"]),
    (
        "spec.behavior.scaleUp or spec.behavior.scaleDown",
        &["stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance"],
    ),
    ("an item of policies", &["periodSeconds"]),
    ("metric.selector", &["matchLabels", "matchExpressions"]),
    ("an item of spec.metrics", &["resource", "pods", "object", "external", "containerResource"]),
    ("target", &["averageUtilization", "averageValue", "value"]),
];

/// The longest value that is shown in what to write.
const SHOWN: usize = 40;

/// What to write instead; `is_newer` where `autoscaling/v2` has the field.
pub(super) fn of(version: Version, field: &StrictError, value: &str, is_newer: bool) -> String {
    let (_, name) = field.path.rsplit_once('.').unwrap_or(("", &field.path));
    if is_newer {
        return format!("{} has no {name}: write apiVersion: autoscaling/v2.", version.api_version());
    }
    let known = field.known;
    if matches!(version, Version::V2 | Version::V2Beta2)
        && let Some(write) = older(known, name)
    {
        let is_short = value.len() <= SHOWN && !value.starts_with(['{', '[']);
        return format!("Write {}.", write.replace("{}", if is_short { value } else { "…" }));
    }
    if let Some(meant) = meant(name, known) {
        return format!("Write {meant}.");
    }
    // A reference has a name of its own, and no other fields of metadata.
    let fits = |place: &str| place != "metadata" || !known.contains(&"name");
    if let Some((place, _)) = PLACES.iter().find(|(place, names)| fits(place) && names.contains(&name)) {
        return format!("Put it into {place}; here are known: {}.", known.join(", "));
    }
    format!("Leave it out; here are known: {}.", known.join(", "))
}

fn older(known: &[&str], name: &str) -> Option<&'static str> {
    let found = OLDER.iter().find(|(beside, older, _)| *older == name && known.contains(beside));
    found.map(|(_, _, write)| *write)
}
