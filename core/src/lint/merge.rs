//! One finding for one cause, file by file in the order of the lines, and as many as somebody reads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::finding::Finding;
use super::gather::File;
use crate::limits;

/// As many findings as somebody reads, the worst of them, in the order in which they are; gives how many are not told.
pub(super) fn cut(mut found: Vec<Finding>) -> (Vec<Finding>, usize) {
    let more = found.len().saturating_sub(limits::FINDINGS);
    if more > 0 {
        let mut by_severity: Vec<_> = found.into_iter().enumerate().collect();
        by_severity.sort_by_key(|(_, finding)| Reverse(finding.diagnostic.severity));
        by_severity.truncate(limits::FINDINGS);
        by_severity.sort_by_key(|(place, _)| *place);
        found = by_severity.into_iter().map(|(_, finding)| finding).collect();
    }
    (found, more)
}

/// Joins findings of the same code, message and hint in one file, sorts them, and cuts what is too much; gives how many are
/// not told.
pub(super) fn merge(found: Vec<Finding>, files: &[File<'_>]) -> (Vec<Finding>, usize) {
    let mut merged: Vec<Finding> = Vec::new();
    let mut held: BTreeMap<[String; 4], usize> = BTreeMap::new();
    for finding in found {
        let error = &finding.diagnostic.error;
        let cause = [&*finding.file, error.code(), error.message(), error.hint()].map(str::to_owned);
        let place = *held.entry(cause).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(first) if first.place() == finding.place() => {}
            Some(first) => first.also.push(finding.place()),
            None => merged.push(finding),
        }
    }
    let order = |finding: &Finding| {
        let file = files.iter().position(|file| file.name == finding.file);
        let line = finding.diagnostic.error.span().map_or((0, 0), |span| (span.line, span.column));
        (file, line)
    };
    merged.sort_by_key(order);
    // Of too many the worst are told, so that no error is lost behind notes.
    cut(merged)
}
