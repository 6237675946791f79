use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::limits::{self, reading};

/// A value of any form, of no more parts than a configuration may have. What it takes is drawn from what reading the
/// input may take.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree(pub(crate) Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tree(deserializer).map(Self)
    }
}

/// A field that is a [`Tree`].
///
/// # Errors
/// Where the value is none, or too large.
pub(crate) fn tree<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Grower(&Cell::new(0)).deserialize(deserializer)
}

/// The same of a structure with these fields.
///
/// # Errors
/// As [`tree`], and where it is no object.
pub(crate) fn structure_tree<'de, D: Deserializer<'de>>(
    deserializer: D,
    fields: &'static [&'static str],
) -> Result<Value, D::Error> {
    deserializer.deserialize_struct("", fields, Grower(&Cell::new(0)))
}

/// The same of a field that may be left out.
///
/// # Errors
/// As [`tree`].
pub(crate) fn tree_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Option::<Tree>::deserialize(deserializer).map(|tree| tree.map(|Tree(value)| value))
}

/// Bytes of a map's node, which holds up to eleven entries and is half full at least.
const NODE: usize = 11 * (size_of::<String>() + size_of::<Value>()) + 16;

/// Makes a value, and counts its parts.
#[derive(Clone, Copy)]
struct Grower<'c>(&'c Cell<usize>);

impl Grower<'_> {
    /// One value or name more.
    fn count<E: Error>(self) -> Result<(), E> {
        let count = self.0.get().saturating_add(1);
        self.0.set(count);
        if count <= limits::NODES {
            return Ok(());
        }
        reading::exceed();
        Err(E::custom(limits::TooManyNodes))
    }

    fn scalar<E: Error>(self, value: impl Into<Value>) -> Result<Value, E> {
        self.count()?;
        Ok(value.into())
    }
}

impl<'de> DeserializeSeed<'de> for Grower<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grower<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.scalar(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.scalar(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.scalar(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.count()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            reading::room(&mut items)?;
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.count()?;
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            self.count()?;
            if fields.len().is_multiple_of(5) {
                reading::draw(NODE)?;
            }
            fields.insert(name, map.next_value_seed(self)?);
        }
        Ok(Value::Object(fields))
    }
}
