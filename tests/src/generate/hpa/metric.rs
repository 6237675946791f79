//! The metrics of a spec.

use serde_json::{Value, json};

use super::object::Care;
use super::{Random, fields};
use crate::generate::quantity;

const NAMES: &[&str] = &["http_requests", "queue_depth", "Latency", "kafka.lag", "istio_requests"];
const ODD_NAMES: &[&str] = &["", "a/b", "..", "x%y", "é", "a b", "."];
const RESOURCES: &[&str] = &["cpu", "cpu", "cpu", "memory", "memory"];
const ODD_RESOURCES: &[&str] = &[
    "ephemeral-storage",
    "hugepages-2Mi",
    "nvidia.com/gpu",
    "requests.cpu",
    "",
    "pods",
    "x",
    "a/b/c",
    "requests.hugepages-1Gi",
    "kubernetes.io/x",
    "requests.example.com/x",
];
const CONTAINERS: &[&str] = &["app", "app", "sidecar", "init", "none"];
const KINDS: &[(&str, &str)] = &[
    ("v1", "Service"),
    ("networking.k8s.io/v1", "Ingress"),
    ("apps/v1", "Deployment"),
    ("v1", "Namespace"),
    ("v1", "Pod"),
    ("batch/v1", "Job"),
];
const ODD_KINDS: &[(&str, &str)] = &[
    ("", "Service"),
    ("extensions/v1beta1", "Ingress"),
    ("a/b/c", "Service"),
    ("v1", ""),
    ("v1", "x/y"),
    ("/", "Pod"),
];

/// Metrics of an `autoscaling/v2` spec.
pub(super) fn metrics(random: &mut Random<'_>, most: usize, care: Care) -> Value {
    let count = match random.below(12) {
        0 => 0,
        1..=6 => 1,
        7..=9 => 2,
        _ => random.up_to(most),
    };
    (0..count).map(|_| metric(random, care)).collect()
}

fn metric(random: &mut Random<'_>, care: Care) -> Value {
    let source = random.below(10);
    let (kind, field, value) = match source {
        0..=2 => ("Resource", "resource", resource(random, care, false)),
        3 | 4 => ("ContainerResource", "containerResource", resource(random, care, true)),
        5 | 6 => {
            let value =
                json!({ "metric": identifier(random, care), "target": target(random, care, AVERAGE) });
            ("Pods", "pods", value)
        }
        7 => {
            let value = json!({
                "metric": identifier(random, care),
                "target": target(random, care, WHOLE),
                "describedObject": described(random, care),
            });
            ("Object", "object", value)
        }
        _ => {
            let value = json!({ "metric": identifier(random, care), "target": target(random, care, WHOLE) });
            ("External", "external", value)
        }
    };
    if care == Care::None && random.percent(4) {
        return match random.below(4) {
            0 => json!({ "type": kind }),
            1 => json!({ "type": random.pick(&["", "Pod", "resource", "<x>"]), field: value }),
            2 => json!({ "type": random.pick(&["Resource", "Pods"]), field: value, "external": {} }),
            _ => json!({ field: value }),
        };
    }
    json!({ "type": kind, field: value })
}

fn resource(random: &mut Random<'_>, care: Care, container: bool) -> Value {
    let odd = random.percent(care.oddly(10));
    let name = if odd { random.pick(ODD_RESOURCES) } else { random.pick(RESOURCES) };
    let mut found = vec![("name", json!(name)), ("target", target(random, care, UTILIZATION))];
    if container {
        let odd = random.percent(care.oddly(4));
        found.push((
            "container",
            json!(if odd { random.pick(&["", "a b", "A"]) } else { random.pick(CONTAINERS) }),
        ));
    }
    fields(found)
}

fn identifier(random: &mut Random<'_>, care: Care) -> Value {
    let odd = random.percent(care.oddly(4));
    let name = if odd { random.pick(ODD_NAMES) } else { random.pick(NAMES) };
    match random.below(4) {
        0 => json!({ "name": name, "selector": selector(random, care) }),
        _ => json!({ "name": name }),
    }
}

/// The object form of a selector; upstream prints its maps sorted, but finds errors in them in any order.
fn selector(random: &mut Random<'_>, care: Care) -> Value {
    let mut found = Vec::new();
    if random.percent(70) {
        let labels = [("verb", "GET"), ("queue", ""), ("app.kubernetes.io/name", "web")];
        let count = random.up_to(labels.len());
        found.push((
            "matchLabels",
            labels
                .into_iter()
                .take(count)
                .map(|(key, value)| (key.to_owned(), json!(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        ));
    }
    if random.percent(40) {
        let operators: &[&str] = if random.percent(care.oddly(15)) {
            &["", "Eq", "in"]
        } else {
            &["In", "NotIn", "Exists", "DoesNotExist"]
        };
        let operator = random.pick(operators);
        let values = if operator.ends_with("xist") || operator == "Exists" { 0 } else { 1 + random.up_to(1) };
        let values: Vec<_> = (0..values).map(|_| random.pick(&["b", "a", "", "b"])).collect();
        found.push((
            "matchExpressions",
            json!([{ "key": random.pick(&["e", "path"]), "operator": operator, "values": values }]),
        ));
    }
    fields(found)
}

pub(super) fn described(random: &mut Random<'_>, care: Care) -> Value {
    let odd = random.percent(care.oddly(10));
    let (version, kind) = if odd { random.pick(ODD_KINDS) } else { random.pick(KINDS) };
    let name = random.pick(&["web", "main-route", "a.b"]);
    json!({ "apiVersion": version, "kind": kind, "name": name })
}

const UTILIZATION: &[&str] = &["Utilization", "Utilization", "Utilization", "AverageValue"];
const AVERAGE: &[&str] = &["AverageValue"];
const WHOLE: &[&str] = &["Value", "AverageValue"];

fn target(random: &mut Random<'_>, care: Care, kinds: &[&str]) -> Value {
    let mut kind = random.pick(kinds);
    if random.percent(care.oddly(3)) {
        kind = random.pick(&["Utilization", "Value", "AverageValue", "", "value"]);
    }
    let field = match kind {
        "Utilization" => "averageUtilization",
        "Value" | "value" => "value",
        _ => "averageValue",
    };
    let value = if field == "averageUtilization" { percent(random, care) } else { amount(random, care) };
    let mut found = vec![("type", json!(kind)), (field, value)];
    if care != Care::All && random.percent(3) {
        match random.below(4) {
            0 => drop(found.pop()),
            1 => found.push(("value", amount(random, care))),
            2 => found.push(("averageValue", amount(random, care))),
            _ => found.push(("averageUtilization", percent(random, care))),
        }
    }
    fields(found)
}

fn percent(random: &mut Random<'_>, care: Care) -> Value {
    if random.percent(care.oddly(6)) {
        return json!(random.pick(&[0, -1, i32::MAX, 1]));
    }
    json!(random.pick(&[50, 80, 60, 100, 1, 90, 150, 99, 300]))
}

/// A target's quantity.
fn amount(random: &mut Random<'_>, care: Care) -> Value {
    if care != Care::All && random.percent(10) {
        return json!(quantity(random));
    }
    if random.percent(care.oddly(4)) {
        return json!(random.pick(&["0", "-1", "-500m", "9223372036854775807", "1n"]));
    }
    json!(random.pick(&["100", "500m", "10", "1", "2k", "1Gi", "100Mi", "30", "1500m", "1e3", "0.5", "7"]))
}
