//! Quantities in JSON and YAML.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Quantity;

/// As its canonical form.
impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a text, in spaces or not, or from a number as YAML's route through Go writes it (`1e3` is 1000 by then); null is
/// zero. Mirrors `resource.Quantity.UnmarshalJSON`.
impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuantityText(|text: &str| Quantity::parse(text)))
    }
}

/// Takes whatever may stand for a quantity as a text, and hands it on.
pub(super) struct QuantityText<F>(pub(super) F);

impl<'de, T: Default, F: FnOnce(&str) -> crate::Result<T>> Visitor<'de> for QuantityText<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quantity such as \"100m\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text.trim()).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        self.visit_str(&value.to_string())
    }

    /// With an exponent only where Go's JSON encoder, through which YAML comes, writes one.
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        let size = value.abs();
        let plain = size == 0.0 || (1e-6..1e21).contains(&size);
        let text = if plain { value.to_string() } else { format!("{value:e}") };
        self.visit_str(&text)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}
