use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::Engine;
use super::source::ConfigSource;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::json;
use crate::kube::ApiResourceList;
use crate::limits::{self, GivenLimits, Limits, reading};
use crate::metrics::registry::Registry;
use crate::metrics::series::{SeriesInput, SeriesList};
use crate::resources::{GroupResource, Mapper};
use crate::rules::{self, Compat, Compiled, ResourceRule, Switch};
use crate::selector::Selector;

/// What an engine is made of: a configuration, and by name whatever else there is.
///
/// ```
/// use counterpoise::engine::{Engine, EngineInput};
/// use counterpoise::metrics::series::SeriesList;
/// use counterpoise::rules::Compat;
///
/// let rules = "
/// rules:
/// - seriesQuery: http_requests_total
///   resources: {template: <<.Resource>>}
///   metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
/// ";
/// let series = SeriesList::parse(r#"[{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}]"#)?;
/// let engine = Engine::new(&EngineInput::new(rules).series(series).compat(Compat::SAFE))?;
/// // Of the pod and of its namespace.
/// assert_eq!(engine.registry().counts(), (2, 0));
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EngineInput {
    /// The configuration.
    pub config: ConfigSource,
    /// The series that Prometheus has.
    pub series: SeriesList,
    /// The cluster's resources as its discovery lists them; without them Kubernetes' own serve.
    pub resources: Option<Vec<ApiResourceList>>,
    /// Whose behaviour is wanted where upstream's is known to hurt.
    pub compat: Compat,
    /// What building the engine may cost, and each call afterwards; by default what a text of as many series may.
    pub limits: Option<Limits>,
}

impl EngineInput {
    /// A configuration without any series: a text, an object, or a [`Config`](rules::Config).
    #[must_use]
    pub fn new(config: impl Into<ConfigSource>) -> Self {
        Self {
            config: config.into(),
            series: SeriesList::default(),
            resources: None,
            compat: Compat::UPSTREAM,
            limits: None,
        }
    }

    /// The series that Prometheus has.
    #[must_use]
    pub fn series(self, series: SeriesList) -> Self {
        Self { series, ..self }
    }

    /// The cluster's resources as its discovery lists them.
    #[must_use]
    pub fn resources(self, resources: Vec<ApiResourceList>) -> Self {
        Self { resources: Some(resources), ..self }
    }

    /// Whose behaviour is wanted where upstream's is known to hurt.
    #[must_use]
    pub fn compat(self, compat: Compat) -> Self {
        Self { compat, ..self }
    }

    /// What building the engine may cost, and each call afterwards.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits: Some(limits), ..self }
    }
}

/// Bytes that a series takes in a text, about.
const SERIES_BYTES: usize = 128;

/// [`EngineInput`] as a JSON object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Object {
    #[serde(deserialize_with = "json::tree")]
    config: Value,
    #[serde(default)]
    series: SeriesInput,
    #[serde(default, deserialize_with = "reading::optional_list")]
    resources: Option<Vec<ApiResourceList>>,
    #[serde(default)]
    compat: Compat,
    #[serde(default)]
    limits: GivenLimits,
}

impl Engine {
    /// Compiles a configuration and sorts the series into the metrics that it makes of them.
    ///
    /// # Errors
    /// What reading and compiling the configuration gives, with path and position; in safe mode
    /// `metrics.duplicate-metric` for a metric that two rules give; `limit.*`.
    pub fn new(input: &EngineInput) -> Result<Self> {
        let allowed = || Limits::for_input(input.series.0.len().saturating_mul(SERIES_BYTES));
        Self::new_within(input, &Budget::new(input.limits.unwrap_or_else(allowed)))
    }

    /// As [`Engine::new`], within what a budget has left.
    pub(crate) fn new_within(input: &EngineInput, budget: &Budget) -> Result<Self> {
        let mapper = Mapper::of(input.resources.as_deref())?;
        let config = input.config.read()?;
        let compiled = rules::compile(&config, &mapper, input.compat, budget)?;
        Self::assemble(compiled, &input.series, mapper, input.compat, budget)?.checked()
    }

    /// An engine of a configuration that is compiled already, whatever its metrics are.
    pub(super) fn assemble(
        compiled: impl Into<Arc<Compiled>>,
        series: &SeriesList,
        mapper: Mapper,
        compat: Compat,
        budget: &Budget,
    ) -> Result<Self> {
        let compiled = compiled.into();
        let registry = Registry::build(&compiled, series, &mapper, budget)?;
        let pods = GroupResource::core("pods");
        let group = |rule: &ResourceRule| {
            let pod = rule.resources.label_for(&pods).unwrap_or_default();
            format!("{pod},{}", rule.container_label).into_boxed_str()
        };
        let container_groups = match &compiled.resource {
            Some(rules) => [group(&rules.cpu), group(&rules.memory)],
            None => Default::default(),
        };
        Ok(Self {
            compiled,
            registry,
            mapper,
            compat,
            limits: budget.limits(),
            container_groups,
            namespaces: GroupResource::core("namespaces"),
            pods,
            nodes: GroupResource::core("nodes"),
            everything: Selector::everything(),
        })
    }

    /// As [`Engine::new`], from a JSON object with the fields of [`EngineInput`].
    ///
    /// # Errors
    /// `limit.size`, the `request.*` codes for text of another form, `metrics.series`, and those of [`Engine::new`].
    pub fn from_json(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        Self::of(json::object(text)?, text.len())
    }

    /// As [`from_json`](Self::from_json), of a text that the caller did not write but made of a value: errors have no positions
    /// in it.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_made_json(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        Self::of(json::object(text).map_err(Error::without_span)?, text.len())
    }

    fn of(object: Object, bytes: usize) -> Result<Self> {
        let Object { config, series, resources, compat, limits } = object;
        let limits = Some(limits.or(Limits::for_input(bytes)));
        let config = ConfigSource::Value(config);
        Self::new(&EngineInput { config, series: series.list()?, resources, compat, limits })
    }

    /// The engine, unless it is to refuse metrics that two rules give and there are some.
    pub(super) fn checked(self) -> Result<Self> {
        if !self.compat.mends(Switch::DuplicateMetrics) {
            return Ok(self);
        }
        let twice = self.registry.overwritten().iter().find(|found| found.rule != found.by_rule);
        let Some(twice) = twice else { return Ok(self) };
        let path = |place: usize| self.rules(twice.kind).get(place).map_or("", |rule| rule.path.as_str());
        let (earlier, later) = (path(twice.rule), path(twice.by_rule));
        let message = format!("{later} gives the metric {}, which {earlier} gives already", twice.metric);
        Err(Error::new(codes::metrics::DUPLICATE_METRIC, message).in_path(later))
    }
}
