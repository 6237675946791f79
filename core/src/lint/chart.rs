//! Rules that the Helm chart adds: their owner cannot mend them, so nothing is said of them.

use crate::error::Diagnostic;
use crate::rules;

/// The findings that are about what somebody wrote.
pub(super) fn written(findings: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    findings.into_iter().filter(|finding| !finding.error.path().is_some_and(rules::is_of_chart))
}
