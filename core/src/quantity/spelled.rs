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
    spelling: Spelling,
}

/// What upstream knows of the text that a quantity was read from.
#[derive(Clone, Debug, Default)]
enum Spelling {
    /// It was read from none: Go's zero value, which has no format.
    #[default]
    Unset,
    /// Nothing.
    Lost,
    /// That it was the canonical form.
    Canonical,
    /// All of it.
    Own(Box<str>),
}

impl Spelled {
    /// Reads a quantity and keeps its spelling where upstream does.
    ///
    /// # Errors
    /// As [`Quantity::parse`].
    pub fn parse(text: &str) -> Result<Self> {
        let Parsed { quantity, keeps_spelling } = parse(text)?;
        let spelling = match keeps_spelling || text == "0" {
            false => Spelling::Lost,
            true if quantity.prints_as(text) => Spelling::Canonical,
            true => Spelling::Own(text.into()),
        };
        Ok(Self { quantity, spelling })
    }

    /// The number and its format.
    #[must_use]
    pub fn quantity(&self) -> &Quantity {
        &self.quantity
    }

    /// Whether it is more than Go's zero value, which has no format.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !matches!(self.spelling, Spelling::Unset)
    }

    /// The text that upstream keeps in the quantity; `None` where it keeps none.
    #[must_use]
    pub fn kept(&self) -> Option<String> {
        matches!(self.spelling, Spelling::Canonical | Spelling::Own(_)).then(|| self.to_string())
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
        Self { quantity, spelling: Spelling::Lost }
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
        match &self.spelling {
            Spelling::Own(text) => f.write_str(text),
            _ => self.quantity.fmt(f),
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
