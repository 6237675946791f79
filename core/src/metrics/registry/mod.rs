//! The registry: which API metrics the rules make of the series that Prometheus has.

mod build;
mod candidates;
mod collect;
mod list;

use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;

use crate::error::Result;
use crate::resources::{GroupResource, Mapper};

/// Something for each metric: looked up by hash, gone through in order.
type ByMetric<T> = IndexMap<Box<str>, T, DefaultHashBuilder>;

/// The API metrics of a configuration and a set of series, ready to be looked up without allocating.
///
/// Mirrors `basicSeriesRegistry` and `externalSeriesRegistry` of prometheus-adapter: where two series give the same
/// metric, the one of the later rule, and within a rule the later series, overwrites the other.
#[derive(Debug)]
pub struct Registry {
    /// Every resource that some metric describes.
    resources: Vec<Described>,
    /// Sorted by metric; the series of each by the resource's place in `resources`.
    custom: ByMetric<Box<[(usize, Source)]>>,
    /// Sorted by metric.
    external: ByMetric<Source>,
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

/// What a metric is made of.
#[derive(Debug)]
pub(crate) struct Source {
    /// The place of the rule in its list.
    pub(crate) rule: usize,
    pub(crate) series: Box<str>,
}

/// A metric and the series behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) metric: &'a str,
    /// The place of the rule in its list.
    pub(crate) rule: usize,
    pub(crate) series: &'a str,
}

impl<'a> Entry<'a> {
    fn new(metric: &'a str, source: &'a Source) -> Self {
        Self { metric, rule: source.rule, series: &source.series }
    }
}

/// Metrics that two rules, or two series of one rule, give: the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    /// How many times a series of the one rule takes the place of one of the other.
    pub count: usize,
}

/// A label that is read as a resource, but that queries for the resource do not use.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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

    /// What the metric of a resource is made of.
    pub(crate) fn custom(&self, metric: &str, resource: usize) -> Option<&Source> {
        let (_, source) = self.custom.get(metric)?.iter().find(|(held, _)| *held == resource)?;
        Some(source)
    }

    /// What the metric of nothing in the cluster is made of.
    pub(crate) fn external(&self, metric: &str) -> Option<&Source> {
        self.external.get(metric)
    }

    /// Every custom metric with the resource that it describes, sorted by metric.
    pub(crate) fn all_custom(&self) -> impl Iterator<Item = (Entry<'_>, &Described)> {
        self.custom.iter().flat_map(|(metric, sources)| {
            sources.iter().filter_map(|(resource, source)| {
                Some((Entry::new(metric, source), self.resources.get(*resource)?))
            })
        })
    }

    /// Every external metric, sorted.
    pub(crate) fn all_external(&self) -> impl Iterator<Item = Entry<'_>> {
        self.external.iter().map(|(metric, source)| Entry::new(metric, source))
    }

    /// How many custom and how many external metrics there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.custom.values().map(|sources| sources.len()).sum(), self.external.len())
    }

    /// The metrics that were given more than once, the first for each pair of rules.
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
