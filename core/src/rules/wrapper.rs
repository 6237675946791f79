//! What the configuration comes wrapped in: a ConfigMap, or values of the prometheus-adapter Helm chart.

use super::chart;
use super::config::Config;
use super::decode;
use super::fields::{Reader, at, boolean, mismatch};
use crate::error::{Error, Result, codes};
use crate::yaml::{self, Node, Text, Value};

/// Reads a document that is or holds a configuration.
pub(super) fn read(node: &Node) -> Result<Config> {
    let reader = Reader::default();
    let is_kind =
        |kind: &str| node.get("kind").and_then(|node| node.scalar()).is_some_and(|k| k.text.as_str() == kind);
    if is_kind("ConfigMap") && node.get("data").is_some() {
        config_map(&reader, node)
    } else if let Some(rules) = node.get("rules").filter(|rules| is_of_chart(rules)) {
        helm_values(&reader, rules).map_err(|error| error.in_path("rules"))
    } else {
        decode::config(&reader, node)
    }
}

/// The value under any key of `data` that holds rules; `config.yaml` in the adapter's manifests.
fn config_map(reader: &Reader, node: &Node) -> Result<Config> {
    let data = node.get("data").map(|data| &data.value);
    let Some(Value::Mapping(entries)) = data else {
        return Err(mismatch(node, "a ConfigMap with data"));
    };
    let mut only = None;
    for (key, value) in entries {
        let (Some(key), Some(scalar)) = (key.scalar(), value.scalar()) else { continue };
        let path = format!("data[{}]", key.text.as_str());
        match yaml::parse_within(&scalar.text) {
            Ok(document) if holds_rules(&document) => {
                return decode::config(reader, &document).map_err(|error| error.in_path(path));
            }
            found => only = only.or(Some((path, found))),
        }
    }
    match only {
        // The one text there is must be the configuration, and says itself what is wrong with it.
        Some((path, found)) if entries.len() == 1 => {
            found.and_then(|document| decode::config(reader, &document)).map_err(|error| error.in_path(path))
        }
        _ => Err(at(node, Error::new(codes::rules::NO_CONFIG, "no key of the ConfigMap's data holds rules"))),
    }
}

fn holds_rules(document: &Node) -> bool {
    ["rules", "externalRules", "resourceRules"].iter().any(|field| document.get(field).is_some())
}

/// Whether `rules` is what the chart takes: a mapping of lists in place of a list.
fn is_of_chart(rules: &Node) -> bool {
    ["default", "custom", "existing", "external", "resource"].iter().any(|field| rules.get(field).is_some())
}

/// `rules.default`, `rules.custom`, `rules.external` and `rules.resource` of the chart. The chart's own rules come
/// first, and only where `rules.default` says so. `rules.existing` names a ConfigMap that only the cluster has.
fn helm_values(reader: &Reader, rules: &Node) -> Result<Config> {
    let mut config = Config::default();
    if let Some(existing) = rules.get("existing").filter(|node| !is_unset(node)) {
        let message = "a ConfigMap of the cluster holds the rules in place of these values";
        return Err(at(existing, Error::new(codes::rules::NO_CONFIG, message)).in_path("existing"));
    }
    let field = |name: &str| rules.get(name).filter(|node| !is_unset(node));
    let of = |name: &'static str| move |error: Error| error.in_path(name);
    if let Some(default) = field("default")
        && boolean(default).map_err(of("default"))? == Some(true)
    {
        config = decode::config(reader, &yaml::parse_within(&Text::new(chart::RULES))?)?;
    }
    if let Some(custom) = field("custom") {
        config.rules.extend(decode::rules(reader, custom).map_err(of("custom"))?);
    }
    if let Some(external) = field("external") {
        config.external_rules = decode::rules(reader, external).map_err(of("external"))?;
    }
    if let Some(resource) = field("resource") {
        config.resource_rules = decode::resource_rules(reader, resource).map_err(of("resource"))?;
    }
    Ok(config)
}

/// Null, empty text and `{}`, which the chart's templates all take for absent.
fn is_unset(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => scalar.is_null() || scalar.text.is_empty(),
        Value::Mapping(entries) => entries.is_empty(),
        Value::Sequence(items) => items.is_empty(),
    }
}
