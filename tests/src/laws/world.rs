//! Configurations, series and requests that fit each other, with names and values that are made to leave their place.

use counterpoise::metrics::request::{CustomApi, Request};
use serde_json::{Map, Value, json};

use crate::generate::{self, Area, Random};

/// What a metrics operation is asked about.
pub(super) struct World {
    /// The adapter's own file, as an object.
    pub(super) config: Value,
    /// Label sets.
    pub(super) series: Value,
    /// The path of a request.
    pub(super) request: String,
    /// What the host's listing returned.
    pub(super) objects: Vec<String>,
}

/// Names of objects, namespaces and values of labels.
pub(super) const NAMES: &[&str] = &[
    "default",
    "web-0",
    "web-1",
    "a.b",
    "a",
    "",
    "x|y",
    ".*",
    "a\"",
    "\"} or vector(1) #",
    "\\",
    "a\\",
    "'",
    "`",
    "a\nb",
    "\u{0}",
    "é",
    "\u{2028}",
    "\u{feff}",
    "\u{10ffff}",
    "a b",
    "{}",
    "<<.>>",
    "$1",
    "%2F",
    "on",
    "{{x}}",
    "*",
];
const METRICS: &[&str] = &[
    "up",
    "up",
    "http_requests_total",
    "m1",
    "a:b",
    "a.b",
    "é",
    "sum",
    "by",
    "a b",
    "a\"b",
    "x{y}",
    "inf",
    "1a",
];
const LABELS: &[&str] =
    &["pod", "namespace", "service", "verb", "app.kubernetes.io/x", "é", "a b", "le", "node", "kube_pod"];
const SERIES_QUERIES: &[&str] = &[
    "up",
    "{pod!=\"\"}",
    "{__name__=~\".+\"}",
    "{namespace!=\"\",pod!=\"\"}",
    "{__name__=~\"^http_.*\",namespace!=\"\"}",
    "m1{verb=~\"GET|POST\"}",
];
const QUERIES: &[&str] = &[
    "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
    "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
    "avg(<<.Series>>{<<.LabelMatchers>>,container!=\"\"}) by (<<.GroupBy>>)",
    "max(up{pod=\"<<.LabelValuesByName.pod>>\"}) by (pod)",
    "max(up{pod=~\"<<.LabelValuesByName.pod>>\"}) by (pod)",
    "up{<<range $k, $v := .LabelValuesByName>><<$k>>='<<$v>>',<<end>>}",
    "x",
    "sum(<<.Series>>",
];

/// A configuration with series, and a request.
pub(super) fn world(random: &mut Random<'_>) -> World {
    let objects: Vec<String> = (0..random.up_to(3)).map(|_| name(random)).collect();
    World { config: config(random), series: series(random), request: request(random, &objects), objects }
}

pub(super) fn name(random: &mut Random<'_>) -> String {
    let mut name = random.pick(NAMES).to_owned();
    if random.percent(20) {
        name += random.pick(NAMES);
    }
    name
}

/// The adapter's own file: a few rules of each list.
pub(super) fn config(random: &mut Random<'_>) -> Value {
    let mut config = Map::new();
    let rules = |random: &mut Random<'_>, least: usize| -> Vec<Value> {
        (0..least + random.up_to(2)).map(|_| rule(random)).collect()
    };
    config.insert("rules".to_owned(), json!(rules(random, 1)));
    if random.percent(30) {
        config.insert("externalRules".to_owned(), json!(rules(random, 0)));
    }
    if random.percent(20) {
        let of = |label: &str| {
            json!({
                "containerQuery": format!("sum(usage{{<<.LabelMatchers>>}}) by (<<.GroupBy>>{label})"),
                "nodeQuery": "sum(node{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
                "resources": {"overrides": {"namespace": {"resource": "namespace"}, "pod": {"resource": "pod"}, "node": {"resource": "node"}}},
                "containerLabel": "container",
            })
        };
        config.insert(
            "resourceRules".to_owned(),
            json!({"cpu": of(",container"), "memory": of(""), "window": "1m"}),
        );
    }
    config.into()
}

fn rule(random: &mut Random<'_>) -> Value {
    let mut rule = Map::new();
    let mut set = |name: &str, value: Value| rule.insert(name.to_owned(), value);
    let series = match random.below(10) {
        0 => generate::case(Area::Promql, random).input["text"].clone(),
        _ => json!(random.pick(SERIES_QUERIES)),
    };
    set("seriesQuery", series);
    let query = match random.below(10) {
        0 => generate::template(random),
        _ => random.pick(QUERIES).to_owned(),
    };
    set("metricsQuery", json!(query));
    set(
        "resources",
        match random.below(6) {
            0 => {
                json!({"template": random.pick(&["<<.Resource>>", "kube_<<.Resource>>", "<<.Group>>x<<.Resource>>", "<<"])})
            }
            1 => {
                json!({"overrides": {random.pick(LABELS): {"resource": random.pick(&["pod", "service", "node", "gizmo"])}}})
            }
            2 => json!({"namespaced": false}),
            _ => json!({"overrides": {"namespace": {"resource": "namespace"}, "pod": {"resource": "pod"}}}),
        },
    );
    if random.percent(40) {
        let case = generate::case(Area::Regexp, random).input;
        let simple = json!({"matches": "^(.*)_total$", "as": random.pick(&["", "$1", "${1}_x", "$0", "x"])});
        set(
            "name",
            if random.percent(25) { json!({"matches": case["matches"], "as": case["as"]}) } else { simple },
        );
    }
    if random.percent(20) {
        let field = random.pick(&["is", "isNot"]);
        set("seriesFilters", json!([{field: random.pick(&["^up$", "_total$", "a|b", "[", ""])}]));
    }
    if random.percent(3) {
        set(random.pick(&["seriesquery", "name2", ""]), json!(1));
    }
    rule.into()
}

/// Label sets.
pub(super) fn series(random: &mut Random<'_>) -> Value {
    let one = |random: &mut Random<'_>| {
        let mut labels = Map::new();
        labels.insert("__name__".to_owned(), json!(random.pick(METRICS)));
        labels.insert("namespace".to_owned(), json!(random.pick(&["default", "default", "shop"])));
        labels.insert("pod".to_owned(), json!(random.pick(NAMES)));
        if random.percent(40) {
            labels.insert(random.pick(LABELS).to_owned(), json!(random.pick(NAMES)));
        }
        Value::from(labels)
    };
    (0..=random.up_to(4)).map(|_| one(random)).collect()
}

fn request(random: &mut Random<'_>, objects: &[String]) -> String {
    let api = random.pick(&CustomApi::ALL);
    let metric = random.pick(METRICS);
    let selector = match random.below(4) {
        0 => generate::selector(random),
        1 => format!("{}={}", random.pick(LABELS), random.pick(NAMES)),
        _ => String::new(),
    };
    let namespace = name(random);
    let object = objects.first().map_or("web-0", String::as_str);
    match random.below(8) {
        0 => Request::external(&namespace, metric, selector.as_str()).to_string(),
        1 => Request::pod_metrics(&namespace, selector.as_str()).to_string(),
        2 | 3 => Request::pods(api, &namespace, metric, "", selector.as_str()).to_string(),
        4 => Request::object(api, "", "namespaces", &namespace, metric, selector.as_str()).to_string(),
        _ => Request::object(
            api,
            &namespace,
            random.pick(&["pods", "services", "nodes"]),
            object,
            metric,
            selector.as_str(),
        )
        .to_string(),
    }
}
