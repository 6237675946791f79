use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::AnyHorizontalPodAutoscaler;
use crate::error::{Error, Result, codes};
use crate::{json, yaml};

/// An HPA of any version as a caller gives it: a JSON object, or a text that holds it as YAML or JSON.
#[derive(Debug, Clone)]
pub enum HpaDocument {
    /// A part of a JSON text, kept as it is written, so that it is read once and makes no tree.
    Written(Box<RawValue>),
    /// A JSON value.
    Value(Value),
}

impl HpaDocument {
    /// Reads the HPA, for `path` as its place in the input.
    pub(super) fn read(&self, path: &str) -> Result<AnyHorizontalPodAutoscaler> {
        match self {
            Self::Written(object) if object.get().starts_with('{') => {
                AnyHorizontalPodAutoscaler::parse(object.get())
            }
            Self::Written(text) => json::value(text.get()).and_then(|value| of_value(&value)),
            Self::Value(value) => of_value(value),
        }
        .map_err(|error| error.in_path(path))
    }
}

fn of_value(value: &Value) -> Result<AnyHorizontalPodAutoscaler> {
    match value {
        Value::Object(_) => AnyHorizontalPodAutoscaler::of_value(value),
        Value::String(text) => AnyHorizontalPodAutoscaler::of_value(&yaml::from_str(text)?),
        _ => {
            let message = "the HPA is not an object, nor a string that holds it as YAML or JSON";
            Err(Error::new(codes::request::TYPE, message))
        }
    }
}

impl From<Value> for HpaDocument {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

/// YAML or JSON.
impl From<&str> for HpaDocument {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

impl<'de> Deserialize<'de> for HpaDocument {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self::Written)
    }
}
