//! What is wrong with the inputs: what no API server takes in the head, the rest in a part of its own.

use super::layout::{Row, Section};
use super::stations::StationKind;
use crate::error::{Code, Error, Severity, codes};
use crate::lint::Finding;

/// What no API server takes, for the head.
pub(super) fn refusals(findings: &[Finding]) -> impl Iterator<Item = Row> {
    let strict = findings.iter().filter(|found| is(found, &STRICT)).map(|found| {
        let error = &found.diagnostic.error;
        let text = format!("no API server takes this HPA: {}", error.message());
        Row::trouble("refused", text).because(error.hint())
    });
    let invalid = findings.iter().filter(|found| is(found, &[codes::hpa::REFUSED]));
    strict.chain(invalid.map(|found| Row::trouble("refused", found.diagnostic.error.message())))
}

/// A part with everything else, but for what a metric says itself; `None` where there is nothing.
pub fn findings(findings: &[Finding]) -> Option<Section> {
    let mut section = Section::new("Findings");
    for found in findings.iter().filter(|found| !is(found, &STRICT) && !is(found, &ELSEWHERE)) {
        let error = &found.diagnostic.error;
        let row = match found.diagnostic.severity {
            Severity::Error => Row::trouble("error", error.message()),
            Severity::Warning => Row::new("warning", error.message()),
            Severity::Info => Row::new("note", error.message()),
        };
        let place = match (error.path(), error.span()) {
            (Some(path), Some(span)) => format!("{}, {span}: {path}", found.file),
            (Some(path), None) => format!("{}: {path}", found.file),
            (None, Some(span)) => format!("{}, {span}", found.file),
            (None, None) => found.file.clone(),
        };
        section.push(row.because(place).because(error.hint()));
    }
    (!section.rows.is_empty()).then_some(section)
}

/// Why the query of a metric, at its place in the spec and by its rule, finds nothing, as far as it was found.
pub(super) fn of_empty_answer<'f>(findings: &'f [Finding], index: usize, rule: &str) -> Option<&'f Error> {
    let path = format!("spec.metrics[{index}]");
    let is_it = |found: &&Finding| {
        let at = found.diagnostic.error.path().unwrap_or_default();
        is(found, &[codes::metrics::NO_MATCH]) && at.starts_with(&path)
            || is(found, &[codes::metrics::LACKS_LABEL, codes::metrics::NOT_A_NAME]) && at.starts_with(rule)
    };
    findings.iter().find(is_it).map(|found| &found.diagnostic.error)
}

/// Whether it is about labels that a rule's queries select by, and the series lack.
pub(super) fn is_of_labels(found: &Finding) -> bool {
    is(found, &[codes::metrics::LACKS_LABEL, codes::metrics::NOT_A_NAME])
}

/// The station of a metric at which a finding of the HPA shows.
pub(super) fn station_of(found: &Finding) -> StationKind {
    if is(found, &[codes::metrics::HPA_METRIC]) {
        StationKind::Rule
    } else if is(found, &[codes::metrics::NO_MATCH]) {
        StationKind::Answer
    } else if is(found, &[codes::hpa::MISSING_REQUEST]) {
        StationKind::Replicas
    } else {
        StationKind::Hpa
    }
}

/// Of strict decoding, which is how kubectl asks.
const STRICT: [&Code; 2] = [codes::hpa::UNKNOWN_FIELD, codes::hpa::DUPLICATE_FIELD];
/// Told in the head, or by the metric that comes to nothing.
const ELSEWHERE: [&Code; 4] =
    [codes::hpa::REFUSED, codes::hpa::MISSING_REQUEST, codes::metrics::HPA_METRIC, codes::metrics::NO_MATCH];

fn is(found: &Finding, codes: &[&Code]) -> bool {
    codes.iter().any(|code| found.diagnostic.error.is(code))
}
