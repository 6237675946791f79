//! JSON as Go's encoder writes it, and as its decoders read it: `encoding/json`, and `sigs.k8s.io/json` for API objects.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::{Error, Value};

/// Writes a value as `json.Marshal` does: compact, with the characters that mean something to HTML escaped.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings.
pub fn to_string(value: &impl Serialize) -> Result<String, Error> {
    let plain = serde_json::to_string(value)?;
    if !plain.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return Ok(plain);
    }
    // Outside of strings none of these occurs.
    let mut escaped = String::with_capacity(plain.len().saturating_add(16));
    for character in plain.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    Ok(escaped)
}

/// Reads a value as `json.Unmarshal` does: the names of fields in any case, unknown ones ignored, `null` as absent.
///
/// # Errors
/// For text that is not JSON, and for a value of the wrong type.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let value: Value = serde_json::from_str(text)?;
    T::deserialize(Node { value: &value, exact: false })
}

/// A value to read as `sigs.k8s.io/json` does: the names of fields in their own case, unknown ones ignored, `null` as
/// absent.
pub fn exact(value: &Value) -> impl Deserializer<'_, Error = Error> {
    Node { value, exact: true }
}

/// A value as Go's decoders see it.
#[derive(Clone, Copy)]
struct Node<'a> {
    value: &'a Value,
    /// Whether the names of fields must have their own case.
    exact: bool,
}

impl<'a> Node<'a> {
    fn of(self, value: &'a Value) -> Self {
        Self { value, ..self }
    }

    /// The value of a field; the last one where it is there in several cases.
    fn field(self, fields: &'a serde_json::Map<String, Value>, name: &str) -> Option<Self> {
        let found = if self.exact {
            fields.get(name)
        } else {
            fields.iter().rfind(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        };
        found.filter(|value| !value.is_null()).map(|value| self.of(value))
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.iter().map(move |value| self.of(value))))
            }
            Value::Object(fields) => visitor.visit_map(MapDeserializer::new(
                fields.iter().map(move |(name, value)| (name.as_str(), self.of(value))),
            )),
            scalar => scalar.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::Object(fields) => visitor.visit_map(MapDeserializer::new(
                names.iter().filter_map(move |name| Some((*name, self.field(fields, name)?))),
            )),
            Value::Null => visitor.visit_map(MapDeserializer::new(std::iter::empty::<(&str, Node<'_>)>())),
            // An array must not do for a struct.
            Value::Array(_) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            scalar => scalar.deserialize_any(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<Node<'_>>())),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_borrowed_str(""),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        map enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
