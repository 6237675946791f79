use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::node::RAW_VALUE;
use super::{OURS, Tree};
use crate::error::Error as CoreError;
use crate::go;
use crate::limits::reading;

/// A part of an input that is read once it is known what it is, kept as it is written, so that a large one makes no tree.
#[derive(Debug, Clone)]
pub(crate) struct Part(pub(crate) String);

impl Part {
    /// Reads the part as [`object`](super::object) reads an input.
    ///
    /// # Errors
    /// As it, with paths in the part and without positions.
    pub(crate) fn object<'de, T: Deserialize<'de>>(&'de self) -> Result<T, CoreError> {
        super::object(&self.0).map_err(CoreError::without_span)
    }

    /// Reads the part, whatever it is.
    ///
    /// # Errors
    /// As [`object`](Self::object).
    pub(crate) fn read<'de, T: Deserialize<'de>>(&'de self) -> Result<T, CoreError> {
        super::read(&self.0, OURS).map_err(CoreError::without_span)
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
                Ok(Part(text))
            }

            /// Any other format knows nothing of it.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
                Tree::deserialize(deserializer).map(|Tree(value)| Part(go::json::of_tree(&value)))
            }
        }

        deserializer.deserialize_newtype_struct(RAW_VALUE, PartVisitor)
    }
}
