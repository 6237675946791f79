use std::collections::{BTreeMap, BTreeSet};

use super::{CustomEntry, Entry, Overwritten, RuleKind};

/// A rule by its place, and the series that it gives a metric of.
type Giver<'a> = (usize, &'a str);

/// The place of the resource that a metric describes; an external metric describes none.
type Place = Option<usize>;

/// The metrics given so far, each with what gave it last.
#[derive(Default)]
pub(super) struct Metrics<'a> {
    held: BTreeMap<Box<str>, BTreeMap<Place, Giver<'a>>>,
    /// What was held and what came in its place.
    overwritten: BTreeSet<(Box<str>, Place, [Giver<'a>; 2])>,
}

impl<'a> Metrics<'a> {
    /// A rule gives a metric of a series; what was held is overwritten.
    pub(super) fn give(&mut self, metric: &str, resource: Place, rule: usize, series: &'a str) {
        if !self.held.contains_key(metric) {
            self.held.insert(metric.into(), BTreeMap::new());
        }
        let Some(by_resource) = self.held.get_mut(metric) else { return };
        let giver = (rule, series);
        match by_resource.insert(resource, giver) {
            Some(earlier) if earlier != giver => {
                self.overwritten.insert((metric.into(), resource, [earlier, giver]));
            }
            _ => {}
        }
    }

    /// What was overwritten, by the printed names of the resources.
    pub(super) fn overwritten(&self, kind: RuleKind, name: impl Fn(usize) -> String) -> Vec<Overwritten> {
        let told = self.overwritten.iter().map(|(metric, resource, [earlier, later])| Overwritten {
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
    pub(super) fn into_custom(self) -> Vec<CustomEntry> {
        let entries = self.into_entries();
        entries.filter_map(|(resource, entry)| Some(CustomEntry { entry, resource: resource? })).collect()
    }

    /// The metrics of nothing in the cluster, sorted.
    pub(super) fn into_external(self) -> Vec<Entry> {
        self.into_entries().map(|(_, entry)| entry).collect()
    }

    fn into_entries(self) -> impl Iterator<Item = (Place, Entry)> {
        self.held.into_iter().flat_map(|(metric, by_resource)| {
            by_resource.into_iter().map(move |(resource, (rule, series))| {
                (resource, Entry { metric: metric.clone(), rule, series: series.into() })
            })
        })
    }
}
