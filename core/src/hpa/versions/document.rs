use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::AnyHorizontalPodAutoscaler;
use crate::error::{Error, Result, codes};
use crate::json::{self, Tree};
use crate::{limits, yaml};

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
        let bytes = match self {
            Self::Written(object) => object.get().len(),
            Self::Value(Value::String(text)) => text.len(),
            Self::Value(_) => 0,
        };
        let fits = limits::check_length("an HPA", bytes, limits::HPA_BYTES);
        let read = || match self {
            Self::Written(object) if object.get().starts_with('{') => {
                AnyHorizontalPodAutoscaler::parse(object.get())
            }
            Self::Written(text) if text.get().starts_with('"') => of_value(&json::value(text.get())?),
            // A list may be long, and none of it matters.
            Self::Written(_) => of_value(&Value::Null),
            Self::Value(value) => of_value(value),
        };
        fits.and_then(|()| read()).map_err(|error: Error| error.in_path(path))
    }
}

fn of_value(value: &Value) -> Result<AnyHorizontalPodAutoscaler> {
    match value {
        Value::Object(_) => AnyHorizontalPodAutoscaler::of_value(value),
        Value::String(text) => {
            let Tree(object) = yaml::from_str(text)?;
            AnyHorizontalPodAutoscaler::of_value(&object)
        }
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
