//! The flags of `kubectl autoscale`: targets in every spelling, clusters with resources of their own, limits and amounts.

use serde_json::{Value, json};

use super::{Case, Random, case_of, fields};
use crate::generate::mutate::mutate;
use crate::generate::quantity::{self, ends_soon};

const TYPES: &[&str] = &[
    "deployment",
    "deployments",
    "deploy",
    "Deployment",
    "DEPLOYMENTS",
    "replicaset",
    "replicasets",
    "rs",
    "ReplicaSet",
    "replicationcontrollers",
    "rc",
    "ReplicationController",
    "statefulset",
    "sts",
    "STS",
    "StatefulSet",
    "StatefulSets",
];
/// What has no scale, or is not there at all.
const OTHERS: &[&str] = &[
    "pod",
    "po",
    "pods",
    "daemonset",
    "ds",
    "job",
    "cj",
    "service",
    "svc",
    "node",
    "no",
    "ns",
    "hpa",
    "horizontalpodautoscalers",
    "ev",
    "pv",
    "namespaces",
    "crd",
    "deploymentlist",
    "DeploymentList",
    "lists",
    "List",
    "Scale",
    "scale",
    "all",
    "frob",
    "",
    "deploy,rs",
    "rs,rs",
    "é",
    "pods/log",
];
const BEHIND: &[&str] = &[
    ".apps",
    ".v1.apps",
    ".v1beta1.apps",
    ".app",
    ".a",
    ".",
    ".v1",
    ".v1.",
    ".v2.",
    ".__internal.apps",
    ".v1.app",
    ".extensions",
    ".batch",
    ".autoscaling",
    ".v1.autoscaling",
    "..",
    ".apps.v1",
    ".core",
];
const NAMES: &[&str] =
    &["web", "web", "my-app", "db.0", "a,b", "Web", "web ", "é", "a%2fb", "..", ".", "", "a:b", "-x", "a b"];
const NAMESPACES: &[&str] = &["default", "shop", "kube-system", "Shop", "..", "a/b", "a%b", " ", "é", ".a"];
/// Group, version, plural, singular, kind, short name, whether namespaced, whether there is a scale.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, bool, bool);
const CUSTOM: &[Row] = &[
    ("", "v1", "pods", "pod", "Pod", "po", true, false),
    ("", "v1", "replicationcontrollers", "replicationcontroller", "ReplicationController", "rc", true, true),
    ("apps", "v1", "deployments", "deployment", "Deployment", "deploy", true, true),
    ("apps", "v1beta1", "deployments", "deployment", "Deployment", "deploy", true, true),
    ("extensions", "v1beta1", "deployments", "deployment", "Deployment", "deploy", true, false),
    ("example.com", "v1", "gadgets", "gadget", "Gadget", "ga", true, true),
    ("example.com", "v2", "gadgets", "gadget", "Gadget", "ga", true, false),
    ("example.com.au", "v1", "gadgets", "gadget", "Gadget", "rc", true, true),
    ("example.com", "v1", "worlds", "world", "World", "", false, true),
    ("argoproj.io", "v1alpha1", "rollouts", "rollout", "Rollout", "ro", true, true),
    ("a.io", "v1", "bars", "bar", "Foo", "deploy", true, true),
    ("a.io", "v1", "things", "", "Thing", "bar", true, true),
    ("a.io", "v1", "others", "bars", "Other", "things", true, true),
    ("a.io", "v2", "words", "word", "Thing", "rc", true, true),
];
const LIMITS: &[i32] = &[1, 2, 3, 5, 10, 10, 100, 0, -1, -2, i32::MAX, i32::MIN];
const AMOUNTS: &[&str] = &[
    "70%",
    "0%",
    "100%",
    "-5%",
    "+60%",
    "-0%",
    "007%",
    "2147483647%",
    "2147483648%",
    "1.5%",
    "%",
    "%%",
    "70 %",
    " 70%",
    "٧%",
    "500m",
    "1",
    "1.5",
    "200Mi",
    "1Gi",
    "500",
    "0",
    "0.1",
    "-3",
    "+3",
    "1e3",
    "1E3",
    "1e-3",
    "1e21",
    "1e300",
    "1e400",
    "100000",
    "1000000",
    "999999",
    "1234567",
    "0.0001",
    "0.00001",
    "NaN",
    "+NaN",
    "Inf",
    "-inf",
    "infinity",
    "0x10",
    "0x1p4",
    "0x1p-2",
    "0X1P+4",
    "1_000",
    "0x_1p1",
    "1__0",
    "_1",
    ".",
    ".5",
    "5.",
    "-.5",
    "1n",
    "100u",
    "1k",
    "1K",
    "1ki",
    "1Ki",
    "1Ei",
    "1E",
    "9223372036854775807",
    "9223372036854775807m",
    "92233720368547758070",
    "12345678901234567890123",
    "1 Gi",
    "",
    " ",
    "\t",
    "\u{a0}1\u{2003}",
    "lots",
    "cpu",
    "1,5",
    "1m m",
    "1e3m",
    "--",
    "é",
    "1\u{0}",
];
const SOUND: &[&str] = &["70%", "500m", "200Mi", "1Gi", "1.5", "500", "0.25", " 80%", "100M"];
const PIECES: &[&str] = &["%", "m", "Mi", "Gi", ".", "-", "+", "e", "_", " ", "0", "9", "x", "p", "i", "n"];

/// One set of flags.
pub(super) fn case(op: &'static str, random: &mut Random<'_>) -> Case {
    let custom = random.percent(30).then(|| custom(random));
    let rows = custom.as_deref();
    let mut input = vec![("target", json!(target(random, rows)))];
    if random.percent(25) {
        let odd = random.percent(30);
        input.push(("namespace", json!(if odd { random.pick(NAMESPACES) } else { "shop" })));
    }
    if random.percent(20) {
        input.push(("name", json!(random.pick(NAMES))));
    }
    for (flag, percent) in [("min", 50), ("max", 98), ("cpuPercent", 15)] {
        if random.percent(percent) {
            // Mostly what is taken, so that there is something else to look at.
            let sound = random.percent(if flag == "cpuPercent" { 60 } else { 92 });
            let number = if sound { 3 + random.up_to(90) as i32 } else { random.pick(LIMITS) };
            let number = if sound && flag == "min" { number % 4 } else { number };
            input.push((flag, json!(number)));
        }
    }
    for flag in ["cpu", "memory"] {
        if random.percent(40) {
            input.push((flag, json!(amount(random))));
        }
    }
    if let Some(rows) = rows {
        input.push(("resources", lists(rows)));
    }
    case_of(op, &input)
}

fn target(random: &mut Random<'_>, custom: Option<&[Row]>) -> String {
    let mut text = match custom {
        Some(rows) if !rows.is_empty() && random.percent(90) => {
            let (group, version, plural, singular, kind, short, ..) = random.pick(rows);
            let name = match random.below(8) {
                0 => plural.to_owned(),
                1 => singular.to_owned(),
                2 => kind.to_owned(),
                3 => short.to_owned(),
                4 => kind.to_lowercase(),
                5 => random.pick(rows).2.to_uppercase(),
                _ => plural.to_owned(),
            };
            match random.below(8) {
                0..=3 => name,
                4 => format!("{name}.{group}"),
                5 => format!("{name}.{version}.{group}"),
                6 => format!("{name}.{}", &group[..random.up_to(group.len())]),
                _ => format!("{name}{}", random.pick(BEHIND)),
            }
        }
        _ => {
            let name = if random.percent(90) { random.pick(TYPES) } else { random.pick(OTHERS) };
            let behind = if random.percent(20) { random.pick(BEHIND) } else { "" };
            format!("{name}{behind}")
        }
    };
    match random.below(30) {
        0 => {}
        1 => text = format!("{text}/{}/x", random.pick(NAMES)),
        2 => text = format!(" {text}/{}", random.pick(NAMES)),
        3..=5 => text = format!("{text}/{}", random.pick(NAMES)),
        _ => text.push_str("/web"),
    }
    if random.percent(3) {
        text = mutate(random, &text, &["/", ".", ",", "s", "A", "%", " "]);
    }
    text
}

fn amount(random: &mut Random<'_>) -> String {
    let text = match random.below(8) {
        0 | 1 => quantity::text(random),
        2 => format!("{}%", random.up_to(200)),
        3 => random.up_to(110_000).to_string(),
        4 => (random.up_to(1_000_000) as f64 / random.pick(&[3.0, 7.0, 1e3, 1e7, 1e12, 1e-3])).to_string(),
        5 => random.pick(AMOUNTS).to_owned(),
        _ => random.pick(SOUND).to_owned(),
    };
    let text = if random.percent(5) { mutate(random, &text, PIECES) } else { text };
    let text = if ends_soon(text.trim()) { text } else { random.pick(SOUND).to_owned() };
    match random.below(20) {
        0 => format!(" {text}"),
        1 => format!("{text}\n"),
        _ => text,
    }
}

/// Some resources of a cluster in any order; each plural once in a version.
fn custom(random: &mut Random<'_>) -> Vec<Row> {
    let mut rows: Vec<_> = CUSTOM.iter().copied().filter(|_| random.percent(60)).collect();
    for at in (1..rows.len()).rev() {
        rows.swap(at, random.below(at + 1));
    }
    rows
}

/// Lists of discovery in their order.
fn lists(rows: &[Row]) -> Value {
    let mut lists: Vec<(String, Vec<Value>)> = Vec::new();
    for (group, version, plural, singular, kind, short, namespaced, scale) in rows.iter().copied() {
        let of = if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") };
        let at = lists.iter().position(|(held, _)| *held == of).unwrap_or_else(|| {
            lists.push((of, Vec::new()));
            lists.len() - 1
        });
        let mut resource = vec![
            ("name", json!(plural)),
            ("singularName", json!(singular)),
            ("kind", json!(kind)),
            ("namespaced", json!(namespaced)),
            ("verbs", json!(["get"])),
        ];
        if !short.is_empty() {
            resource.push(("shortNames", json!([short])));
        }
        lists[at].1.push(fields(resource));
        if scale {
            let scale = json!({ "name": format!("{plural}/scale"), "singularName": "", "kind": "Scale", "namespaced": namespaced, "verbs": ["get"] });
            lists[at].1.push(scale);
        }
    }
    lists.into_iter().map(|(of, resources)| json!({ "groupVersion": of, "resources": resources })).collect()
}
