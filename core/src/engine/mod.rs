//! A compiled configuration and a registry, held together: the handle of every binding.

mod builder;
mod check;
mod input;
mod lost;
mod plan;
mod possible;
mod source;
mod unregistered;

#[cfg(test)]
mod tests;

pub use builder::EngineBuilder;
pub use input::EngineInput;
pub use plan::{
    CpuAndMemory, CustomPlan, ExternalPlan, Origin, OriginInput, OriginKind, OriginSource, Plan, ResourcePlan,
};
pub use source::ConfigSource;
pub(crate) use unregistered::unregistered_api;

use std::fmt;
use std::sync::Arc;

use crate::budget::Budget;
use crate::error::Result;
use crate::kube::ApiResourceList;
use crate::limits::Limits;
use crate::metrics::registry::{Registry, RuleKind};
use crate::resources::{GroupResource, Mapper};
use crate::rules::{Compat, Compiled, Rule};
use crate::selector::Selector;

/// A compiled configuration with the API metrics that it makes of the series that Prometheus has.
///
/// Building one compiles every pattern and template; a plan afterwards is look-ups and one rendering. Immutable once
/// built, so it can be shared by threads.
///
/// ```
/// use counterpoise::engine::{Engine, Plan};
/// use counterpoise::metrics::Request;
///
/// let engine = Engine::from_json(r#"{
///     "config": "rules:\n- seriesQuery: http_requests_total\n  resources: {template: <<.Resource>>}\n  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
///     "series": [{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}]
/// }"#)?;
/// let request = Request::parse("/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests_total")?;
/// let Plan::Custom(plan) = engine.plan(&request, &["web-0", "web-1"])? else { unreachable!() };
/// assert_eq!(plan.promql(), r#"sum(rate(http_requests_total{namespace="default",pod=~"web-0|web-1"}[2m])) by (pod)"#);
/// # Ok::<(), counterpoise::Error>(())
/// ```
pub struct Engine {
    compiled: Arc<Compiled>,
    registry: Registry,
    mapper: Mapper,
    compat: Compat,
    limits: Limits,
    /// The labels that CPU's and memory's container queries group by, joined.
    container_groups: [Box<str>; 2],
    namespaces: GroupResource,
    pods: GroupResource,
    nodes: GroupResource,
    /// What requests of usage select samples by.
    everything: Selector,
}

impl Engine {
    /// The API metrics that the rules make of the series.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The compiled configuration.
    #[must_use]
    pub fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// The rules of a list.
    fn rules(&self, kind: RuleKind) -> &[Rule] {
        match kind {
            RuleKind::Custom => &self.compiled.custom,
            RuleKind::External => &self.compiled.external,
        }
    }

    /// The metrics of a group and version, as discovery lists them; see [`Registry::list`].
    ///
    /// # Errors
    /// `metrics.group`, `limit.output`.
    pub fn list(&self, group: &str, version: &str) -> Result<ApiResourceList> {
        self.registry.list(group, version, &Budget::new(self.limits))
    }

    /// What building it was allowed to cost, and what each call is.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }
}

/// How much of everything it holds; what it holds are tens of kilobytes.
impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (custom_metrics, external_metrics) = self.registry.counts();
        f.debug_struct("Engine")
            .field("rules", &self.compiled.custom.len())
            .field("external_rules", &self.compiled.external.len())
            .field("resource_rules", &self.compiled.resource.is_some())
            .field("custom_metrics", &custom_metrics)
            .field("external_metrics", &external_metrics)
            .field("compat", &self.compat)
            .finish_non_exhaustive()
    }
}
