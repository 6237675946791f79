//! What the configuration comes wrapped in: a ConfigMap, or values of the prometheus-adapter Helm chart, alone or inside of
//! what deploys it.

use super::config::Config;
use super::decode;
use super::fields::Reader;
use super::{embedded, helm, helm_note};
use crate::error::{Error, Result, codes};
use crate::kinds::{self, Kind};
use crate::yaml::{self, Node, Text, Value};

/// The key that the adapter's manifests and its chart use.
const USUAL_KEY: &str = "config.yaml";

/// Reads a document that is or holds a configuration.
pub(super) fn read(node: &Node) -> Result<Config> {
    if is_config_map(node) {
        return config_map(node);
    }
    // What `kubectl get configmaps -o yaml` prints.
    if let (Some(_), Some(Value::Sequence(items))) =
        (node.get("kind"), node.get("items").map(|items| &items.value))
        && let Some(found) = items
            .iter()
            .find(|item| is_config_map(item) && config_map(item).is_ok_and(|config| config.errors.is_empty()))
    {
        return config_map(found);
    }
    if let Some(values) = embedded::values(node) {
        let values = values?;
        // Values of any other chart stand in such objects, too.
        return match helm::rules(&values) {
            Some(_) => read(&values),
            None => {
                let message = "the values inside are none of the prometheus-adapter Helm chart with rules";
                Err(Error::new(codes::rules::NO_CONFIG, message).placed(values.span))
            }
        };
    }
    let kind = kinds::of_node(node);
    if kind.is_other_data() {
        let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
        return Err(other(&kind, text).placed(node.span));
    }
    let mut reader = Reader::default();
    let mut config = match helm::rules(node) {
        Some((steps, rules)) => Config {
            helm_values: helm_note::note(node, &steps),
            prometheus: helm::prometheus_url(node, &steps),
            ..helm::values(&mut reader, &steps, rules)?
        },
        None => decode::config(&mut reader, node),
    };
    config.errors.extend(reader.finish()?);
    Ok(config)
}

/// That a document is something else.
pub(super) fn other(kind: &Kind, text: &str) -> Error {
    let message = format!("this is {kind}, and what is wanted is a configuration of prometheus-adapter");
    let error = Error::new(codes::rules::NO_CONFIG, message);
    match kinds::page::hint(text).filter(|_| kind.is_no_data()) {
        Some(hint) => error.with_hint(hint),
        None => error.with_hint("Give the document that holds rules, externalRules or resourceRules: the adapter's own file, a ConfigMap with it, or values of its Helm chart."),
    }
}

fn is_config_map(node: &Node) -> bool {
    let kind = node.get("kind").and_then(|node| node.scalar());
    kind.is_some_and(|kind| kind.text.as_str() == "ConfigMap")
}

/// The value under a key of `data` that holds rules, `config.yaml` before others.
fn config_map(node: &Node) -> Result<Config> {
    let data = node.get("data");
    let entries: &[_] = match data.map(|data| &data.value) {
        Some(Value::Mapping(entries)) => entries,
        _ => &[],
    };
    let mut texts: Vec<(&str, &Text)> = entries
        .iter()
        .filter_map(|(key, value)| Some((key.scalar()?.text.as_str(), &value.scalar()?.text)))
        .collect();
    texts.sort_by_key(|(key, _)| *key != USUAL_KEY);
    let only = texts.len() == 1;
    for (key, text) in texts {
        // In a ConfigMap that came as an object, positions are those of the text itself.
        let document =
            if text.span().is_some() { yaml::parse_within(text) } else { yaml::parse(text.as_str()) };
        match document {
            Ok(document) if holds_rules(&document) => return read_file(&document),
            // The one text there is must be the configuration, and says itself what is wrong with it.
            Ok(document) if only => return read_file(&document),
            Err(error) if only || key == USUAL_KEY => return Err(error.in_path(format_args!("data[{key}]"))),
            _ => {}
        }
    }
    let error = Error::new(codes::rules::NO_CONFIG, "no key of the ConfigMap's data holds rules");
    Err(error.placed(data.and_then(|data| data.span).or(node.span)).in_path("data"))
}

fn read_file(document: &Node) -> Result<Config> {
    let mut reader = Reader::default();
    let config = decode::config(&mut reader, document);
    Ok(Config { errors: reader.finish()?, ..config })
}

fn holds_rules(document: &Node) -> bool {
    decode::FIELDS.iter().any(|field| document.get(field).is_some())
}
