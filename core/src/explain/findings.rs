//! What is wrong with the HPA itself, told before what becomes of it.

use super::layout::{Row, Section};
use crate::error::{Code, Diagnostic, Severity, codes};

/// What no API server takes, for the head.
pub(super) fn refusals(findings: &[Diagnostic]) -> impl Iterator<Item = Row> {
    let strict = findings.iter().filter(|found| is(found, &STRICT)).map(|found| {
        let text = format!("no API server takes this HPA: {}", found.error.message());
        Row::trouble("refused", text).because(found.error.hint())
    });
    let invalid = findings.iter().filter(|found| is(found, &[codes::hpa::REFUSED]));
    strict.chain(invalid.map(|found| Row::trouble("refused", found.error.message())))
}

/// What the controller makes of the rest.
pub(super) fn section(findings: &[Diagnostic]) -> Option<Section> {
    let mut section = Section::new("Findings");
    for found in findings.iter().filter(|found| !is(found, &STRICT) && !is(found, &ELSEWHERE)) {
        // What it is about is the last word of its code.
        let (_, label) = found.error.code().rsplit_once('.').unwrap_or_default();
        let text = match found.error.path() {
            Some(path) => format!("{path}: {}", found.error.message()),
            None => found.error.message().to_owned(),
        };
        let row = Row { trouble: found.severity == Severity::Error, ..Row::new(label, text) };
        section.push(row.because(found.error.hint()));
    }
    (!section.rows.is_empty()).then_some(section)
}

/// Of strict decoding, which is how kubectl asks.
const STRICT: [&Code; 2] = [codes::hpa::UNKNOWN_FIELD, codes::hpa::DUPLICATE_FIELD];
/// Told in the head, or by the metric that comes to nothing.
const ELSEWHERE: [&Code; 2] = [codes::hpa::REFUSED, codes::hpa::MISSING_REQUEST];

fn is(found: &Diagnostic, codes: &[&Code]) -> bool {
    codes.iter().any(|code| found.error.is(code))
}
