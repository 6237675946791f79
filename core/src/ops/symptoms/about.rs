//! Which findings are about the metric that a text quotes.

use crate::lint::{Finding, Kept};

/// The findings that are not about another metric; all of them where no metric is quoted.
pub(super) fn about(findings: Vec<Finding>, metric: Option<&str>, kept: &Kept) -> Vec<Finding> {
    let Some(metric) = metric else { return findings };
    let rules = kept.rules_of(metric);
    findings.into_iter().filter(|finding| may_be_about(finding, metric, &rules)).collect()
}

fn may_be_about(finding: &Finding, metric: &str, rules: &[&str]) -> bool {
    let error = &finding.diagnostic.error;
    let path = error.path().unwrap_or_default();
    if names(error.message(), metric) || names(error.hint(), metric) {
        return true;
    }
    if path.contains("spec.metrics[") && error.code().starts_with("metrics.") {
        return false;
    }
    // Without series no rule is known to give the metric.
    let is_of_a_rule = ["rules", "externalRules"].iter().any(|list| path.contains(list));
    rules.is_empty() || !is_of_a_rule || rules.iter().any(|rule| path.starts_with(*rule))
}

/// Whether a text has a name as a whole word.
fn names(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').any(|word| word == name)
}
