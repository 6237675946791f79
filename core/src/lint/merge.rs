//! One finding for one cause, file by file in the order of the lines, and as many as somebody reads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::finding::Finding;
use super::gather::File;
use crate::limits;

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
    // Of too many the worst are told, so that no error is lost behind notes.
    if merged.len() > limits::FINDINGS {
        merged.sort_by_key(|finding| (Reverse(finding.diagnostic.severity), order(finding)));
    }
    let more = merged.len().saturating_sub(limits::FINDINGS);
    merged.truncate(limits::FINDINGS);
    merged.sort_by_key(order);
    (merged, more)
}
