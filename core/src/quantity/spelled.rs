//! A quantity that is written back as it was read.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::Quantity;
use super::parse::{Parsed, parse};
use super::wire::QuantityText;
use crate::error::{Error, Result};

/// A quantity that prints as Go's `String()` prints it after parsing: in its own spelling where upstream keeps that
/// (`+5`, `03`), else in canonical form. For the fields of objects that are written back.
///
/// ```
/// use counterpoise::quantity::Spelled;
///
/// let target: Spelled = "03".parse()?;
/// assert_eq!(target.to_string(), "03");
/// assert_eq!(target.quantity().to_string(), "3");
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Spelled {
    quantity: Quantity,
    /// The text, where it is kept and is not the canonical form.
    own: Option<Box<str>>,
}

impl Spelled {
    /// Reads a quantity and keeps its spelling where upstream does.
    ///
    /// # Errors
    /// As [`Quantity::parse`].
    pub fn parse(text: &str) -> Result<Self> {
        let Parsed { quantity, keeps_spelling } = parse(text)?;
        let own = (keeps_spelling && !quantity.prints_as(text)).then(|| text.into());
        Ok(Self { quantity, own })
    }

    /// The number and its format.
    #[must_use]
    pub fn quantity(&self) -> &Quantity {
        &self.quantity
    }

    /// The number and its format, without the spelling.
    #[must_use]
    pub fn into_quantity(self) -> Quantity {
        self.quantity
    }
}

impl Deref for Spelled {
    type Target = Quantity;

    fn deref(&self) -> &Quantity {
        &self.quantity
    }
}

impl From<Quantity> for Spelled {
    fn from(quantity: Quantity) -> Self {
        Self { quantity, own: None }
    }
}

impl FromStr for Spelled {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

/// By the number alone.
impl PartialEq for Spelled {
    fn eq(&self, other: &Self) -> bool {
        self.quantity == other.quantity
    }
}

impl Eq for Spelled {}

impl fmt::Display for Spelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.own {
            Some(text) => f.write_str(text),
            None => self.quantity.fmt(f),
        }
    }
}

impl Serialize for Spelled {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Spelled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(QuantityText(Self::parse))
    }
}
