//! Texts that are given as answers and are none of Prometheus'.

use super::finding::Finding;
use super::given::Given;
use crate::metrics::answer::PrometheusAnswer;

/// Answers of Prometheus that say that it refused a query, or that are none of its own.
pub(super) fn check(given: &Given<'_>, found: &mut Vec<Finding>) {
    for answer in &given.answers {
        let refused = PrometheusAnswer::parse(&answer.value).and_then(|answer| answer.result().map(drop));
        found.extend(refused.err().map(|error| Finding::error(&answer.file, error)));
    }
}
