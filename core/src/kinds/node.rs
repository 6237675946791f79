//! What a document of YAML or JSON is.

use super::Kind;
use crate::yaml::{Node, Value};

/// The lists of rules in the adapter's own file.
const RULES: [&str; 3] = ["rules", "externalRules", "resourceRules"];
/// What a `rules` of the Helm chart may hold.
const CHART_RULES: [&str; 5] = ["default", "custom", "existing", "external", "resource"];
/// The key of the chart's values in those of a chart that depends on it.
const SUBCHART: &str = "prometheus-adapter";
/// What a rule cannot do without.
const OF_A_RULE: [&str; 2] = ["seriesQuery", "metricsQuery"];
/// What the settings of a scenario may be.
const SCENARIO: [&str; 6] = ["now", "profile", "controller", "objects", "compat", "then"];

/// What a document is.
pub(crate) fn of_node(node: &Node) -> Kind {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_null() => Kind::Empty,
        Value::Scalar(_) => Kind::Prose,
        Value::Sequence(items) => match items.first() {
            None => Kind::Series,
            Some(first) if is_object(first, "APIResourceList") => Kind::Resources,
            Some(first) if OF_A_RULE.iter().any(|key| first.get(key).is_some()) => Kind::Rules,
            Some(first) if is_label_set(first) => Kind::Series,
            Some(_) => Kind::Sequence,
        },
        Value::Mapping(entries) if entries.is_empty() => Kind::Mapping,
        Value::Mapping(_) => match text(node, "kind") {
            Some(kind) => of_object(kind, node),
            None => of_mapping(node),
        },
    }
}

fn of_object(kind: &str, node: &Node) -> Kind {
    let group = text(node, "apiVersion").and_then(|version| version.split_once('/')).map(|(group, _)| group);
    match kind {
        "HorizontalPodAutoscaler" => Kind::Hpa,
        "ConfigMap" if config_map_holds_rules(node) => Kind::ConfigMap,
        "Scale" => Kind::Scale,
        "Pod" | "PodList" => Kind::Pods,
        "APIResourceList" => Kind::Resources,
        "Application" if group == Some("argoproj.io") => Kind::Application,
        "HelmRelease" => Kind::HelmRelease,
        "MetricValueList"
        | "ExternalMetricValueList"
        | "PodMetricsList"
        | "NodeMetricsList"
        | "PodMetrics"
        | "NodeMetrics" => Kind::MetricsApiAnswer,
        _ if kind.ends_with("List") && is_list(node.get("items").map(|items| &items.value)) => Kind::List,
        _ => Kind::Object(kind.chars().take(80).collect()),
    }
}

fn of_mapping(node: &Node) -> Kind {
    let has = |key: &str| node.get(key).is_some();
    let of_chart = |node: &Node| {
        node.get("rules").is_some_and(|rules| {
            matches!(&rules.value, Value::Mapping(entries) if entries.is_empty())
                || CHART_RULES.iter().any(|key| rules.get(key).is_some())
        })
    };
    if of_chart(node) || node.get(SUBCHART).is_some_and(|chart| of_chart(chart)) {
        Kind::HelmValues
    } else if RULES.iter().any(|list| has(list)) {
        Kind::Config
    } else if OF_A_RULE.iter().any(|key| has(key)) {
        Kind::Rules
    } else if node.get("spec").is_some_and(|spec| spec.get("scaleTargetRef").is_some()) {
        Kind::Hpa
    } else if has("resultType") || node.get("data").is_some_and(|data| data.get("resultType").is_some()) {
        Kind::QueryAnswer
    } else if has("status") && (has("data") || has("error")) {
        if is_list(node.get("data").map(|data| &data.value)) { Kind::Series } else { Kind::QueryAnswer }
    } else if has("spec") && has("status") {
        Kind::Scale
    } else if has("cpu") && has("memory") {
        Kind::QueryAnswers
    } else if first_key(node).is_some_and(|key| key.starts_with("/apis/")) {
        Kind::MetricsApiAnswers
    } else if is_list(node.get("items").map(|items| &items.value)) {
        Kind::List
    } else if SCENARIO.iter().any(|key| has(key)) {
        Kind::Scenario
    } else if has("__name__") {
        Kind::Series
    } else {
        Kind::Mapping
    }
}

/// Whether a value of `data` is a text that begins a list of rules.
fn config_map_holds_rules(node: &Node) -> bool {
    let Some(data) = node.get("data") else { return false };
    let Value::Mapping(entries) = &data.value else { return false };
    let texts = entries.iter().filter_map(|(_, value)| value.scalar()).map(|scalar| scalar.text.as_str());
    texts.flat_map(str::lines).any(|line| {
        let key = line.split([':', ' ']).next().unwrap_or_default().trim_matches(['"', '\'']);
        RULES.contains(&key)
    })
}

fn is_object(node: &Node, kind: &str) -> bool {
    text(node, "kind") == Some(kind) || kind == "APIResourceList" && node.get("groupVersion").is_some()
}

fn is_label_set(node: &Node) -> bool {
    match &node.value {
        Value::Mapping(entries) => {
            node.get("kind").is_none() && entries.iter().all(|(_, value)| value.scalar().is_some())
        }
        _ => false,
    }
}

fn is_list(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Sequence(_)))
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    Some(node.get(key)?.scalar()?.text.as_str())
}

fn first_key(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Mapping(entries) => Some(entries.first()?.0.scalar()?.text.as_str()),
        _ => None,
    }
}
