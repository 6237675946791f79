use serde::Serialize;

use crate::error::{Diagnostic, Error, Fix, Severity, Span};

/// A finding in one of several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The file, as it was named.
    pub file: String,
    /// What was found.
    #[serde(flatten)]
    pub diagnostic: Diagnostic,
    /// Where else the same cause shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// A place in one of several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The file.
    pub file: String,
    /// The path of the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Where it stands in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The edit that mends it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Finding {
    pub(crate) fn new(file: impl Into<String>, diagnostic: Diagnostic) -> Self {
        Self { file: file.into(), diagnostic, also: Vec::new() }
    }

    pub(super) fn error(file: impl Into<String>, error: Error) -> Self {
        Self::new(file, Diagnostic::new(Severity::Error, error))
    }

    /// Where it is.
    pub(super) fn place(&self) -> Place {
        let error = &self.diagnostic.error;
        Place {
            file: self.file.clone(),
            path: error.path().map(str::to_owned),
            span: error.span(),
            fix: error.fix().cloned(),
        }
    }
}
