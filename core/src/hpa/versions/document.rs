use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::AnyHorizontalPodAutoscaler;
use crate::error::{Error, Result, codes};
use crate::go;
use crate::json::{self, Place, Text};
use crate::kinds::{self, Kind};
use crate::{limits, yaml};

/// An HPA of any version as a caller gives it: a JSON object, or a text that holds it as YAML or JSON.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum HpaDocument {
    /// A part of a JSON text, kept as it is written, so that it is read once and makes no tree.
    Written(Box<RawValue>),
    /// A JSON value.
    Value(Value),
}

impl HpaDocument {
    /// The text of the object, and whether the caller wrote it as such a text.
    pub(crate) fn text(&self) -> Result<(Cow<'_, str>, bool)> {
        Ok(match self {
            Self::Written(text) if text.get().starts_with('"') => {
                let Text(text) = json::read(text.get(), json::OURS)?;
                (text, true)
            }
            Self::Written(object) => (Cow::Borrowed(object.get()), false),
            Self::Value(Value::String(text)) => (Cow::Borrowed(text), true),
            Self::Value(object) => (Cow::Owned(go::json::of_tree(object)), false),
        })
    }

    /// Reads the HPA, for `path` as its place in the input.
    pub(super) fn read(&self, path: &str) -> Result<AnyHorizontalPodAutoscaler> {
        self.with_json(&AnyHorizontalPodAutoscaler::read_text).map_err(|error: Error| error.in_path(path))
    }

    /// Calls with the JSON text of the HPA, and with what tells where its bytes stand in the text that was given.
    pub(in crate::hpa) fn with_json<T>(&self, read: &dyn Fn(&str, Place<'_>) -> Result<T>) -> Result<T> {
        let bytes = match self {
            Self::Written(object) => object.get().len(),
            Self::Value(Value::String(text)) => text.len(),
            Self::Value(_) => 0,
        };
        limits::check_length("an HPA", bytes, limits::HPA_BYTES)?;
        match self {
            // A position would be one in the object, and nobody sees it alone.
            Self::Written(object) if object.get().starts_with('{') => read(object.get(), &|_| None),
            Self::Value(object @ Value::Object(_)) => read(&go::json::of_tree(object), &|_| None),
            Self::Written(text) if text.get().starts_with('"') => {
                let Text(text) = json::read(text.get(), json::OURS)?;
                yaml::as_json(&text, read).map_err(|error| other(&text, error))
            }
            Self::Value(Value::String(text)) => yaml::as_json(text, read).map_err(|error| other(text, error)),
            _ => {
                let message = "the HPA is not an object, nor a string that holds it as YAML or JSON";
                Err(Error::new(codes::request::TYPE, message))
            }
        }
    }
}

/// What a text is that is no HPA, where that is known.
fn other(text: &str, error: Error) -> Error {
    match kinds::of_text(text) {
        Some(kind)
            if error.is(codes::hpa::INVALID) && kind != Kind::Hpa && !matches!(kind, Kind::Mapping) =>
        {
            let message = format!("this is {kind}, and what is wanted is a HorizontalPodAutoscaler");
            let other = Error::new(codes::hpa::INVALID, message).placed(error.span());
            let other = if let Some(path) = error.path() { other.in_path(path) } else { other };
            match kinds::page::hint(text).filter(|_| kind.is_no_data()) {
                Some(hint) => other.with_hint(hint),
                None => other,
            }
        }
        _ => error,
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
