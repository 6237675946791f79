use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use crate::error::Result;
use crate::json::DOCUMENT;
use crate::kinds::Wanted;
use crate::yaml;

/// Reads a Kubernetes object of any type from YAML or JSON text, as Kubernetes' tools do: the first document counts, and a
/// key that comes twice is refused.
///
/// ```
/// use counterpoise::kube::{self, Scale};
///
/// let scale: Scale = kube::from_str("spec: {replicas: 3}\nstatus: {replicas: 3, selector: app=web}")?;
/// assert_eq!(scale.status.selector, "app=web");
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// `limit.*`, and the `yaml.*` codes with path, line and column.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T> {
    yaml::from_str(text)
}

/// A Kubernetes object as a caller gives it: a JSON object, or a text that holds it as YAML or JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Document<T> {
    /// The object itself.
    Object(T),
    /// YAML or JSON text, not read yet.
    Text(String),
}

impl<T: DeserializeOwned> Document<T> {
    /// The object, read from its text where it was given as one; `path` names the input field in an error.
    ///
    /// # Errors
    /// `yaml.*` and `limit.*`, with the position in the text.
    pub fn read(self, path: &str) -> Result<T> {
        match self {
            Self::Object(object) => Ok(object),
            Self::Text(text) => yaml::from_str(&text).map_err(|error| error.in_path(path)),
        }
    }
}

impl<T: DeserializeOwned> Document<T> {
    /// As [`read`](Self::read), where a text must be of a kind.
    pub(crate) fn read_as(self, path: &str, wanted: Wanted) -> Result<T> {
        match self {
            Self::Object(object) => Ok(object),
            Self::Text(text) => {
                wanted.checked(&text, yaml::from_str(&text)).map_err(|error| error.in_path(path))
            }
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Document<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(DOCUMENT, ObjectOrText(PhantomData))
    }
}

struct ObjectOrText<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectOrText<T> {
    type Value = Document<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or a string that holds it as YAML or JSON")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Self::Value, E> {
        Ok(Document::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> std::result::Result<Self::Value, E> {
        Ok(Document::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Document::Object)
    }
}
