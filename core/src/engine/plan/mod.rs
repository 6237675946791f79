//! What a request asks of Prometheus, and what becomes of the answer: looked up and written once, then asked and
//! converted. A plan is typed by its API, so that an answer can only go to a request that has such.

mod custom;
mod external;
mod origins;
mod query;
mod resource;
mod selectors;

pub use custom::CustomPlan;
pub use external::ExternalPlan;
pub use origins::{Origin, OriginInput, OriginKind, OriginSource};
pub use resource::{CpuAndMemory, ResourcePlan};

use super::Engine;
use crate::budget::Budget;
use crate::error::Result;
use crate::metrics::request::Request;

/// The plan of a request, by the API that it asks.
#[derive(Debug, Clone)]
pub enum Plan<'a> {
    /// Of a metric of objects: one query, and values by object.
    Custom(CustomPlan<'a>),
    /// Of a metric of nothing in the cluster: one query, and a value a sample.
    External(ExternalPlan<'a>),
    /// Of CPU and memory: two queries, and usages by object.
    Resource(ResourcePlan<'a>),
}

impl Plan<'_> {
    /// The values that the query is matched by, sorted by label, as a template's `.LabelValuesByName` has them; for
    /// resource metrics those of CPU.
    #[must_use]
    pub fn label_values(&self) -> Vec<(String, String)> {
        match self {
            Self::Custom(plan) => plan.label_values(),
            Self::External(plan) => plan.label_values(),
            Self::Resource(plan) => plan.label_values(),
        }
    }
}

impl Plan<'_> {
    /// Where each piece of the query comes from: of what the rule wrote, of what the request asks for and of what the host's listing
    /// returned. In the order of the query and without gaps; of more than 10,000 pieces the first. Of resource metrics those of
    /// CPU, then those of memory.
    ///
    /// # Errors
    /// `limit.work`, where the template takes more steps than a budget has.
    pub fn origins(&self) -> Result<Vec<Origin>> {
        let engine = match self {
            Self::Custom(plan) => plan.engine,
            Self::External(plan) => plan.engine,
            Self::Resource(plan) => plan.engine,
        };
        self.origins_within(&Budget::new(engine.limits))
    }

    /// As [`Plan::origins`], within what a budget has left.
    pub(crate) fn origins_within(&self, budget: &Budget) -> Result<Vec<Origin>> {
        match self {
            Self::Custom(plan) => plan.origins(budget),
            Self::External(plan) => plan.origins(budget),
            Self::Resource(plan) => plan.origins(budget),
        }
    }
}

impl Engine {
    /// Looks a request up in the rules and writes its query. `objects` are the names that the host's listing returned
    /// for a request of all objects; for others they are not read.
    ///
    /// ```
    /// use counterpoise::engine::{Engine, Plan};
    /// use counterpoise::metrics::Request;
    /// use counterpoise::metrics::answer::PrometheusAnswer;
    ///
    /// let engine = Engine::from_json(r#"{
    ///     "config": {"rules": [{
    ///         "seriesQuery": "queue_depth",
    ///         "resources": {"template": "<<.Resource>>"},
    ///         "metricsQuery": "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)"
    ///     }]},
    ///     "series": [{"__name__": "queue_depth", "namespace": "default", "service": "orders"}]
    /// }"#)?;
    /// let path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/orders/queue_depth";
    /// let request = Request::parse(path)?;
    /// let Plan::Custom(plan) = engine.plan(&request, &[])? else { panic!("a request of custom metrics") };
    /// assert_eq!(plan.promql(), r#"sum(queue_depth{namespace="default",service="orders"}) by (service)"#);
    /// assert_eq!(plan.label_values()[1], ("service".to_owned(), "orders".to_owned()));
    ///
    /// let answer = PrometheusAnswer::parse(
    ///     r#"{"status": "success", "data": {"resultType": "vector", "result": [
    ///         {"metric": {"service": "orders"}, "value": [1714561200, "3.5"]}
    ///     ]}}"#,
    /// )?;
    /// let now = serde_json::from_str(r#""2024-05-01T11:00:00Z""#).unwrap();
    /// let made = plan.convert(&answer, now)?;
    /// assert_eq!(serde_json::to_value(&made.list).unwrap()["items"][0]["value"], "3500m");
    /// # Ok::<(), counterpoise::Error>(())
    /// ```
    ///
    /// # Errors
    /// `metrics.not-found` where no rule gives the metric, with a hint that says which step lost it;
    /// `metrics.no-objects`, `metrics.no-label`, `metrics.empty-query`, `metrics.operator`, the `selector.*` codes
    /// for the request's selectors, `resources.*` for its resource, and the template's own, in the path of the rule.
    /// A list of usage that fails so is served nevertheless: see [`Engine::empty_usage`].
    pub fn plan<'a>(&'a self, request: &'a Request<'a>, objects: &'a [&'a str]) -> Result<Plan<'a>> {
        self.plan_within(request, objects, &Budget::new(self.limits))
    }

    /// As [`Engine::plan`], within what a budget has left.
    pub(crate) fn plan_within<'a>(
        &'a self,
        request: &'a Request<'a>,
        objects: &'a [&'a str],
        budget: &Budget,
    ) -> Result<Plan<'a>> {
        match request {
            Request::Custom(request) => self.plan_custom(request, objects, budget).map(Plan::Custom),
            Request::External(request) => self.plan_external(request, budget).map(Plan::External),
            Request::Resource(request) => self.plan_resource(request, objects, budget).map(Plan::Resource),
        }
    }
}
