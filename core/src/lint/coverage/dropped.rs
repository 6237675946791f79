//! Matchers of `seriesQuery` that `metricsQuery` does not have, where that lets other series in.

use super::Looked;
use crate::error::{Diagnostic, Error, Result, codes};
use crate::lint::miss::few;
use crate::metrics::registry::RuleKind;
use crate::metrics::series::Series;
use crate::promql::{Matcher, NAME, SeriesSelector};
use crate::rules::Probe;

pub(super) fn check(looked: &Looked<'_>, found: &mut Vec<Diagnostic>) -> Result<()> {
    let rule = looked.rule;
    let (Some(first), Ok(selector)) = (looked.own.first(), &rule.series_selector) else { return Ok(()) };
    let labels: Vec<&str> = first
        .labels()
        .map(|(label, _)| label)
        .filter(|label| rule.resources.resource_for_label(label).is_some())
        .collect();
    let groups = labels.last().map(std::slice::from_ref).unwrap_or_default();
    let Some(probe) = Probe::of(&rule.metrics_query, first.name(), groups, looked.budget) else {
        return Ok(());
    };
    // A label that requests select by is selected by in another way.
    let matchers =
        selector.matchers().filter(|matcher| matcher.name != NAME && !labels.contains(&&*matcher.name));
    for matcher in matchers {
        // One that stands in another part of the query is left out here on purpose, as in a divisor.
        if probe.selectors().any(|probed| probed.written().any(|written| written.name == matcher.name)) {
            continue;
        }
        let Ok(alone) = SeriesSelector::of([matcher.clone()], looked.budget) else { continue };
        for probed in probe.selectors() {
            let is_own = probed.selector.selector.metric() == Some(first.name());
            if !is_own || looked.kind == RuleKind::Custom && !probed.is_matched {
                continue;
            }
            let Some(selects) = probed.selects(looked.budget) else { continue };
            let let_in = |series: &&&Series| {
                (looked.kind == RuleKind::External
                    || labels.iter().all(|label| series.label(label).is_some()))
                    && !alone.matches_with(|label| series.label(label).unwrap_or_default())
            };
            let selected = looked.all.selected(&selects, looked.budget)?;
            let let_in = selected.iter().filter(let_in);
            let mut values: Vec<&str> =
                let_in.map(|series| series.label(&matcher.name).unwrap_or_default()).collect();
            let count = values.len();
            values.sort_unstable();
            values.dedup();
            if count > 0 {
                found.push(looked.of_query(told(looked, matcher, count, &values)));
                break;
            }
        }
    }
    Ok(())
}

fn told(looked: &Looked<'_>, matcher: &Matcher, count: usize, values: &[&str]) -> Error {
    let name = looked.own.first().map_or("", |series| series.name());
    let message = format!(
        "{matcher} of seriesQuery is not in metricsQuery, so {count} series of {name} with {}={} are added too",
        matcher.name,
        few(values)
    );
    Error::new(codes::metrics::DROPPED_MATCHER, message)
        .with_hint(format!("Write it there as well: <<.Series>>{{<<.LabelMatchers>>,{matcher}}}."))
}
