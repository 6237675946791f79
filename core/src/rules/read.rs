//! A configuration from the text or the object that is given.

use super::config::Config;
use super::wrapper;
use crate::error::Result;
use crate::kinds::{self, Kind};
use crate::limits;
use crate::yaml;

impl Config {
    /// Reads a configuration: the adapter's file, a ConfigMap that holds it, or values of the prometheus-adapter
    /// Helm chart, alone or in an `Application` of Argo CD or a `HelmRelease` of Flux. Strict and in YAML 1.1, as upstream reads it; what does not fit is kept in
    /// [`read_errors`](Self::read_errors), for [`compile`](super::compile()) to refuse. Mirrors `config.FromYAML`.
    ///
    /// # Errors
    /// `yaml.syntax`, `limit.*` with line and column, `rules.no-config`.
    pub fn parse(text: &str) -> Result<Self> {
        match kinds::at_a_glance(text) {
            Some(kind @ (Kind::Html | Kind::MetricsPage | Kind::QueryAnswer)) => {
                Err(wrapper::other(&kind, text))
            }
            _ => wrapper::read(&yaml::parse(text)?),
        }
    }

    /// Reads a document that holds one.
    pub(crate) fn of_node(node: &yaml::Node) -> Result<Self> {
        wrapper::read(node)
    }

    /// Reads a configuration that is a JSON object already; text in it is read as [`parse`](Self::parse) reads it.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), without positions.
    pub fn from_value(value: &serde_json::Value) -> Result<Self> {
        match value {
            serde_json::Value::String(text) => Self::parse(text),
            value => {
                limits::check_nodes(parts(value))?;
                wrapper::read(&yaml::Node::from_json(value))
            }
        }
    }
}

/// How many values there are, the names of fields among them, as in the text.
fn parts(value: &serde_json::Value) -> usize {
    let inside = match value {
        serde_json::Value::Array(items) => items.iter().map(parts).fold(0, usize::saturating_add),
        serde_json::Value::Object(fields) => {
            fields.values().map(|value| parts(value).saturating_add(1)).fold(0, usize::saturating_add)
        }
        _ => 0,
    };
    inside.saturating_add(1)
}
