//! The registry: which API metrics the rules make of the series that Prometheus has.

mod build;
mod candidates;
mod collect;
mod list;

use crate::error::Result;
use crate::resources::{GroupResource, Mapper};

/// The API metrics of a configuration and a set of series, ready to be looked up without allocating.
///
/// Mirrors `basicSeriesRegistry` and `externalSeriesRegistry` of prometheus-adapter: where two series give the same
/// metric, the one of the later rule, and within a rule the later series, overwrites the other.
#[derive(Debug)]
pub struct Registry {
    /// Every resource that some metric describes.
    resources: Vec<Described>,
    /// Sorted by metric and then by the resource's place in `resources`.
    custom: Vec<CustomEntry>,
    /// Sorted by metric.
    external: Vec<Entry>,
    overwritten: Vec<Overwritten>,
    other_labels: Vec<OtherLabel>,
    coverage: [Vec<Coverage>; 2],
}

/// A resource with its printed form, `deployments.apps`.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) group_resource: GroupResource,
    pub(crate) text: Box<str>,
    /// Whether asking for the printed form finds the resource itself, so that no mapper is needed.
    direct: bool,
}

/// A metric and the series behind it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) metric: Box<str>,
    /// The place of the rule in its list.
    pub(crate) rule: usize,
    pub(crate) series: Box<str>,
}

/// A metric of one resource.
#[derive(Debug)]
pub(crate) struct CustomEntry {
    pub(crate) entry: Entry,
    resource: usize,
}

/// A metric that two rules, or two series of one rule, give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overwritten {
    /// The list of rules that both stand in.
    pub kind: RuleKind,
    /// The metric, with its resource before a slash where it has one.
    pub metric: String,
    /// The place of the rule whose series is not used.
    pub rule: usize,
    /// The series that is not used.
    pub series: String,
    /// The place of the rule whose series is used.
    pub by_rule: usize,
    /// The series that is used.
    pub by_series: String,
}

/// A label that is read as a resource, but that queries for the resource do not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherLabel {
    /// The place of the rule in `rules`.
    pub rule: usize,
    /// The resource, its group after a dot.
    pub resource: String,
    /// The label that the series have.
    pub label: String,
    /// The label that queries use.
    pub used: String,
}

/// How far the series came with one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Series that the rule's `seriesQuery` selects.
    pub selected: usize,
    /// Those of them that pass `seriesFilters` and `name.matches`.
    pub named: usize,
    /// Those of them that have a label which names a resource; of external rules all.
    pub described: usize,
}

/// The two lists of rules that give metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// `rules`.
    Custom,
    /// `externalRules`.
    External,
}

impl RuleKind {
    /// The field of the configuration that holds the rules.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Custom => "rules",
            Self::External => "externalRules",
        }
    }
}

impl Registry {
    /// The place of the resource that a request means; `None` where no metric describes it.
    ///
    /// # Errors
    /// The mapper's, for a name that it does not know.
    pub(crate) fn resource(&self, text: &str, mapper: &Mapper) -> Result<Option<usize>> {
        if let Some(place) = self.resources.iter().position(|held| held.direct && &*held.text == text) {
            return Ok(Some(place));
        }
        let info = mapper.resource_for(&GroupResource::parse(text))?;
        Ok(self.resources.iter().position(|held| {
            held.group_resource.group == info.group && held.group_resource.resource == info.resource
        }))
    }

    /// A resource by its place.
    pub(crate) fn described(&self, resource: usize) -> Option<&Described> {
        self.resources.get(resource)
    }

    /// The metric of a resource.
    pub(crate) fn custom(&self, metric: &str, resource: usize) -> Option<&CustomEntry> {
        let key = (metric, resource);
        let place =
            self.custom.binary_search_by(|held| (&*held.entry.metric, held.resource).cmp(&key)).ok()?;
        self.custom.get(place)
    }

    /// The metric of nothing in the cluster.
    pub(crate) fn external(&self, metric: &str) -> Option<&Entry> {
        let place = self.external.binary_search_by(|held| (*held.metric).cmp(metric)).ok()?;
        self.external.get(place)
    }

    /// Every custom metric with the resource that it describes.
    pub(crate) fn all_custom(&self) -> impl Iterator<Item = (&Entry, &Described)> {
        self.custom.iter().filter_map(|held| Some((&held.entry, self.resources.get(held.resource)?)))
    }

    /// Every external metric.
    pub(crate) fn all_external(&self) -> &[Entry] {
        &self.external
    }

    /// How many custom and how many external metrics there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.custom.len(), self.external.len())
    }

    /// The metrics that were given more than once.
    #[must_use]
    pub fn overwritten(&self) -> &[Overwritten] {
        &self.overwritten
    }

    /// The labels of series that queries do not use, though they are read as resources.
    #[must_use]
    pub fn other_labels(&self) -> &[OtherLabel] {
        &self.other_labels
    }

    /// How far the series came with each rule of a list.
    #[must_use]
    pub fn coverage(&self, kind: RuleKind) -> &[Coverage] {
        let [custom, external] = &self.coverage;
        match kind {
            RuleKind::Custom => custom,
            RuleKind::External => external,
        }
    }
}
