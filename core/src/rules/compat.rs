use serde::{Deserialize, Serialize};

/// Whose behaviour is wanted where upstream's is known to hurt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compat {
    /// Upstream's, byte for byte, oddities included.
    #[default]
    Upstream,
    /// Upstream's, mended.
    Safe,
}
