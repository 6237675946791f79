//! Series of a pod as a whole beside those of its containers, which both go into the pod's usage.

use super::index::Index;
use crate::budget::Budget;
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::metrics::series::Series;
use crate::resources::GroupResource;
use crate::rules::Probe;
use crate::rules::ResourceRule;

pub(super) fn check(
    rule: &ResourceRule,
    series: &Index<'_>,
    budget: &Budget,
    found: &mut Vec<Diagnostic>,
) -> Result<()> {
    let Ok(pod) = rule.resources.label_for(&GroupResource::core("pods")) else { return Ok(()) };
    let container = rule.container_label.as_str();
    let groups = [&*pod, container];
    let Some(probe) = Probe::of(&rule.container_query, "", &groups, budget) else { return Ok(()) };
    for probed in probe.selectors().filter(|probed| probed.is_matched) {
        let Some(selects) = probed.selects(budget) else { continue };
        let mut selected = series.selected(&selects, budget)?;
        selected.retain(|series| series.label(&pod).is_some_and(|pod| !pod.is_empty()));
        let of_container = |series: &&Series| series.label(container).is_some_and(|name| !name.is_empty());
        let whole = selected.iter().filter(|series| !of_container(series)).count();
        if whole == 0 || !selected.iter().any(of_container) {
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
        break;
    }
    Ok(())
}
