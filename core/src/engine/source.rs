use std::borrow::Cow;

use serde_json::Value;

use crate::error::Result;
use crate::rules::Config;

/// A configuration in any of the forms that a host may have it in: the adapter's file, a ConfigMap that holds it, or Helm
/// values, as a text, as an object, or read already.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConfigSource {
    /// YAML or JSON text.
    Text(String),
    /// An object, or a text in one; null holds no rules, as an empty file.
    Value(Value),
    /// What was read by [`Config::parse`] or [`Config::from_value`].
    Config(Box<Config>),
}

impl ConfigSource {
    pub(super) fn read(&self) -> Result<Cow<'_, Config>> {
        match self {
            Self::Text(text) => Config::parse(text).map(Cow::Owned),
            Self::Value(value) => Config::from_value(value).map(Cow::Owned),
            Self::Config(config) => Ok(Cow::Borrowed(config)),
        }
    }
}

impl From<&str> for ConfigSource {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for ConfigSource {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Value> for ConfigSource {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<Config> for ConfigSource {
    fn from(config: Config) -> Self {
        Self::Config(Box::new(config))
    }
}
