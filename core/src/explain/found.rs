//! Findings as rows of an explanation.

use super::layout::{Row, Section};
use crate::error::Severity;
use crate::lint::Finding;

/// A part with what was found; `None` where that is nothing.
pub fn findings<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Option<Section> {
    let mut section = Section::new("Findings");
    for finding in findings {
        let error = &finding.diagnostic.error;
        let row = match finding.diagnostic.severity {
            Severity::Error => Row::trouble("error", error.message()),
            Severity::Warning => Row::new("warning", error.message()),
            Severity::Info => Row::new("note", error.message()),
        };
        let place = match (error.path(), error.span()) {
            (Some(path), Some(span)) => format!("{}, {span}: {path}", finding.file),
            (Some(path), None) => format!("{}: {path}", finding.file),
            (None, Some(span)) => format!("{}, {span}", finding.file),
            (None, None) => finding.file.clone(),
        };
        section.push(row.because(place).because(error.hint()));
    }
    (!section.rows.is_empty()).then_some(section)
}
