use std::borrow::Cow;

use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Number, Value};

use super::mismatch::Mismatch;
use super::parts::{Fields, Items};
use super::written::Cursor;

/// The name by which `serde_json::value::RawValue` asks for the text of a value.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name by which a type asks for an object of Kubernetes' own, in which the last of equal fields counts.
pub(crate) const DOCUMENT: &str = "Kubernetes";

/// Structures of Kubernetes' that an input of ours holds as they are, and not as documents.
const THEIRS: [&str; 2] = ["ApiResourceList", "Event"];

/// A JSON value as serde sees it, with [`Mismatch`] as its error. One type for all places where it may stand, so that
/// each type is compiled for one.
#[derive(Clone, Copy)]
pub(super) enum Node<'c, 'de> {
    /// A value of a tree.
    Value(&'de Value),
    /// The value that comes next in a text.
    Written(Next<'c, 'de>),
    /// A string.
    Text(&'de str),
    /// A string that was made while reading.
    Made(&'c str),
}

/// The value that comes next in a text.
#[derive(Clone, Copy)]
pub(super) struct Next<'c, 'de> {
    pub(super) cursor: &'c Cursor<'de>,
    /// Whether it is part of an object of Kubernetes' own.
    pub(super) theirs: bool,
}

impl<'c, 'de> Node<'c, 'de> {
    /// A string as it is.
    pub(super) fn of_text(text: &'c Cow<'de, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Text(text),
            Cow::Owned(text) => Self::Made(text),
        }
    }

    /// The same value, as part of an object of Kubernetes' own.
    fn as_theirs(self) -> Self {
        match self {
            Self::Written(next) => Self::Written(Next { theirs: true, ..next }),
            other => other,
        }
    }

    fn read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Self::Text(text) => visitor.visit_borrowed_str(text),
            Self::Made(text) => visitor.visit_str(text),
            Self::Value(value) => match value {
                Value::Null => visitor.visit_unit(),
                Value::Bool(value) => visitor.visit_bool(*value),
                Value::Number(number) => read_number(number, visitor),
                Value::String(text) => visitor.visit_borrowed_str(text),
                Value::Array(items) => visitor.visit_seq(&mut Items::of_tree(items)),
                Value::Object(fields) => visitor.visit_map(&mut Fields::of_tree(fields)),
            },
            Self::Written(next) => match next.cursor.peek() {
                Some(b'{') => {
                    let mut fields = Fields::of_text(next)?;
                    let value = visitor.visit_map(&mut fields)?;
                    fields.pass_over()?;
                    Ok(value)
                }
                Some(b'[') => {
                    let mut items = Items::of_text(next)?;
                    let value = visitor.visit_seq(&mut items)?;
                    items.pass_over()?;
                    Ok(value)
                }
                Some(b'"') => Node::of_text(&next.cursor.text()?).read(visitor),
                _ => match next.cursor.value()? {
                    "null" => visitor.visit_unit(),
                    "true" => visitor.visit_bool(true),
                    "false" => visitor.visit_bool(false),
                    number => read_number(&serde_json::from_str(number).map_err(de::Error::custom)?, visitor),
                },
            },
        }
    }

    fn is_null(self) -> bool {
        match self {
            Self::Value(value) => value.is_null(),
            Self::Written(next) => next.cursor.peek() == Some(b'n'),
            Self::Text(_) | Self::Made(_) => false,
        }
    }
}

fn read_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Mismatch> {
    if let Some(value) = number.as_i64() {
        visitor.visit_i64(value)
    } else if let Some(value) = number.as_u64() {
        visitor.visit_u64(value)
    } else {
        visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
    }
}

impl<'de> Deserializer<'de> for Node<'_, 'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.read(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if THEIRS.contains(&name) { self.as_theirs().read(visitor) } else { self.read(visitor) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if !self.is_null() {
            return visitor.visit_some(self);
        }
        self.deserialize_ignored_any(de::IgnoredAny)?;
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match name {
            RAW_VALUE => {}
            DOCUMENT => return visitor.visit_newtype_struct(self.as_theirs()),
            _ => return visitor.visit_newtype_struct(self),
        }
        let text = match self {
            Self::Value(value) => Cow::Owned(value.to_string()),
            Self::Written(next) => Cow::Borrowed(next.cursor.value()?),
            Self::Text(text) => Cow::Owned(Value::from(text).to_string()),
            Self::Made(text) => Cow::Owned(Value::from(text).to_string()),
        };
        visitor.visit_map(&mut Fields::of_raw_value(&text))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let of_text = |text: &str, visitor: V| visitor.visit_enum(text.into_deserializer());
        let shape = match self {
            Self::Text(text) => return of_text(text, visitor),
            Self::Made(text) => return of_text(text, visitor),
            Self::Value(Value::String(text)) => return of_text(text, visitor),
            Self::Written(next) if next.cursor.peek() == Some(b'"') => {
                return of_text(&next.cursor.text()?, visitor);
            }
            Self::Value(value) => shape(value),
            Self::Written(next) => written_shape(next)?,
        };
        shape.deserialize_enum(name, variants, visitor).map_err(de::Error::custom)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if let Self::Written(next) = self {
            next.cursor.value()?;
        }
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map identifier
    }
}

/// What an enum without values sees of a value: what kind it is, and whether it has one field.
fn shape(value: &Value) -> Value {
    let hollow = |value: &Value| match value {
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Map::new()),
        scalar => scalar.clone(),
    };
    match value {
        Value::Object(fields) if fields.len() == 1 => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), hollow(value))).collect())
        }
        other => hollow(other),
    }
}

/// The same of a value in a text, without making a tree of it.
fn written_shape(next: Next<'_, '_>) -> Result<Value, Mismatch> {
    let hollow = |cursor: &Cursor<'_>| match cursor.peek() {
        Some(b'[') => cursor.value().map(|_| Value::Array(Vec::new())),
        Some(b'{') => cursor.value().map(|_| Value::Object(Map::new())),
        _ => serde_json::from_str(cursor.value()?).map_err(de::Error::custom),
    };
    if next.cursor.peek() != Some(b'{') {
        return hollow(next.cursor);
    }
    let mut found = Map::new();
    let mut fields = Fields::of_text(next)?;
    while let Some(name) = fields.name()? {
        let value = hollow(next.cursor)?;
        // Two are as many as more.
        if found.len() < 2 {
            found.insert(name.into_owned(), value);
        }
    }
    Ok(shape(&Value::Object(found)))
}

impl<'de> IntoDeserializer<'de, Mismatch> for Node<'_, 'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
