use super::Engine;
use super::plan::{Plan, with_names};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::metrics::ResourceName;
use crate::metrics::request::{Objects, Request, ResourceRequest};

/// What to ask Prometheus for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query<'a> {
    /// One query, for a custom or external metric.
    Metric(MetricQuery<'a>),
    /// Two queries, for CPU and memory.
    Resource(ResourceQueries),
}

/// The query of a custom or external metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricQuery<'a> {
    /// The query.
    pub promql: String,
    /// The path of the rule that it comes from: `rules[0]`, `externalRules[1]`.
    pub rule: &'a str,
    /// The series that the rule makes the metric of.
    pub series: &'a str,
    /// The resource that the metric describes, its group after a dot; none for an external metric.
    pub resource: Option<&'a str>,
    /// The namespace that is asked for; none in the root scope.
    pub namespace: Option<&'a str>,
}

/// The queries of CPU and memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceQueries {
    /// Cores by object.
    pub cpu: String,
    /// Bytes by object.
    pub memory: String,
}

impl Engine {
    /// The query for a request. `objects` are the names that the host's listing returned for a request of all
    /// objects; for others they are not read.
    ///
    /// # Errors
    /// `metrics.not-found` where no rule gives the metric, with a hint that says which step lost it;
    /// `metrics.no-objects`, `metrics.no-label`, `metrics.empty-query`, `metrics.operator`, the `selector.*` codes
    /// for the request's selectors, `resources.*` for its resource, and the template's own, in the path of the rule.
    pub fn query<'a>(&'a self, request: &'a Request<'a>, objects: &[&str]) -> Result<Query<'a>> {
        self.query_within(request, objects, &Budget::new(self.limits))
    }

    /// As [`Engine::query`], within what a budget has left.
    pub(crate) fn query_within<'a>(
        &'a self,
        request: &'a Request<'a>,
        objects: &[&str],
        budget: &Budget,
    ) -> Result<Query<'a>> {
        match request {
            Request::Custom(custom) => {
                let plan = self.plan_custom(custom, objects)?;
                let promql = with_names(&custom.objects, objects, |names| self.text(&plan, names, budget))?;
                Ok(Query::Metric(MetricQuery::new(promql, &plan)))
            }
            Request::External(external) => {
                let plan = self.plan_external(external)?;
                let promql = self.text(&plan, &[], budget)?;
                Ok(Query::Metric(MetricQuery::new(promql, &plan)))
            }
            Request::Resource(resource) => {
                self.resource_queries(resource, objects, budget).map(Query::Resource)
            }
        }
    }

    /// The values that the request's query is matched by, label by label, as a template's `.LabelValuesByName` has
    /// them; for resource metrics those of CPU.
    ///
    /// # Errors
    /// As [`Engine::query`], but for those of the template.
    pub fn label_values(&self, request: &Request<'_>, objects: &[&str]) -> Result<Vec<(String, String)>> {
        let budget = Budget::new(self.limits);
        let values = |plan: Plan<'_>, names: &[&str]| {
            plan.with_parts(self, names, &budget, |parts| parts.label_values())
        };
        match request {
            Request::Custom(custom) => {
                let plan = self.plan_custom(custom, objects)?;
                Ok(with_names(&custom.objects, objects, |names| values(plan, names)))
            }
            Request::External(external) => Ok(values(self.plan_external(external)?, &[])),
            Request::Resource(resource) => {
                let plan = self.plan_resource(resource, ResourceName::Cpu)?;
                Ok(with_names(&resource.objects, objects, |names| values(plan, names)))
            }
        }
    }

    pub(super) fn resource_queries(
        &self,
        request: &ResourceRequest<'_>,
        objects: &[&str],
        budget: &Budget,
    ) -> Result<ResourceQueries> {
        if request.objects == Objects::All && objects.is_empty() {
            return Err(super::lost::no_listed(request));
        }
        let query = |name| {
            let plan = self.plan_resource(request, name)?;
            with_names(&request.objects, objects, |names| self.text(&plan, names, budget))
        };
        Ok(ResourceQueries { cpu: query(ResourceName::Cpu)?, memory: query(ResourceName::Memory)? })
    }

    /// The text of a query.
    pub(super) fn text(&self, plan: &Plan<'_>, names: &[&str], budget: &Budget) -> Result<String> {
        let mut promql = String::new();
        plan.render(self, names, budget, &mut promql).map_err(|error| located(error, plan))?;
        Ok(promql)
    }
}

/// An operator or a label is the request's; everything else is the template's, and stands in the configuration.
fn located(error: Error, plan: &Plan<'_>) -> Error {
    if error.is(codes::metrics::OPERATOR) || error.is(codes::metrics::LABEL_NAME) {
        let selector = match plan.resource {
            Some(_) => "request.metricLabelSelector",
            None => "request.labelSelector",
        };
        return error.without_span().in_path(selector);
    }
    plan.template.place_error(error).in_path(plan.query_field).in_path(plan.rule)
}

impl<'a> MetricQuery<'a> {
    fn new(promql: String, plan: &Plan<'a>) -> Self {
        Self {
            promql,
            rule: plan.rule,
            series: plan.series,
            resource: plan.resource,
            namespace: plan.namespace,
        }
    }
}
