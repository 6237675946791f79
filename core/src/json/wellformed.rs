use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Text;

/// Reads a text as reading it into a tree would, and counts its values instead of keeping them.
///
/// # Errors
/// Where it is not JSON, the error that the tree would give.
pub(super) fn count(text: &str) -> serde_json::Result<usize> {
    let count = Cell::new(0);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Counter(&count).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(count.get())
}

#[derive(Clone, Copy)]
struct Counter<'c>(&'c Cell<usize>);

impl Counter<'_> {
    fn one<E>(self) -> Result<(), E> {
        self.0.set(self.0.get().saturating_add(1));
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Counter<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.one()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.one()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.one()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.one()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.one()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.one()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.one::<A::Error>()?;
        while seq.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.one::<A::Error>()?;
        while map.next_key::<Text<'de>>()?.is_some() {
            self.one::<A::Error>()?;
            map.next_value_seed(self)?;
        }
        Ok(())
    }
}
