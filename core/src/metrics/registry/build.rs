use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, CustomEntry, Described, Entry, Overwritten, Registry};
use crate::metrics::series::{Series, SeriesList};
use crate::resources::{GroupResource, Mapper};
use crate::rules::{Compiled, Rule};

impl Registry {
    /// Sorts series into the metrics that the rules make of them.
    #[must_use]
    pub fn build(compiled: &Compiled, series: &SeriesList, mapper: &Mapper) -> Self {
        let mut resources = Resources::default();
        let mut overwritten = BTreeSet::new();
        let (custom, custom_coverage) =
            custom(discoverable(&compiled.custom), series, &mut resources, &mut overwritten);
        let (external, external_coverage) =
            external(discoverable(&compiled.external), series, &mut overwritten);
        let resources: Vec<Described> = resources.0.into_iter().map(|held| described(held, mapper)).collect();
        Self {
            resources,
            custom,
            external,
            overwritten: overwritten.into_iter().collect(),
            coverage: [custom_coverage, external_coverage],
        }
    }
}

/// The rules, or none of them where one has a `seriesQuery` that Prometheus refuses: discovery fails as a whole, and
/// with it the list of all metrics. In safe mode such a rule is left out before.
fn discoverable(rules: &[Rule]) -> &[Rule] {
    if rules.iter().all(|rule| rule.series_selector.is_ok()) { rules } else { &[] }
}

/// The resources met so far; a metric refers to one by its place.
#[derive(Default)]
struct Resources(Vec<GroupResource>);

impl Resources {
    fn place(&mut self, resource: GroupResource) -> usize {
        self.0.iter().position(|held| *held == resource).unwrap_or_else(|| {
            self.0.push(resource);
            self.0.len() - 1
        })
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
    series: &'a SeriesList,
    coverage: &mut Coverage,
    mut take: impl FnMut(&'a Series, &str) -> bool,
) {
    // Filters and names go by the series' name alone, and names repeat.
    let mut names: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let Ok(selector) = &rule.series_selector else { return };
    for series in &series.0 {
        if !selector.matches_with(|label| series.label(label).unwrap_or_default()) {
            continue;
        }
        coverage.selected += 1;
        let name = names.entry(&series.name).or_insert_with(|| {
            rule.passes_filters(&series.name).then(|| rule.metric_name(&series.name)).flatten()
        });
        if let Some(name) = name {
            coverage.named += 1;
            coverage.described += usize::from(take(series, name));
        }
    }
}

fn custom(
    rules: &[Rule],
    series: &SeriesList,
    resources: &mut Resources,
    overwritten: &mut BTreeSet<Overwritten>,
) -> (Vec<CustomEntry>, Vec<Coverage>) {
    let mut metrics: BTreeMap<(String, usize), (usize, String)> = BTreeMap::new();
    let mut coverage = vec![Coverage::default(); rules.len()];
    for (place, (rule, coverage)) in rules.iter().zip(&mut coverage).enumerate() {
        let mut labels: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        named(rule, series, coverage, |series, metric| {
            let mut described = false;
            for (label, _) in series.labels() {
                let found = labels.entry(label).or_insert_with(|| {
                    rule.resources.resource_for_label(label).map(|resource| resources.place(resource))
                });
                let Some(resource) = *found else { continue };
                described = true;
                let key = (metric.to_owned(), resource);
                let held = metrics.get(&key);
                if held.is_some_and(|(rule, held)| *rule == place && *held == series.name) {
                    continue;
                }
                let earlier = metrics.insert(key, (place, series.name.clone()));
                if let Some((rule, held)) = earlier {
                    let text = resources.0.get(resource).map(ToString::to_string).unwrap_or_default();
                    overwritten.insert(Overwritten {
                        custom: true,
                        metric: format!("{text}/{metric}"),
                        rule,
                        series: held,
                        by_rule: place,
                        by_series: series.name.clone(),
                    });
                }
            }
            described
        });
    }
    let entries = metrics.into_iter().map(|((metric, resource), (rule, series))| CustomEntry {
        entry: Entry { metric: metric.into(), rule, series: series.into() },
        resource,
    });
    (entries.collect(), coverage)
}

fn external(
    rules: &[Rule],
    series: &SeriesList,
    overwritten: &mut BTreeSet<Overwritten>,
) -> (Vec<Entry>, Vec<Coverage>) {
    let mut metrics: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut coverage = vec![Coverage::default(); rules.len()];
    for (place, (rule, coverage)) in rules.iter().zip(&mut coverage).enumerate() {
        named(rule, series, coverage, |series, metric| {
            let held = metrics.get(metric);
            if held.is_some_and(|(rule, held)| *rule == place && *held == series.name) {
                return true;
            }
            let earlier = metrics.insert(metric.to_owned(), (place, series.name.clone()));
            if let Some((rule, held)) = earlier {
                overwritten.insert(Overwritten {
                    custom: false,
                    metric: metric.to_owned(),
                    rule,
                    series: held,
                    by_rule: place,
                    by_series: series.name.clone(),
                });
            }
            true
        });
    }
    let entries = metrics.into_iter().map(|(metric, (rule, series))| Entry {
        metric: metric.into(),
        rule,
        series: series.into(),
    });
    (entries.collect(), coverage)
}
