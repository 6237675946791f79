//! The adapter's own file into a [`Config`]. Mirrors `config.FromYAML`.

use std::collections::BTreeSet;

use super::config::{
    Config, DiscoveryRule, NameMapping, Override, RegexFilter, ResourceMapping, ResourceRuleConfig,
    ResourceRulesConfig,
};
use super::fields::Reader;
use super::{unknown, window};
use crate::error::{Error, codes};
use crate::go::duration::Duration;
use crate::limits;
use crate::yaml::{Node, Scalar, Text, Value};

/// The fields of the adapter's file.
pub(super) const FIELDS: [&str; 3] = ["rules", "externalRules", "resourceRules"];

/// Reads the document of an adapter's file.
pub(super) fn config(reader: &mut Reader, node: &Node) -> Config {
    let mut config = Config::default();
    let refuse = unknown::field_of_document;
    reader.fields_or(node, "the configuration", &FIELDS, refuse, &mut |reader, field, value| match field {
        "rules" => config.rules = rules(reader, value),
        "externalRules" => config.external_rules = rules(reader, value),
        _ => config.resource_rules = resource_rules(reader, value),
    });
    config
}

/// Reads a list of rules.
pub(super) fn rules(reader: &mut Reader, node: &Node) -> Vec<DiscoveryRule> {
    if let Value::Sequence(items) = &node.value
        && items.len() > limits::RULES
    {
        let message = format!("{} rules are more than {}", items.len(), limits::RULES);
        reader.fail_at(node, Error::new(codes::limit::SIZE, message));
        return Vec::new();
    }
    if matches!(node.value, Value::Mapping(_)) {
        let error = Error::new(codes::rules::TYPE, "a mapping is not a list of rules").with_hint(
            "Give a list. `default`, `custom` and `external` under `rules` are values of the Helm chart, which renders the list.",
        );
        reader.fail_at(node, error);
        return Vec::new();
    }
    reader.items(node, "a list of rules", rule)
}

fn rule(reader: &mut Reader, node: &Node) -> DiscoveryRule {
    const FIELDS: [&str; 5] = ["seriesQuery", "seriesFilters", "resources", "name", "metricsQuery"];
    let mut rule = DiscoveryRule { path: reader.path(), span: node.span, ..DiscoveryRule::default() };
    let ((), errors) = reader.with_errors(|reader| {
        reader.fields(node, "a rule", &FIELDS, &mut |reader, field, value| match field {
            "seriesQuery" => rule.series_query = reader.text(value),
            "seriesFilters" => rule.series_filters = reader.items(value, "a list of filters", filter),
            "resources" => mapping(reader, value, &mut rule.resources),
            "name" => name(reader, value, &mut rule.name),
            _ => rule.metrics_query = reader.text(value),
        });
    });
    rule.errors = errors;
    rule
}

fn filter(reader: &mut Reader, node: &Node) -> RegexFilter {
    let mut filter = RegexFilter { span: node.span, ..RegexFilter::default() };
    reader.fields(node, "a filter", &["is", "isNot"], &mut |reader, field, value| match field {
        "is" => filter.is = reader.text(value),
        _ => filter.is_not = reader.text(value),
    });
    filter
}

fn mapping(reader: &mut Reader, node: &Node, mapping: &mut ResourceMapping) {
    if node.is_null() {
        *mapping = ResourceMapping::default();
    }
    mapping.span = node.span;
    let known = ["template", "overrides", "namespaced"];
    reader.fields(node, "resources", &known, &mut |reader, field, value| match field {
        "template" => mapping.template = reader.text(value),
        "overrides" => overrides(reader, value, &mut mapping.overrides),
        _ => {
            mapping.namespaced = reader.boolean(value);
            mapping.namespaced_span = value.span;
        }
    });
}

fn overrides(reader: &mut Reader, node: &Node, overrides: &mut Vec<Override>) {
    if node.is_null() {
        overrides.clear();
    }
    reader.charge(overrides.len());
    let mut labels: BTreeSet<String> = overrides.iter().map(|held| held.label.as_str().to_owned()).collect();
    reader.entries(node, "a mapping from labels to resources", &mut |reader, key, value| {
        let label = if key.is_null() { Text::default() } else { key.text.clone() };
        let name = label.as_str().to_owned();
        let mut found = Override { label, span: value.span, ..Override::default() };
        reader.under(&name, None, |reader| {
            let known = ["group", "resource"];
            reader.fields(value, "a group and resource", &known, &mut |reader, field, value| match field {
                "group" => found.group = reader.text(value),
                _ => found.resource = reader.text(value),
            });
        });
        if overrides.len() == limits::OVERRIDES {
            let message = format!("more than {} labels", limits::OVERRIDES);
            reader.fail(Error::new(codes::limit::SIZE, message));
        } else if labels.contains(&name) {
            reader.fail(Error::new(codes::rules::DUPLICATE_KEY, format!("label {name} is already set")));
        } else {
            labels.insert(name);
            overrides.push(found);
        }
    });
}

fn name(reader: &mut Reader, node: &Node, name: &mut NameMapping) {
    if node.is_null() {
        *name = NameMapping::default();
    }
    name.span = node.span;
    reader.fields(node, "name", &["matches", "as"], &mut |reader, field, value| match field {
        "matches" => name.matches = reader.text(value),
        _ => name.metric_name = reader.text(value),
    });
}

/// Reads the rules of CPU and memory; null leaves them out.
pub(super) fn resource_rules(reader: &mut Reader, node: &Node) -> Option<ResourceRulesConfig> {
    if node.scalar().is_some_and(Scalar::is_absent) {
        return None;
    }
    let mut rules = ResourceRulesConfig { path: reader.path(), ..ResourceRulesConfig::default() };
    let ((), errors) = reader.with_errors(|reader| {
        let known = ["cpu", "memory", "window"];
        reader.fields(node, "resourceRules", &known, &mut |reader, field, value| match field {
            "cpu" => rules.cpu = resource_rule(reader, value),
            "memory" => rules.memory = resource_rule(reader, value),
            _ => {
                rules.window = read_window(reader, value);
                rules.window_span = value.span;
            }
        });
    });
    rules.errors = errors;
    Some(rules)
}

fn resource_rule(reader: &mut Reader, node: &Node) -> ResourceRuleConfig {
    const FIELDS: [&str; 4] = ["containerQuery", "nodeQuery", "resources", "containerLabel"];
    let mut rule = ResourceRuleConfig::default();
    reader.fields(node, "a resource rule", &FIELDS, &mut |reader, field, value| match field {
        "containerQuery" => rule.container_query = reader.text(value),
        "nodeQuery" => rule.node_query = reader.text(value),
        "resources" => mapping(reader, value, &mut rule.resources),
        _ => rule.container_label = reader.text(value),
    });
    rule
}

fn read_window(reader: &mut Reader, node: &Node) -> Duration {
    let Some(scalar) = node.scalar() else {
        reader.mismatch(node, "a duration");
        return Duration::default();
    };
    if scalar.is_absent() {
        return Duration::default();
    }
    let text = scalar.as_text().unwrap_or_default();
    window::parse(text.as_str()).unwrap_or_else(|| {
        let shown: String = scalar.text.as_str().chars().take(60).collect();
        let message = format!("{shown:?} is not a duration of Prometheus");
        reader.fail_at(node, Error::new(codes::rules::WINDOW, message));
        Duration::default()
    })
}
