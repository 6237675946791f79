use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize, Serializer};

use crate::quantity::Quantity;

/// A quantity that prints as it was written where Kubernetes prints it so: a parsed text that fits Go's fast path keeps
/// its own spelling (`+5`, `0.5`), every other prints canonically. Derefs to the [`Quantity`].
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(transparent)]
pub struct SpelledQuantity {
    value: Quantity,
}

impl SpelledQuantity {
    /// The quantity without its spelling.
    #[must_use]
    pub fn quantity(&self) -> &Quantity {
        &self.value
    }
}

impl From<Quantity> for SpelledQuantity {
    fn from(value: Quantity) -> Self {
        Self { value }
    }
}

impl Deref for SpelledQuantity {
    type Target = Quantity;

    fn deref(&self) -> &Quantity {
        &self.value
    }
}

impl Serialize for SpelledQuantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl fmt::Display for SpelledQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.value)
    }
}
