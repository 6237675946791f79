//! The adapter's own file into a [`Config`]. Mirrors `config.FromYAML`.

use std::collections::BTreeSet;

use super::config::{
    Config, DiscoveryRule, NameMapping, Override, RegexFilter, ResourceMapping, ResourceRuleConfig,
    ResourceRulesConfig,
};
use super::fields::{Reader, at, boolean, mismatch, text};
use super::window;
use crate::error::{Error, Result, codes};
use crate::go::duration::Duration;
use crate::yaml::{Node, Scalar};

/// Reads the document of an adapter's file.
pub(super) fn config(reader: &Reader, node: &Node) -> Result<Config> {
    let mut config = Config::default();
    reader.fields(node, "the configuration", &mut |field, value| {
        match field {
            "rules" => config.rules = rules(reader, value)?,
            "externalRules" => config.external_rules = rules(reader, value)?,
            "resourceRules" => config.resource_rules = resource_rules(reader, value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(config)
}

/// Reads a list of rules.
pub(super) fn rules(reader: &Reader, node: &Node) -> Result<Vec<DiscoveryRule>> {
    reader.items(node, "a list of rules", |item| rule(reader, item))
}

fn rule(reader: &Reader, node: &Node) -> Result<DiscoveryRule> {
    let mut rule = DiscoveryRule { span: node.span, ..DiscoveryRule::default() };
    reader.fields(node, "a rule", &mut |field, value| {
        match field {
            "seriesQuery" => rule.series_query = text(value)?,
            "seriesFilters" => {
                rule.series_filters =
                    reader.items(value, "a list of filters", |item| filter(reader, item))?;
            }
            "resources" => mapping(reader, value, &mut rule.resources)?,
            "name" => name(reader, value, &mut rule.name)?,
            "metricsQuery" => rule.metrics_query = text(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(rule)
}

fn filter(reader: &Reader, node: &Node) -> Result<RegexFilter> {
    let mut filter = RegexFilter { span: node.span, ..RegexFilter::default() };
    reader.fields(node, "a filter", &mut |field, value| {
        match field {
            "is" => filter.is = text(value)?,
            "isNot" => filter.is_not = text(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(filter)
}

fn mapping(reader: &Reader, node: &Node, mapping: &mut ResourceMapping) -> Result<()> {
    if node.is_null() {
        *mapping = ResourceMapping::default();
    }
    mapping.span = node.span;
    reader.fields(node, "resources", &mut |field, value| {
        match field {
            "template" => mapping.template = text(value)?,
            "overrides" => overrides(reader, value, &mut mapping.overrides)?,
            "namespaced" => {
                mapping.namespaced = boolean(value)?;
                mapping.namespaced_span = value.span;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })
}

fn overrides(reader: &Reader, node: &Node, overrides: &mut Vec<Override>) -> Result<()> {
    if node.is_null() {
        overrides.clear();
    }
    let mut labels: BTreeSet<String> = overrides.iter().map(|held| held.label.as_str().to_owned()).collect();
    reader.entries(node, "a mapping from labels to resources", &mut |key, value| {
        let label = if key.is_null() { String::new() } else { key.text.as_str().to_owned() };
        let mut found = Override { label: key.text.clone(), span: value.span, ..Override::default() };
        reader
            .fields(value, "a group and resource", &mut |field, value| {
                match field {
                    "group" => found.group = text(value)?,
                    "resource" => found.resource = text(value)?,
                    _ => return Ok(false),
                }
                Ok(true)
            })
            .map_err(|error| error.in_path(&label))?;
        if labels.contains(&label) {
            return Err(Error::new(codes::rules::DUPLICATE_KEY, format!("label {label} is already set")));
        }
        labels.insert(label);
        overrides.push(found);
        Ok(())
    })
}

fn name(reader: &Reader, node: &Node, name: &mut NameMapping) -> Result<()> {
    if node.is_null() {
        *name = NameMapping::default();
    }
    name.span = node.span;
    reader.fields(node, "name", &mut |field, value| {
        match field {
            "matches" => name.matches = text(value)?,
            "as" => name.metric_name = text(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })
}

/// Reads the rules of CPU and memory; null leaves them out.
pub(super) fn resource_rules(reader: &Reader, node: &Node) -> Result<Option<ResourceRulesConfig>> {
    if node.scalar().is_some_and(Scalar::is_absent) {
        return Ok(None);
    }
    let mut rules = ResourceRulesConfig::default();
    reader.fields(node, "resourceRules", &mut |field, value| {
        match field {
            "cpu" => rules.cpu = resource_rule(reader, value)?,
            "memory" => rules.memory = resource_rule(reader, value)?,
            "window" => {
                rules.window = read_window(value)?;
                rules.window_span = value.span;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(Some(rules))
}

fn resource_rule(reader: &Reader, node: &Node) -> Result<ResourceRuleConfig> {
    let mut rule = ResourceRuleConfig::default();
    reader.fields(node, "a resource rule", &mut |field, value| {
        match field {
            "containerQuery" => rule.container_query = text(value)?,
            "nodeQuery" => rule.node_query = text(value)?,
            "resources" => mapping(reader, value, &mut rule.resources)?,
            "containerLabel" => rule.container_label = text(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(rule)
}

fn read_window(node: &Node) -> Result<Duration> {
    let Some(scalar) = node.scalar() else {
        return Err(mismatch(node, "a duration"));
    };
    if scalar.is_absent() {
        return Ok(Duration::default());
    }
    let text = text(node)?;
    let text = text.as_str();
    window::parse(text).ok_or_else(|| {
        at(node, Error::new(codes::rules::WINDOW, format!("{text:?} is not a duration of Prometheus")))
    })
}
