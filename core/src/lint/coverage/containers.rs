//! Series of a pod as a whole beside those of its containers, which both go into the pod's usage.

use crate::budget::Budget;
use crate::error::{Diagnostic, Error, Severity, codes};
use crate::metrics::series::{Series, SeriesList};
use crate::resources::GroupResource;
use crate::rules::Probe;
use crate::rules::ResourceRule;

pub(super) fn check(rule: &ResourceRule, series: &SeriesList, budget: &Budget, found: &mut Vec<Diagnostic>) {
    let Ok(pod) = rule.resources.label_for(&GroupResource::core("pods")) else { return };
    let container = rule.container_label.as_str();
    let groups = [&*pod, container];
    let Some(probe) = Probe::of(&rule.container_query, "", &groups, budget) else { return };
    for probed in probe.selectors().filter(|probed| probed.is_matched) {
        let Some(selects) = probed.selects(budget) else { continue };
        let selected = || {
            series.0.iter().filter(|series| {
                series.label(&pod).is_some_and(|pod| !pod.is_empty())
                    && selects.matches_with(|label| series.label(label).unwrap_or_default())
            })
        };
        let of_container = |series: &&Series| series.label(container).is_some_and(|name| !name.is_empty());
        let whole = selected().filter(|series| !of_container(series)).count();
        if whole == 0 || !selected().any(|series| of_container(&series)) {
            continue;
        }
        let message = format!(
            "{whole} series of pods as a whole, without {container}, are selected beside those of their containers, so every pod's \
             usage is counted twice"
        );
        let span = rule.container_query.source().span();
        let error = Error::new(codes::metrics::COUNTED_TWICE, message)
            .with_hint(format!("Write {container}!=\"\" into the braces of containerQuery."))
            .in_path("containerQuery")
            .in_path(&rule.place)
            .placed(span);
        found.push(Diagnostic::new(Severity::Warning, error));
        return;
    }
}
