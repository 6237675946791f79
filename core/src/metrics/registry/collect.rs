use std::collections::BTreeSet;

use super::{ByMetric, Overwritten, RuleKind, Source};

/// A rule by its place, and the series that it gives a metric of.
type Giver<'a> = (usize, &'a str);

/// The place of the resource that a metric describes; an external metric describes none.
type Place = Option<usize>;

/// A metric's name, once it is looked up.
#[derive(Clone, Copy)]
pub(super) struct MetricId(usize);

/// The metrics given so far, each with what gave it last.
#[derive(Default)]
pub(super) struct Metrics<'a> {
    /// By name, and then by resource, of which there are few.
    held: ByMetric<Vec<(Place, Giver<'a>)>>,
    /// What was held and what came in its place.
    overwritten: BTreeSet<(usize, Place, [Giver<'a>; 2])>,
}

impl<'a> Metrics<'a> {
    /// Looks a metric's name up.
    pub(super) fn id(&mut self, metric: String) -> MetricId {
        let entry = self.held.entry(metric.into_boxed_str());
        let at = entry.index();
        entry.or_default();
        MetricId(at)
    }

    /// A rule gives a metric of a series; what was held is overwritten.
    pub(super) fn give(&mut self, metric: MetricId, resource: Place, rule: usize, series: &'a str) {
        let Some((_, by_resource)) = self.held.get_index_mut(metric.0) else { return };
        let giver = (rule, series);
        match by_resource.iter_mut().find(|(held, _)| *held == resource) {
            None => by_resource.push((resource, giver)),
            Some((_, earlier)) if *earlier != giver => {
                self.overwritten.insert((metric.0, resource, [*earlier, giver]));
                *earlier = giver;
            }
            Some(_) => {}
        }
    }

    /// What was overwritten, by the printed names of the resources, sorted by metric.
    pub(super) fn overwritten(&self, kind: RuleKind, name: impl Fn(usize) -> String) -> Vec<Overwritten> {
        let mut overwritten: Vec<_> = self
            .overwritten
            .iter()
            .filter_map(|(metric, resource, givers)| {
                Some((self.held.get_index(*metric)?.0, resource, givers))
            })
            .collect();
        overwritten.sort();
        let told = overwritten.into_iter().map(|(metric, resource, [earlier, later])| Overwritten {
            kind,
            metric: match resource {
                Some(resource) => format!("{}/{metric}", name(*resource)),
                None => metric.to_string(),
            },
            rule: earlier.0,
            series: earlier.1.to_owned(),
            by_rule: later.0,
            by_series: later.1.to_owned(),
        });
        told.collect()
    }

    /// The metrics of resources, sorted.
    pub(super) fn into_custom(self) -> ByMetric<Box<[(usize, Source)]>> {
        let sources = |mut by_resource: Vec<(Place, Giver<'_>)>| {
            by_resource.sort_unstable();
            by_resource.into_iter().filter_map(|(resource, giver)| Some((resource?, giver.into()))).collect()
        };
        self.sorted().map(|(metric, by_resource)| (metric, sources(by_resource))).collect()
    }

    /// The metrics of nothing in the cluster, sorted.
    pub(super) fn into_external(self) -> ByMetric<Source> {
        self.sorted()
            .filter_map(|(metric, by_resource)| Some((metric, by_resource.first()?.1.into())))
            .collect()
    }

    fn sorted(mut self) -> impl Iterator<Item = (Box<str>, Vec<(Place, Giver<'a>)>)> {
        self.held.sort_unstable_keys();
        self.held.into_iter()
    }
}

impl From<Giver<'_>> for Source {
    fn from((rule, series): Giver<'_>) -> Self {
        Self { rule, series: series.into() }
    }
}
