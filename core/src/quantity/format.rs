use serde::{Deserialize, Serialize};

/// How a quantity is written: the family of its suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Format {
    /// `12e6`.
    DecimalExponent,
    /// `12Mi`: powers of 1024.
    #[serde(rename = "BinarySI")]
    BinarySi,
    /// `12M`: powers of 1000.
    #[default]
    #[serde(rename = "DecimalSI")]
    DecimalSi,
}
