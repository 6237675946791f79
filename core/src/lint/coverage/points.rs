//! Names with points, which match any character where several objects are asked for at once.

use std::collections::BTreeSet;

use super::Looked;
use crate::error::{Diagnostic, Error, codes};
use crate::metrics::registry::RuleKind;
use crate::rules::Switch;

/// Names of one resource that are compared.
const NAMES: usize = 300;

/// A name that as a pattern matches that of another object.
pub(super) fn check(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) {
    let (RuleKind::Custom, Some(first)) = (looked.kind, looked.own.first()) else { return };
    if looked.compat.mends(Switch::ObjectNames) {
        return;
    }
    for (label, _) in first.labels() {
        let Some(resource) = looked.rule.resources.resource_for_label(label) else { continue };
        let names: BTreeSet<&str> =
            looked.own.iter().filter_map(|series| series.label(label)).take(NAMES).collect();
        let pair = names.iter().filter(|name| name.contains('.')).find_map(|pattern| {
            let other = names.iter().find(|name| *name != pattern && matches(pattern, name))?;
            Some((pattern, other))
        });
        if let Some((pattern, other)) = pair {
            let message = format!(
                "{pattern} matches {other}, too, where several {resource} are asked for at once: a point matches any character"
            );
            found.push(looked.of_mapping(Error::new(codes::metrics::RAW_PATTERN, message)));
            return;
        }
    }
}

/// Whether a name, read as a pattern of which only points mean something, matches another.
fn matches(pattern: &str, name: &str) -> bool {
    let mut pairs = pattern.chars().zip(name.chars());
    pattern.chars().count() == name.chars().count() && pairs.all(|(held, other)| held == '.' || held == other)
}
