use super::origins::Origin;
use super::query::{GroupBy, Query, Source, unlabelled, with_names};
use crate::budget::Budget;
use crate::engine::{Engine, lost};
use crate::error::Result;
use crate::kube::Time;
use crate::metrics::answer::PrometheusAnswer;
use crate::metrics::convert::{self, Conversion, CustomTarget};
use crate::metrics::request::{CustomRequest, Objects};
use crate::resources::GroupResource;

/// The plan of a request of `custom.metrics.k8s.io`.
#[derive(Debug, Clone)]
pub struct CustomPlan<'a> {
    pub(super) engine: &'a Engine,
    request: &'a CustomRequest<'a>,
    objects: &'a [&'a str],
    query: Query<'a>,
    promql: String,
}

impl<'a> CustomPlan<'a> {
    /// What to ask Prometheus.
    #[must_use]
    pub fn promql(&self) -> &str {
        &self.promql
    }

    /// The path of the rule that the query comes from, `rules[0]`.
    #[must_use]
    pub fn rule(&self) -> &'a str {
        self.query.rule
    }

    /// The series that the rule makes the metric of.
    #[must_use]
    pub fn series(&self) -> &'a str {
        self.query.series
    }

    /// The resource that the metric describes, its group after a dot.
    #[must_use]
    pub fn resource(&self) -> &'a str {
        self.query.resource.unwrap_or_default()
    }

    /// The namespace that is asked for; none in the root scope.
    #[must_use]
    pub fn namespace(&self) -> Option<&'a str> {
        self.query.namespace
    }

    /// The label that the namespace is matched by, where it is.
    pub(crate) fn namespace_label(&self) -> Option<&str> {
        self.query.namespace_label.as_deref()
    }

    /// The label that objects are matched by.
    pub(crate) fn object_label(&self) -> &str {
        &self.query.object_label
    }

    /// The values that the query is matched by, sorted by label, as a template's `.LabelValuesByName` has them.
    #[must_use]
    pub fn label_values(&self) -> Vec<(String, String)> {
        with_names(&self.request.objects, self.objects, |names| self.query.label_values(self.engine, names))
    }

    /// Where the pieces of the query come from, in its order and without gaps; of more than 10,000 the first.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn origins(&self, budget: &Budget) -> Result<Vec<Origin>> {
        let objects = &self.request.objects;
        with_names(objects, self.objects, |names| {
            self.query.origins(self.engine, objects, names, &self.promql, budget)
        })
    }

    /// Makes the API's answer of Prometheus' answer to the query. `now` is the timestamp of the values, which upstream
    /// gives them in place of the sample's. Mirrors `prometheusProvider.GetMetricByName` and `GetMetricBySelector`.
    ///
    /// # Errors
    /// `metrics.answer` and `metrics.result-type` for an answer without values, `metrics.no-value` where one object was
    /// asked for and has none, `metrics.selector-form`; in safe mode `metrics.several-samples`.
    pub fn convert(&self, answer: &PrometheusAnswer<'_>, now: Time) -> Result<Conversion> {
        let target = CustomTarget {
            request: self.request,
            objects: self.objects,
            described: self.engine.mapper.resource_for(&GroupResource::parse(&self.request.resource))?,
            label: &self.query.object_label,
            selector: self.query.selector,
            now,
            compat: self.engine.compat,
        };
        convert::custom(&target, &answer.result()?)
    }
}

impl Engine {
    /// Mirrors `basicSeriesRegistry.QueryForMetric`.
    pub(super) fn plan_custom<'a>(
        &'a self,
        request: &'a CustomRequest<'a>,
        objects: &'a [&'a str],
        budget: &Budget,
    ) -> Result<CustomPlan<'a>> {
        self.check_objects(&request.label_selector)?;
        let selector = self.selector(&request.metric_label_selector, "request.metricLabelSelector")?;
        let resource = self
            .registry
            .resource(&request.resource, &self.mapper)
            .map_err(|error| self.unknown_resource(request, &error))?;
        if request.objects == Objects::All && objects.is_empty() {
            return Err(lost::no_objects(request));
        }
        let found = resource
            .and_then(|place| {
                Some((self.registry.custom(&request.metric, place)?, self.registry.described(place)?))
            })
            .filter(|(_, described)| {
                described.group_resource.is_root_scoped() == request.namespace.is_none()
            });
        let (held, described) = found.ok_or_else(|| self.lost_custom(request))?;
        let rule = self.compiled.custom.get(held.rule).ok_or_else(|| self.lost_custom(request))?;
        let label =
            |resource| rule.resources.label_for(resource).map_err(|error| unlabelled(error, &rule.path));
        let query = Query {
            rule: &rule.path,
            series: &held.series,
            resource: Some(&described.text),
            namespace: request.namespace.as_deref(),
            selector,
            namespace_label: request.namespace.is_some().then(|| label(&self.namespaces)).transpose()?,
            object_label: label(&described.group_resource)?,
            source: Source::of_rule(rule, GroupBy::Object),
        };
        let promql = with_names(&request.objects, objects, |names| query.text(self, names, budget))?;
        Ok(CustomPlan { engine: self, request, objects, query, promql })
    }
}
