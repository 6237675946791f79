//! ScaledObjects: mostly what KEDA takes, with one thing or another that it does not.

use serde_json::{Map, Value, json};

use super::mutate::mutate;
use super::{Case, Random, case_of};

const NAMES: &[&str] =
    &["web", "api", "web.v1", "queue-worker", "a-name-that-is-longer-than-the-sixty-three-bytes-of-a.label"];
const TEXTS: &[&str] =
    &["5", "50", "0.5", "100.5", "1500", "1e3", "0.001", "0.0004", "1234567.891", "0", "-1", " 7 ", "1E2"];
const ODD_TEXTS: &[&str] =
    &["", " ", "abc", "100m", "+5", "05", "1_000", "0x10", ".5", "5.", "null", "true", "1e999", "Inf"];
const TRUTH: &[&str] = &["true", "false", "T", "0", "1", "FALSE", "True"];
const DURATIONS: &[&str] = &["5s", "1m30s", "1000", "0", "0.5h"];
const SCHEDULES: &[&str] = &[
    "30 * * * *",
    "0 6 * * *",
    "0 20 * * *",
    "*/5 8-18 * * MON-FRI",
    "0 0 1,15 JAN ?",
    "5/10 * * * 0-6",
    "0 0 , * *",
];
const ODD_SCHEDULES: &[&str] = &[
    "",
    "0 6 * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "@daily",
    "5-1 * * * *",
    "*/0 * * * *",
    "a * * * *",
    "1-2-3 * * * *",
    "1/2/3 * * * *",
    "* * * * 7",
];
const MODES: &[&str] =
    &["bearer", "basic", "tls", "apiKey", "custom", "oauth", "bearer,basic", "apiKey, tls", "none"];
const TRIGGERS: &[&str] = &["t0", "t1", "queue", "a_b"];

pub(super) fn case(random: &mut Random<'_>) -> Case {
    let mut spec = Map::new();
    spec.insert("scaleTargetRef".into(), target(random));
    let triggers: Vec<_> = (0..=random.up_to(2)).map(|index| trigger(random, index)).collect();
    let names = names(&triggers);
    let triggers = if random.percent(1) { Vec::new() } else { triggers };
    spec.insert("triggers".into(), json!(triggers));
    let counts: &[(&str, &[i32])] = &[
        ("minReplicaCount", &[0, 1, 2, 5, 5, -1]),
        ("maxReplicaCount", &[10, 100, 10, 20, 5, 100, 10, 20, 1, 0]),
        ("idleReplicaCount", &[0, 1, 2]),
        ("pollingInterval", &[10]),
        ("cooldownPeriod", &[60]),
    ];
    for (index, (name, values)) in counts.iter().enumerate() {
        if random.percent(if index == 2 { 4 } else { 40 }) {
            spec.insert((*name).into(), random.pick(values).into());
        }
    }
    if random.percent(15) {
        spec.insert("fallback".into(), json!({"failureThreshold": random.pick(&[3, -1]), "replicas": 6}));
    }
    if random.percent(60) {
        spec.insert("advanced".into(), advanced(random, &names));
    }
    let object = json!({
        "apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": metadata(random), "spec": spec,
    });
    case_of("keda.hpa", &[("scaledObject", object)])
}

fn target(random: &mut Random<'_>) -> Value {
    let name = if random.percent(1) { "" } else { random.pick(&["web", "api"]) };
    match random.below(10) {
        0 => json!({"name": name, "kind": "StatefulSet", "apiVersion": "apps/v1"}),
        1 => json!({"name": name, "kind": "Deployment"}),
        2 if random.percent(10) => {
            json!({"name": name, "kind": "Rollout", "apiVersion": "argoproj.io/v1alpha1"})
        }
        3 => json!({"name": name, "kind": "Deployment", "apiVersion": "apps/v1"}),
        4 if random.percent(5) => json!({"name": name, "kind": "Deployment", "apiVersion": "a/b/c"}),
        _ => json!({ "name": name }),
    }
}

fn metadata(random: &mut Random<'_>) -> Value {
    let mut metadata = json!({"name": random.pick(NAMES), "namespace": random.pick(&["default", "shop"])});
    if random.percent(40) {
        let labels = [
            ("team", "a"),
            ("tier", "b"),
            ("app.kubernetes.io/managed-by", "me"),
            ("scaledobject.keda.sh/name", "other"),
        ];
        let labels: Map<String, Value> = labels
            .into_iter()
            .filter(|_| random.percent(50))
            .map(|(key, value)| (key.into(), value.into()))
            .collect();
        if !labels.is_empty() {
            metadata["labels"] = labels.into();
        }
    }
    if random.percent(40) {
        let (key, values): (_, &[&str]) = random.pick(&[
            ("autoscaling.keda.sh/paused-scale-out", &["true", "false", "maybe", ""] as &[&str]),
            ("autoscaling.keda.sh/paused-scale-in", &["true", "0", "x"]),
            ("autoscaling.keda.sh/paused", &["true", "false", "f", "x"]),
            ("autoscaling.keda.sh/paused-replicas", &["2", "0", "-1", "x", "3000000000"]),
            ("scaledobject.keda.sh/hpa-excluded-labels", &["team,tier", "team", " team", ""]),
            ("note", &["x"]),
        ]);
        metadata["annotations"] = json!({ key: random.pick(values) });
    }
    metadata
}

fn trigger(random: &mut Random<'_>, index: usize) -> Value {
    let kind = random.pick(&["prometheus", "prometheus", "prometheus", "cron", "cpu", "memory"]);
    let mut metadata = Map::new();
    let mut set = |name: &str, text: String| metadata.insert(name.to_owned(), text.into());
    match kind {
        "prometheus" => {
            for (name, text) in [
                ("serverAddress", "http://p:9090".to_owned()),
                ("query", "sum(rate(x[2m]))".to_owned()),
                ("threshold", number(random)),
            ] {
                if !random.percent(2) {
                    set(name, text);
                }
            }
            if random.percent(10) {
                set("activationThreshold", number(random));
            }
            for name in ["ignoreNullValues", "unsafeSsl"] {
                if random.percent(10) {
                    set(name, odd(random, TRUTH, &["yes", "TRUe", "no"]));
                }
            }
            if random.percent(8) {
                set("timeout", odd(random, DURATIONS, &["x", "-5s", "-1", "1.5"]));
            }
            for name in ["customHeaders", "queryParameters"] {
                if random.percent(8) {
                    set(name, odd(random, &["a=b", "a=b, c = d"], &["a", "a=b=c", "a=b,,"]));
                }
            }
            if random.percent(5) {
                set(random.pick(&["authModes", "authMode"]), random.pick(MODES).to_owned());
            }
            if random.percent(3) {
                set(random.pick(&["apiKey", "method"]), random.pick(&["k", "header", "query"]).to_owned());
            }
        }
        "cron" => {
            set("timezone", random.pick(&["UTC", "Asia/Shanghai", "Mars/Base", "Etc/GMT+1"]).to_owned());
            set("start", odd(random, SCHEDULES, ODD_SCHEDULES));
            set("end", odd(random, &["0 21 * * *", "45 * * * *", "0 6 * * *"], ODD_SCHEDULES));
            set("desiredReplicas", odd(random, &["3", "10", "-1"], &["x", "0", "1.5", "1e1", "null", ""]));
        }
        _ => {
            set(
                "value",
                odd(
                    random,
                    &["60", "80", " 70 "],
                    &["100Mi", "500m", "x", "0", "", "+5", "3000000000", "1Gi"],
                ),
            );
            if random.percent(15) {
                set("containerName", random.pick(&["app", " "]).to_owned());
            }
            if random.percent(4) {
                set("type", "Utilization".to_owned());
            }
        }
    }
    let mut trigger = json!({"type": kind, "metadata": metadata});
    let types: &[&str] = match kind {
        "cpu" | "memory" => &[
            "Utilization",
            "Utilization",
            "Utilization",
            "Utilization",
            "Utilization",
            "Utilization",
            "Utilization",
            "AverageValue",
            "AverageValue",
            "Value",
            "",
        ],
        _ => &[
            "AverageValue",
            "Value",
            "AverageValue",
            "Value",
            "AverageValue",
            "Value",
            "AverageValue",
            "Value",
            "Utilization",
            "",
        ],
    };
    if matches!(kind, "cpu" | "memory") && !random.percent(1) || random.percent(35) {
        trigger["metricType"] = random.pick(types).into();
    }
    if random.percent(60) {
        trigger["name"] = TRIGGERS[(index + usize::from(random.percent(3))) % TRIGGERS.len()].into();
    }
    if random.percent(8) {
        trigger["useCachedMetrics"] = random.percent(50).into();
    }
    trigger
}

fn number(random: &mut Random<'_>) -> String {
    odd(random, TEXTS, ODD_TEXTS)
}

/// Mostly one of the good ones.
fn odd(random: &mut Random<'_>, good: &[&str], bad: &[&str]) -> String {
    let of = if random.percent(3) { bad } else { good };
    random.pick(of).to_owned()
}

/// What a formula may call the triggers: those names that it has, and now and then any.
fn names(triggers: &[Value]) -> Vec<String> {
    let has_name = |trigger: &&Value| !matches!(trigger["type"].as_str(), Some("cpu" | "memory"));
    triggers
        .iter()
        .filter(has_name)
        .filter_map(|trigger| Some(trigger["name"].as_str()?.to_owned()))
        .collect()
}

fn advanced(random: &mut Random<'_>, names: &[String]) -> Value {
    let mut advanced = Map::new();
    if random.percent(40) {
        let mut config = Map::new();
        if random.percent(40) {
            config.insert("name".into(), "my-hpa".into());
        }
        if random.percent(60) {
            config.insert("behavior".into(), behavior(random));
        }
        advanced.insert("horizontalPodAutoscalerConfig".into(), config.into());
    }
    if random.percent(70) {
        let mut modifiers = Map::new();
        if !random.percent(5) {
            modifiers.insert("formula".into(), formula(random, names).into());
        }
        if !random.percent(4) {
            modifiers.insert(
                "target".into(),
                odd(random, &["2.5", "5", "0.0015"], &["0", "-3", "x", "NaN", "0x1p3", "Inf"]).into(),
            );
        }
        if random.percent(30) {
            modifiers.insert(
                "metricType".into(),
                random
                    .pick(&["AverageValue", "Value", "Value", "AverageValue", "Value", "Utilization"])
                    .into(),
            );
        }
        advanced.insert("scalingModifiers".into(), modifiers.into());
    }
    advanced.into()
}

fn behavior(random: &mut Random<'_>) -> Value {
    let mut rules = || {
        let mut rules = Map::new();
        if random.percent(50) {
            rules.insert("stabilizationWindowSeconds".into(), random.pick(&[0, 60, 300]).into());
        }
        if random.percent(30) {
            rules.insert("selectPolicy".into(), random.pick(&["Max", "Min", "Disabled"]).into());
        }
        if random.percent(30) {
            rules.insert("tolerance".into(), random.pick(&["0.05", "50m", "0.10"]).into());
        }
        let policy = json!({"type": random.pick(&["Pods", "Percent"]), "value": 10, "periodSeconds": 15});
        if random.percent(40) {
            rules.insert("policies".into(), json!([policy]));
        }
        rules
    };
    json!({"scaleUp": rules(), "scaleDown": rules()})
}

fn formula(random: &mut Random<'_>, names: &[String]) -> String {
    let text = expression(random, names, 3, false);
    if random.percent(4) {
        mutate(random, &text, &["(", ")", "t0", " + ", "?", ":", "[", "5", "#"])
    } else {
        text
    }
}

/// An expression of expr-lang, mostly of numbers.
fn expression(random: &mut Random<'_>, names: &[String], depth: usize, is_asked: bool) -> String {
    if depth == 0 || random.percent(15) {
        if is_asked && random.percent(50) {
            return "#".to_owned();
        }
        if !names.is_empty() && !random.percent(45) {
            return names[random.below(names.len())].clone();
        }
        let odd: &[&str] = &["true", "nil", "\"x\"", "[]", "t0", "queue"];
        let plain: &[&str] = &["1", "2.5", "0", "5", "-3", "1e3"];
        let of = if random.percent(12) { odd } else { plain };
        return random.pick(of).to_owned();
    }
    let part = |random: &mut Random<'_>| expression(random, names, depth - 1, is_asked);
    let (a, b, c) = (part(random), part(random), part(random));
    match random.below(14) {
        0..=3 => format!("{a} {} {b}", random.pick(&["+", "-", "*", "/", "+", "*", "-", "**", "%"])),
        4 => format!("({a} {} {b} ? {c} : {a})", random.pick(&["<", ">", "<=", ">=", "==", "!="])),
        5 => format!("({a} > {b} {} {b} > {c} ? {a} : {c})", random.pick(&["and", "&&", "or", "||"])),
        6 => format!("{}([{a}, {b}])", random.pick(&["max", "min", "mean", "median", "sum"])),
        7 => format!("{}({a}, {b})", random.pick(&["max", "min", "mean", "median"])),
        8 => format!(
            "{}({a})",
            random.pick(&["abs", "ceil", "floor", "round", "int", "float", "len", "first"])
        ),
        9 => {
            let asked = expression(random, names, depth - 1, true);
            let function = random
                .pick(&["all", "any", "one", "none", "count", "filter", "map", "sum", "find", "reduce"]);
            format!("{function}([{a}, {b}], {asked})")
        }
        10 => format!("{a} ?? {b}"),
        11 => format!("let x = {a}; x * {b}"),
        12 => format!("({a})"),
        _ => format!("-{a}"),
    }
}
