use std::collections::{BTreeMap, BTreeSet};

use super::{ByMetric, Overwritten, RuleKind, Source};
use crate::budget::Budget;
use crate::error::Result;
use crate::limits;

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
    /// By name, and then by resource, sorted.
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
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn give(
        &mut self,
        metric: MetricId,
        resource: Place,
        (rule, series): Giver<'a>,
        budget: &Budget,
    ) -> Result<()> {
        let Some((_, by_resource)) = self.held.get_index_mut(metric.0) else { return Ok(()) };
        let giver = (rule, series);
        match by_resource.binary_search_by_key(&resource, |(held, _)| *held) {
            Err(place) => by_resource.insert(place, (resource, giver)),
            Ok(place) => {
                let Some((_, earlier)) = by_resource.get_mut(place).filter(|(_, held)| *held != giver) else {
                    return Ok(());
                };
                budget.take_match()?;
                self.overwritten.insert((metric.0, resource, [*earlier, giver]));
                *earlier = giver;
            }
        }
        Ok(())
    }

    /// What was overwritten, for each pair of rules the first by the names of metric and resource, and how many there are.
    pub(super) fn overwritten<'n>(
        &self,
        kind: RuleKind,
        name: impl Fn(usize) -> &'n str,
    ) -> Vec<Overwritten> {
        type Told<'t> = (&'t str, Place, [Giver<'t>; 2]);
        let mut pairs: BTreeMap<(usize, usize), (usize, Told<'_>)> = BTreeMap::new();
        for (metric, resource, givers) in &self.overwritten {
            let Some((metric, _)) = self.held.get_index(*metric) else { continue };
            let told: Told<'_> = (metric, *resource, *givers);
            let [(earlier, _), (later, _)] = givers;
            let (count, first) = pairs.entry((*earlier, *later)).or_insert((0, told));
            *count += 1;
            *first = told.min(*first);
        }
        let mut first_of_pairs: Vec<_> = pairs.into_values().collect();
        first_of_pairs.sort_by_key(|(_, first)| *first);
        let told =
            first_of_pairs.into_iter().map(|(count, (metric, resource, [earlier, later]))| Overwritten {
                kind,
                metric: match resource {
                    Some(resource) => format!("{}/{metric}", name(resource)),
                    None => metric.to_owned(),
                },
                rule: earlier.0,
                series: earlier.1.to_owned(),
                by_rule: later.0,
                by_series: later.1.to_owned(),
                count,
            });
        told.take(limits::FINDINGS).collect()
    }

    /// The metrics of resources, sorted.
    pub(super) fn into_custom(self) -> ByMetric<Box<[(usize, Source)]>> {
        let sources = |by_resource: Vec<(Place, Giver<'_>)>| {
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
