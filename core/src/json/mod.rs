//! JSON text into typed values, with a code and a path for whatever does not fit.

mod strict;
mod text;

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::error::{Code, Error, Result, Span, codes};
use crate::limits;

pub(crate) use strict::strict;
pub(crate) use text::Text;

/// Reads the text of a JSON object straight into a typed value; only one that does not fit is read a second time, to
/// say where.
///
/// # Errors
/// `limit.size`, `limit.depth`, and the `request.*` codes with the path of the field.
pub(crate) fn object<T: DeserializeOwned>(text: &str) -> Result<T> {
    limits::check_size(text.as_bytes())?;
    // Serde would take a list for a structure too.
    if !text.trim_start().starts_with('{') {
        return Err(value(text).err().unwrap_or_else(no_object));
    }
    match serde_json::from_str(text) {
        Ok(typed) => Ok(typed),
        Err(_) => of_value(&value(text)?),
    }
}

/// Reads a JSON object into a typed value.
///
/// # Errors
/// The `request.*` codes with the path of the field.
pub(crate) fn of_value<T: DeserializeOwned>(value: &Value) -> Result<T> {
    if value.is_object() { typed(value) } else { Err(no_object()) }
}

fn no_object() -> Error {
    Error::new(codes::request::TYPE, "the input is not an object")
}

/// Reads JSON text as a value.
///
/// # Errors
/// `limit.size`, `limit.depth`, `request.json` with its position.
pub(crate) fn value(text: &str) -> Result<Value> {
    limits::check_size(text.as_bytes())?;
    serde_json::from_str(text).map_err(|error| {
        let code = if error.to_string().starts_with("recursion limit") {
            codes::limit::DEPTH
        } else {
            codes::request::JSON
        };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Error::new(code, error.to_string()).at(Span::point(narrow(error.line()), narrow(error.column())))
    })
}

fn typed<T: DeserializeOwned>(value: &Value) -> Result<T> {
    serde_path_to_error::deserialize(Node(value)).map_err(|error| {
        let path = error.path().to_string();
        let Mismatch { code, message } = error.into_inner();
        let error = Error::new(code, message);
        if path == "." { error } else { error.in_path(path) }
    })
}

/// Why a value does not fit: serde tells the cases apart, and so do the codes.
#[derive(Debug)]
struct Mismatch {
    code: &'static Code,
    message: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { code: codes::request::TYPE, message: message.to_string() }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("unknown field {field:?}, {}", known(expected));
        Self { code: codes::request::UNKNOWN_FIELD, message }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { code: codes::request::MISSING_FIELD, message: format!("missing field {field:?}") }
    }
}

/// The name by which `serde_json::value::RawValue` asks for the text of a value.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// A JSON value as serde sees it, with [`Mismatch`] as its error.
#[derive(Clone, Copy)]
struct Node<'a>(&'a Value);

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => {
                if let Some(value) = number.as_i64() {
                    visitor.visit_i64(value)
                } else if let Some(value) = number.as_u64() {
                    visitor.visit_u64(value)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
                }
            }
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Node))),
            Value::Object(fields) => visitor.visit_map(MapDeserializer::new(
                fields.iter().map(|(key, value)| (key.as_str(), Node(value))),
            )),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if name == RAW_VALUE {
            return self.0.deserialize_newtype_struct(name, visitor).map_err(de::Error::custom);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(variant) => visitor.visit_enum(variant.as_str().into_deserializer()),
            other => other.deserialize_enum(name, variants, visitor).map_err(de::Error::custom),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Mismatch> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn known(fields: &[&str]) -> String {
    if fields.is_empty() { "there are none".to_owned() } else { format!("known are {}", fields.join(", ")) }
}
