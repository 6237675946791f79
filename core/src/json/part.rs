use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::Tree;
use super::node::RAW_VALUE;
use crate::error::Error as CoreError;
use crate::limits::{self, reading};

/// A part of an input that is read once it is known what it is: the text where that is JSON, so that a large one makes no
/// tree, else a tree.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Text(String),
    Tree(Value),
}

impl Part {
    /// Reads the part as an input of its own; true where it would have taken more than it may.
    pub(crate) fn within<T: DeserializeOwned>(self) -> (Result<T, String>, bool) {
        let text = match &self {
            Self::Text(text) => text.len(),
            Self::Tree(_) => limits::INPUT_BYTES,
        };
        reading::within(text, || self.read())
    }

    /// Reads the part as [`object`](super::object) reads an input.
    ///
    /// # Errors
    /// As it, with paths in the part and without positions.
    pub(crate) fn object<T: DeserializeOwned>(&self) -> Result<T, CoreError> {
        match self {
            Self::Tree(value) => super::of_value(value),
            Self::Text(text) => super::object(text).map_err(CoreError::without_span),
        }
    }

    /// Reads the part; an error tells no position, which would be one in the part.
    ///
    /// # Errors
    /// Where it does not fit, a message that says why.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, String> {
        match self {
            Self::Tree(value) => serde_json::from_value(value).map_err(|error| error.to_string()),
            Self::Text(text) => serde_json::from_str(&text).map_err(|error| {
                let message = error.to_string();
                message.split(" at line ").next().unwrap_or_default().to_owned()
            }),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PartVisitor;

        impl<'de> Visitor<'de> for PartVisitor {
            type Value = Part;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any valid JSON value")
            }

            /// JSON gives the text in this form.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
                let text = match map.next_key::<String>()?.as_deref() {
                    Some(RAW_VALUE) => map.next_value::<String>()?,
                    _ => return Err(A::Error::custom("the text of a value was asked for")),
                };
                reading::draw(text.len())?;
                Ok(Part::Text(text))
            }

            /// Any other format knows nothing of it.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
                Tree::deserialize(deserializer).map(|Tree(value)| Part::Tree(value))
            }
        }

        deserializer.deserialize_newtype_struct(RAW_VALUE, PartVisitor)
    }
}
