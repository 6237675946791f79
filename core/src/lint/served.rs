//! Whether the rules that are given serve the metrics that the HPAs ask for.

use super::Options;
use super::finding::Finding;
use super::given::Given;
use super::{asked, hpas, meant};
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Diagnostic, Severity, codes};
use crate::resources::Mapper;

/// Metrics of the HPAs that no configuration gives. Without series only those are told that no series could make.
pub(super) fn check(
    given: &Given<'_>,
    (engines, mapper): (&[Engine], &Mapper),
    options: &Options<'_>,
    budget: &Budget,
    found: &mut Vec<Finding>,
) {
    let has_series = given.series.as_ref().is_some_and(|series| !series.0.is_empty());
    if engines.is_empty() {
        return;
    }
    // Of its own, so that what can be checked without is not refused.
    let own = Budget::new(budget.limits());
    for hpa in &given.hpas {
        let Ok(read) = hpas::read(&hpa.value, options) else { continue };
        for index in 0..read.spec.metrics.len() {
            let told = |engine: &Engine| match has_series {
                true => engine.check_hpa_metric(&read, index, budget),
                false => engine.check_hpa_name(&read, index, budget),
            };
            let mut all: Vec<Vec<Diagnostic>> = engines.iter().map(told).collect();
            let is_lost =
                |told: &Vec<Diagnostic>| told.iter().any(|finding| finding.severity == Severity::Error);
            // One that serves the metric is enough.
            let served = all.iter().position(|told| !is_lost(told)).unwrap_or(0);
            let told = all.swap_remove(served);
            if let (true, Some(engine)) = (!is_lost(&told), engines.get(served)) {
                let told_of: Vec<String> =
                    found.iter().filter(|told| is_about_labels(told)).filter_map(path).collect();
                let told = asked::check(given, hpa, (&read, index), engine, mapper, &own);
                found.extend(
                    told.into_iter()
                        .filter(|(rule, _)| !told_of.iter().any(|path| path.starts_with(rule)))
                        .map(|(_, told)| told),
                );
            }
            found.extend(told.into_iter().map(|told| {
                let error = hpas::placed(hpa, told.error);
                let error = match engines.get(served) {
                    Some(engine) => meant::mended(error, &hpa.value, (&read, index), engine, &own),
                    None => error,
                };
                Finding::new(&hpa.file, Diagnostic { error, ..told })
            }));
        }
    }
}

/// Whether a finding says why queries of a rule find nothing, whoever asks.
fn is_about_labels(finding: &Finding) -> bool {
    finding.diagnostic.error.is(codes::metrics::LACKS_LABEL)
        || finding.diagnostic.error.is(codes::metrics::NOT_A_NAME)
}

fn path(finding: &Finding) -> Option<String> {
    finding.diagnostic.error.path().map(str::to_owned)
}
