use serde::Serialize;

use super::Error;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It works, and this is worth knowing.
    Info,
    /// It loads, and does something else than its author is likely to expect.
    Warning,
    /// Upstream refuses it, or it can never work.
    Error,
}

/// A finding about an input: an [`Error`] with a severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Code, message, path, position and hint.
    #[serde(flatten)]
    pub error: Error,
}

impl Diagnostic {
    /// A finding of the given severity.
    #[must_use]
    pub fn new(severity: Severity, error: Error) -> Self {
        Self { severity, error }
    }
}
