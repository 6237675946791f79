//! HPA objects.

use serde_json::{Value, json};

use super::{Random, Release, fields, metric};
use crate::generate::{quantity, selector};

/// How well-behaved an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// As the API server would have let it through, more or less.
    All,
    /// Of the right types, with odd values.
    Some,
    /// To be refused now and then.
    None,
}

impl Care {
    /// Per cent of something odd.
    pub(super) fn oddly(self, percent: usize) -> usize {
        match self {
            Self::All => 0,
            Self::Some => percent / 2,
            Self::None => percent,
        }
    }
}

/// A version that a release has.
pub(super) fn version(random: &mut Random<'_>, release: Release) -> &'static str {
    if release.has_betas() {
        random.pick(&["v1", "v2beta1", "v2beta2", "v2"])
    } else {
        random.pick(&["v1", "v2", "v2"])
    }
}

/// Versions to convert between. Where neither is a beta the newest release is asked.
pub(super) fn versions(random: &mut Random<'_>, release: Release) -> (&'static str, &'static str) {
    if !release.has_betas() {
        return (random.pick(&["v1", "v2"]), random.pick(&["v1", "v2"]));
    }
    let beta = random.pick(&["v2beta1", "v2beta2"]);
    let other = random.pick(&["v1", "v2beta1", "v2beta2", "v2"]);
    if random.percent(50) { (beta, other) } else { (other, beta) }
}

/// An HPA of a version.
pub(super) fn hpa(random: &mut Random<'_>, version: &str, care: Care) -> Value {
    let spec = match version {
        "v1" => spec_v1(random, care),
        "v2beta1" => flat(&spec(random, care, 4)),
        _ => spec(random, care, 4),
    };
    let mut metadata = metadata(random, care);
    annotate(random, version, &mut metadata);
    json!({
        "apiVersion": format!("autoscaling/{version}"),
        "kind": "HorizontalPodAutoscaler",
        "metadata": metadata,
        "spec": spec,
    })
}

/// A spec of `autoscaling/v2`, which `v2beta2` shares.
pub(super) fn spec(random: &mut Random<'_>, care: Care, most_metrics: usize) -> Value {
    let mut found =
        vec![("scaleTargetRef", target_ref(random, care)), ("maxReplicas", json!(maximum(random, care)))];
    if random.percent(80) {
        found.push(("minReplicas", json!(minimum(random, care))));
    }
    if random.percent(93) {
        found.push(("metrics", metric::metrics(random, most_metrics, care)));
    }
    if random.percent(55) {
        found.push(("behavior", behavior(random, care)));
    }
    fields(found)
}

fn spec_v1(random: &mut Random<'_>, care: Care) -> Value {
    let mut found =
        vec![("scaleTargetRef", target_ref(random, care)), ("maxReplicas", json!(maximum(random, care)))];
    if random.percent(80) {
        found.push(("minReplicas", json!(minimum(random, care))));
    }
    if random.percent(60) {
        let odd = random.percent(care.oddly(10));
        let percent = if odd { random.pick(&[0, -1, i32::MAX]) } else { random.pick(&[50, 80, 100]) };
        found.push(("targetCPUUtilizationPercentage", json!(percent)));
    }
    fields(found)
}

fn target_ref(random: &mut Random<'_>, care: Care) -> Value {
    if random.percent(care.oddly(12)) {
        return metric::described(random, Care::None);
    }
    match random.below(10) {
        0 => json!({ "apiVersion": "v1", "kind": "ReplicationController", "name": "web" }),
        1 => json!({ "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db" }),
        _ => json!({ "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" }),
    }
}

fn maximum(random: &mut Random<'_>, care: Care) -> i32 {
    if random.percent(care.oddly(10)) {
        return random.pick(&[0, -1, i32::MIN]);
    }
    match random.below(12) {
        0 => random.pick(&[1000, i32::MAX, 1, 2]),
        _ => 2 + random.up_to(18) as i32,
    }
}

fn minimum(random: &mut Random<'_>, care: Care) -> i32 {
    if random.percent(care.oddly(10)) {
        return random.pick(&[-1, i32::MIN, 100]);
    }
    random.pick(&[0, 0, 1, 1, 1, 1, 2, 3, 5])
}

/// A behavior of `autoscaling/v2`.
fn behavior(random: &mut Random<'_>, care: Care) -> Value {
    let mut found = Vec::new();
    for direction in ["scaleUp", "scaleDown"] {
        if random.percent(70) {
            found.push((direction, rules(random, care)));
        }
    }
    fields(found)
}

fn rules(random: &mut Random<'_>, care: Care) -> Value {
    let mut found = Vec::new();
    if random.percent(60) {
        let odd = random.percent(care.oddly(10));
        let seconds = if odd {
            random.pick(&[-1, 3601, i32::MAX])
        } else {
            random.pick(&[0, 0, 15, 30, 60, 120, 300, 3600])
        };
        found.push(("stabilizationWindowSeconds", json!(seconds)));
    }
    if random.percent(50) {
        let words: &[&str] = if random.percent(care.oddly(10)) {
            &["", "max", "Other"]
        } else {
            &["Max", "Min", "Disabled", "Max", "Min"]
        };
        found.push(("selectPolicy", json!(random.pick(words))));
    }
    if random.percent(60) {
        let least = usize::from(care == Care::All || random.percent(90));
        let count = least + random.up_to(2);
        found.push(("policies", (0..count).map(|_| policy(random, care)).collect()));
    }
    if random.percent(30) {
        let tolerance = if random.percent(care.oddly(30)) {
            quantity(random)
        } else {
            random.pick(&["0", "0.05", "50m", "1", "0.2", "5e-2"]).to_owned()
        };
        found.push(("tolerance", json!(tolerance)));
    }
    fields(found)
}

fn policy(random: &mut Random<'_>, care: Care) -> Value {
    let odd = random.percent(care.oddly(12));
    let value = if odd { random.pick(&[0, -1, i32::MAX]) } else { random.pick(&[1, 2, 4, 10, 50, 100, 200]) };
    let odd = random.percent(care.oddly(12));
    let period = if odd { random.pick(&[0, -1, 1801]) } else { random.pick(&[1, 15, 30, 60, 120, 1800]) };
    let odd = random.percent(care.oddly(8));
    let kind =
        if odd { random.pick(&["", "percent", "Replicas"]) } else { random.pick(&["Pods", "Percent"]) };
    json!({ "type": kind, "value": value, "periodSeconds": period })
}

fn metadata(random: &mut Random<'_>, care: Care) -> Value {
    let odd = random.percent(care.oddly(12));
    let name = if odd {
        random.pick(&["", "A", "a_b", "a..b", "-", "é", "a/b"])
    } else {
        random.pick(&["web", "web-0", "a.b"])
    };
    let mut found = vec![("name", json!(name))];
    if random.percent(85) {
        let odd = random.percent(care.oddly(8));
        let namespace =
            if odd { random.pick(&["A", "a.b", "-"]) } else { random.pick(&["default", "team-a"]) };
        found.push(("namespace", json!(namespace)));
    }
    if random.percent(15) {
        let key = if random.percent(care.oddly(50)) {
            selector(random).chars().take(20).collect()
        } else {
            "app".to_owned()
        };
        let value = if random.percent(care.oddly(50)) { random.pick(&["a b", "-", "é"]) } else { "web" };
        found.push(("labels", json!({ key: value })));
    }
    if random.percent(15) {
        found.push((
            "annotations",
            json!({ random.pick(&["note", "a/b", "x", "A b"]): random.pick(&["", "a < b && \"c\"", "é"]) }),
        ));
    }
    if random.percent(10) {
        found.push(("generation", json!(random.pick(&[0, 1, 7, -1]))));
    }
    if random.percent(10) {
        found.push(("creationTimestamp", json!("2024-04-24T10:00:00Z")));
    }
    if care == Care::None && random.percent(10) {
        found.push(("generateName", json!(random.pick(&["web-", "A-", ""]))));
    }
    if care == Care::None && random.percent(6) {
        found.push((
            "finalizers",
            json!([random.pick(&["orphan", "x", "a/b", "foregroundDeletion"]), "orphan"]),
        ));
    }
    if care == Care::None && random.percent(6) {
        let owners: Vec<_> = (0..=random.up_to(1)).map(|_| owner(random)).collect();
        found.push(("ownerReferences", json!(owners)));
    }
    fields(found)
}

fn owner(random: &mut Random<'_>) -> Value {
    let version = random.pick(&["apps/v1", "v1", "", "a/b/c"]);
    let kind = random.pick(&["Deployment", "Event", ""]);
    json!({ "apiVersion": version, "kind": kind, "name": random.pick(&["web", ""]), "uid": random.pick(&["u-1", ""]) })
}

/// Annotations that carry what a version has no field for.
fn annotate(random: &mut Random<'_>, version: &str, metadata: &mut Value) {
    if version == "v2" && random.percent(90) || !random.percent(30) {
        return;
    }
    let carried = match random.below(4) {
        0 => {
            let metrics = metric::metrics(random, 3, Care::Some);
            ("metrics", flat(&json!({ "metrics": metrics }))["metrics"].to_string())
        }
        1 => {
            let text = behavior(random, Care::Some).to_string();
            // The annotation is of the internal type, with Go's own names.
            let text = [
                "scaleUp",
                "scaleDown",
                "stabilizationWindowSeconds",
                "selectPolicy",
                "policies",
                "tolerance",
                "periodSeconds",
                "value",
                "type",
            ]
            .into_iter()
            .fold(text, |text, name| {
                let (first, rest) = name.split_at(1);
                text.replace(&format!("\"{name}\":"), &format!("\"{}{rest}\":", first.to_uppercase()))
            });
            ("behavior", text)
        }
        2 => {
            let tolerance = if random.percent(50) { "0.05".to_owned() } else { quantity(random) };
            (random.pick(&["scale-up-tolerance", "scale-down-tolerance"]), tolerance)
        }
        _ => {
            let name = random.pick(&["metrics", "behavior", "conditions", "current-metrics"]);
            (name, random.pick(&["", "{", "null", "[]", "{}", "[{\"type\":\"Resource\"}]", "7"]).to_owned())
        }
    };
    metadata["annotations"][format!("autoscaling.alpha.kubernetes.io/{}", carried.0)] = json!(carried.1);
}

/// A spec of `v2beta1`, whose metrics have no objects inside.
fn flat(spec: &Value) -> Value {
    let mut spec = spec.clone();
    if let Some(fields) = spec.as_object_mut() {
        fields.remove("behavior");
    }
    for metric in spec["metrics"].as_array_mut().into_iter().flatten() {
        for (source, value) in metric.as_object_mut().into_iter().flatten() {
            if let Some(kept) = flat_source(source, value) {
                *value = kept;
            }
        }
    }
    spec
}

fn flat_source(source: &str, value: &Value) -> Option<Value> {
    let target = value.get("target")?;
    let of_resource = matches!(source, "resource" | "containerResource");
    let mut found = Vec::new();
    let mut put = |name, value: Option<&Value>| found.extend(value.map(|value| (name, value.clone())));
    put("name", value.get("name"));
    put("container", value.get("container"));
    put("metricName", value.get("metric").and_then(|metric| metric.get("name")));
    let selector = if source == "external" { "metricSelector" } else { "selector" };
    put(selector, value.get("metric").and_then(|metric| metric.get("selector")));
    put("target", value.get("describedObject"));
    put(if source == "object" { "averageValue" } else { "targetAverageValue" }, target.get("averageValue"));
    if of_resource {
        put("targetAverageUtilization", target.get("averageUtilization"));
    } else {
        put("targetValue", target.get("value"));
    }
    Some(fields(found))
}
