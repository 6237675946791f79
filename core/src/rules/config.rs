use crate::error::{Error, Span};
use crate::go::duration::Duration;
use crate::yaml::Text;

/// The adapter's configuration file, as written. Mirrors `config.MetricsDiscoveryConfig`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Config {
    /// `rules`: of the custom metrics API.
    pub rules: Vec<DiscoveryRule>,
    /// `externalRules`: of the external metrics API.
    pub external_rules: Vec<DiscoveryRule>,
    /// `resourceRules`: of the resource metrics API.
    pub resource_rules: Option<ResourceRulesConfig>,
    /// What cannot be read, outside of any rule; upstream refuses the file for it.
    pub errors: Vec<Error>,
    /// Helm values that the chart does not know, which Helm ignores.
    pub ignored: Vec<Error>,
    /// That it is read as Helm values, where that may not be meant; no more than a note.
    pub helm_values: Option<Error>,
    /// Prometheus' address, where Helm values give the adapter one.
    pub prometheus: Option<String>,
}

/// One rule. Mirrors `config.DiscoveryRule`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DiscoveryRule {
    /// `seriesQuery`: the series selector.
    pub series_query: Text,
    /// `seriesFilters`: patterns for the names of the series.
    pub series_filters: Vec<RegexFilter>,
    /// `resources`: which label stands for which resource.
    pub resources: ResourceMapping,
    /// `name`: the metric's name.
    pub name: NameMapping,
    /// `metricsQuery`: the template of the query.
    pub metrics_query: Text,
    /// The rule's path in the document: `rules[0]`, or `rules.custom[0]` in Helm values.
    pub path: String,
    /// Where the rule stands in the source.
    pub span: Option<Span>,
    /// Fields that cannot be read, which are left out; upstream refuses the file for them.
    pub errors: Vec<Error>,
}

/// A pattern that a name must or must not match. Mirrors `config.RegexFilter`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RegexFilter {
    /// `is`
    pub is: Text,
    /// `isNot`
    pub is_not: Text,
    /// Where the filter stands in the source.
    pub span: Option<Span>,
}

/// Which label stands for which resource. Mirrors `config.ResourceMapping`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ResourceMapping {
    /// `template`: of the label's name.
    pub template: Text,
    /// `overrides`: labels that the template does not give, in source order.
    pub overrides: Vec<Override>,
    /// `namespaced`: whether the namespace goes into the query of an external metric; absent means true.
    pub namespaced: Option<bool>,
    /// Where `namespaced` stands in the source.
    pub namespaced_span: Option<Span>,
    /// Where the mapping stands in the source.
    pub span: Option<Span>,
}

/// A label and the resource it stands for. Mirrors an entry of `overrides`, a `config.GroupResource`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Override {
    /// The label.
    pub label: Text,
    /// `group`; empty for the core group, and may be the beginning of one.
    pub group: Text,
    /// `resource`: a plural, a singular or a lower-case kind.
    pub resource: Text,
    /// Where the group and resource stand in the source.
    pub span: Option<Span>,
}

/// How a metric is named after a series. Mirrors `config.NameMapping`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NameMapping {
    /// `matches`: a pattern for the series' name; empty means `.*`.
    pub matches: Text,
    /// `as`: the metric's name, with `$1` and `${name}` for groups; empty means `$0`, or `$1` with one group.
    pub metric_name: Text,
    /// Where the mapping stands in the source.
    pub span: Option<Span>,
}

/// The rules of CPU and memory. Mirrors `config.ResourceRules`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ResourceRulesConfig {
    /// `cpu`
    pub cpu: ResourceRuleConfig,
    /// `memory`
    pub memory: ResourceRuleConfig,
    /// `window`: over how long the queries look back.
    pub window: Duration,
    /// Where `window` stands in the source.
    pub window_span: Option<Span>,
    /// The path in the document: `resourceRules`, or `rules.resource` in Helm values.
    pub path: String,
    /// Fields that cannot be read, which are left out; upstream refuses the file for them.
    pub errors: Vec<Error>,
}

/// The queries of CPU or memory. Mirrors `config.ResourceRule`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ResourceRuleConfig {
    /// `containerQuery`: the template of the query for pods.
    pub container_query: Text,
    /// `nodeQuery`: the template of the query for nodes.
    pub node_query: Text,
    /// `resources`: which label stands for which resource.
    pub resources: ResourceMapping,
    /// `containerLabel`: the label that holds the container's name.
    pub container_label: Text,
}

impl DiscoveryRule {
    /// The path in the document; of a rule that was read from none, its own.
    pub(super) fn place<'a>(&'a self, own: &'a str) -> &'a str {
        if self.path.is_empty() { own } else { &self.path }
    }
}

impl ResourceRulesConfig {
    /// The path in the document; of rules that were read from none, that in the adapter's own file.
    pub(super) fn place(&self) -> &str {
        if self.path.is_empty() { "resourceRules" } else { &self.path }
    }
}

impl Config {
    /// Everything that upstream's reader refuses, with path and position: `rules.unknown-field`,
    /// `rules.duplicate-key`, `rules.type`, `rules.window`.
    pub fn read_errors(&self) -> impl Iterator<Item = &Error> {
        let rules = self.rules.iter().chain(&self.external_rules).map(|rule| &rule.errors);
        let resource = self.resource_rules.iter().map(|rules| &rules.errors);
        std::iter::once(&self.errors).chain(rules).chain(resource).flatten()
    }
}
