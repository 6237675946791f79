use std::collections::BTreeMap;

use hashbrown::DefaultHashBuilder;
use indexmap::IndexSet;

use super::candidates::Candidates;
use super::collect::{MetricId, Metrics};
use super::{Coverage, Described, OtherLabel, Registry, RuleKind};
use crate::budget::Budget;
use crate::error::Result;
use crate::limits;
use crate::metrics::series::{Series, SeriesList};
use crate::resources::{GroupResource, Mapper};
use crate::rules::{Compiled, Rule};

impl Registry {
    /// Sorts series into the metrics that the rules make of them.
    ///
    /// # Errors
    /// `limit.work`, `limit.output`.
    pub fn build(compiled: &Compiled, series: &SeriesList, mapper: &Mapper, budget: &Budget) -> Result<Self> {
        let series = Candidates::of(&series.0);
        series.check([discoverable(&compiled.custom), discoverable(&compiled.external)], budget)?;
        let Custom { metrics, resources, other_labels, coverage } =
            custom(discoverable(&compiled.custom), &series, budget)?;
        let (external, external_coverage) = external(discoverable(&compiled.external), &series, budget)?;
        let resources: Vec<Described> = resources.0.into_iter().map(|held| described(held, mapper)).collect();
        let name = |place: usize| resources.get(place).map_or("", |held| &*held.text);
        let mut overwritten = metrics.overwritten(RuleKind::Custom, name);
        overwritten.extend(external.overwritten(RuleKind::External, |_| ""));
        Ok(Self {
            resources,
            custom: metrics.into_custom(),
            external: external.into_external(),
            overwritten,
            other_labels,
            coverage: [coverage, external_coverage],
        })
    }
}

/// The rules, or none of them where one has a `seriesQuery` that Prometheus refuses: discovery fails as a whole, and
/// with it the list of all metrics. In safe mode such a rule is left out before.
fn discoverable(rules: &[Rule]) -> &[Rule] {
    if rules.iter().all(|rule| rule.series_selector.is_ok()) { rules } else { &[] }
}

/// The resources met so far; a metric refers to one by its place.
#[derive(Default)]
struct Resources(IndexSet<GroupResource, DefaultHashBuilder>);

impl Resources {
    fn place(&mut self, resource: GroupResource) -> usize {
        self.0.insert_full(resource).0
    }
}

fn described(group_resource: GroupResource, mapper: &Mapper) -> Described {
    let text = group_resource.to_string().into_boxed_str();
    let direct = mapper.normalize(&group_resource).is_ok_and(|found| found == group_resource);
    Described { group_resource, text, direct }
}

/// The series that a rule takes, with the metric that each gives.
fn named<'a>(
    rule: &Rule,
    series: &Candidates<'a>,
    metrics: &mut Metrics<'a>,
    coverage: &mut Coverage,
    budget: &Budget,
    mut take: impl FnMut(&'a Series, MetricId, &mut Metrics<'a>) -> Result<bool>,
) -> Result<()> {
    let Ok(selector) = &rule.series_selector else { return Ok(()) };
    series.selected_by_name(selector, budget, |selected, state: &mut Option<Option<MetricId>>| {
        let value = |label: &str| selected.label(label).unwrap_or_default();
        if !selector.matches_labels(value, budget)? {
            return Ok(());
        }
        budget.take_match()?;
        coverage.selected += 1;
        // Filters and names go by the series' name alone, and names repeat.
        let metric = match *state {
            Some(metric) => metric,
            None => {
                let passes = rule.passes_filters_within(selected.name(), budget)?;
                let name = if passes { rule.metric_name(selected.name(), budget)? } else { None };
                *state.insert(name.map(|name| metrics.id(name)))
            }
        };
        if let Some(metric) = metric {
            coverage.named += 1;
            coverage.described += usize::from(take(selected, metric, metrics)?);
        }
        Ok(())
    })
}

/// What the custom rules give.
struct Custom<'a> {
    metrics: Metrics<'a>,
    resources: Resources,
    other_labels: Vec<OtherLabel>,
    coverage: Vec<Coverage>,
}

fn custom<'a>(rules: &[Rule], series: &Candidates<'a>, budget: &Budget) -> Result<Custom<'a>> {
    let mut metrics = Metrics::default();
    let mut resources = Resources::default();
    let mut other_labels = Vec::new();
    let mut coverage = vec![Coverage::default(); rules.len()];
    for (place, (rule, coverage)) in rules.iter().zip(&mut coverage).enumerate() {
        let mut labels: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        named(rule, series, &mut metrics, coverage, budget, |series, metric, metrics| {
            let mut described = false;
            for (label, _) in series.labels() {
                budget.take_steps(1)?;
                let resource = match labels.get(label) {
                    Some(resource) => *resource,
                    None => {
                        let resource = rule.resources.resource_for_label_within(label, budget)?;
                        if other_labels.len() < limits::FINDINGS {
                            let read = resource.as_ref();
                            other_labels.extend(read.and_then(|read| other_label(place, rule, read, label)));
                        }
                        *labels.entry(label).or_insert(resource.map(|resource| resources.place(resource)))
                    }
                };
                if resource.is_some() {
                    described = true;
                    metrics.give(metric, resource, (place, series.name()), budget)?;
                }
            }
            Ok(described)
        })?;
    }
    Ok(Custom { metrics, resources, other_labels, coverage })
}

/// The label, where queries for the resource that it is read as use another.
fn other_label(place: usize, rule: &Rule, resource: &GroupResource, label: &str) -> Option<OtherLabel> {
    let used = rule.resources.label_for(resource).ok().filter(|used| used != label)?;
    let (resource, label, used) = (resource.to_string(), label.to_owned(), used.into_owned());
    Some(OtherLabel { rule: place, resource, label, used })
}

fn external<'a>(
    rules: &[Rule],
    series: &Candidates<'a>,
    budget: &Budget,
) -> Result<(Metrics<'a>, Vec<Coverage>)> {
    let mut metrics = Metrics::default();
    let mut coverage = vec![Coverage::default(); rules.len()];
    for (place, (rule, coverage)) in rules.iter().zip(&mut coverage).enumerate() {
        named(rule, series, &mut metrics, coverage, budget, |series, metric, metrics| {
            metrics.give(metric, None, (place, series.name()), budget).map(|()| true)
        })?;
    }
    Ok((metrics, coverage))
}
