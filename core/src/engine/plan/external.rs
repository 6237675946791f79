use std::borrow::Cow;

use super::origins::Origin;
use super::query::{GroupBy, Query, Source, unlabelled};
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::Result;
use crate::metrics::answer::PrometheusAnswer;
use crate::metrics::convert::{self, Conversion};
use crate::metrics::request::{ExternalRequest, Objects};

/// The plan of a request of `external.metrics.k8s.io`.
#[derive(Debug, Clone)]
pub struct ExternalPlan<'a> {
    pub(super) engine: &'a Engine,
    request: &'a ExternalRequest<'a>,
    query: Query<'a>,
    promql: String,
}

impl<'a> ExternalPlan<'a> {
    /// What to ask Prometheus.
    #[must_use]
    pub fn promql(&self) -> &str {
        &self.promql
    }

    /// The path of the rule that the query comes from, `externalRules[0]`.
    #[must_use]
    pub fn rule(&self) -> &'a str {
        self.query.rule
    }

    /// The series that the rule makes the metric of.
    #[must_use]
    pub fn series(&self) -> &'a str {
        self.query.series
    }

    /// The namespace that is asked for, whether or not the rule's series have one.
    #[must_use]
    pub fn namespace(&self) -> &'a str {
        &self.request.namespace
    }

    /// The label that the namespace is matched by, where it is.
    pub(crate) fn namespace_label(&self) -> Option<&str> {
        self.query.namespace_label.as_deref()
    }

    /// The values that the query is matched by, sorted by label, as a template's `.LabelValuesByName` has them.
    #[must_use]
    pub fn label_values(&self) -> Vec<(String, String)> {
        self.query.label_values(self.engine, &[])
    }

    /// Where the pieces of the query come from, in its order and without gaps; of more than 10,000 the first.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn origins(&self, budget: &Budget) -> Result<Vec<Origin>> {
        self.query.origins(self.engine, &Objects::All, &[], &self.promql, budget)
    }

    /// Makes the API's answer of Prometheus' answer to the query; values have the timestamps of the samples. Mirrors
    /// `externalPrometheusProvider.GetExternalMetric`.
    ///
    /// # Errors
    /// `metrics.answer` and `metrics.result-type` for an answer without values.
    pub fn convert(&self, answer: &PrometheusAnswer<'_>) -> Result<Conversion> {
        convert::external(self.request, &answer.result()?, self.engine.compat)
    }
}

impl Engine {
    /// Mirrors `externalSeriesRegistry.QueryForMetric`.
    pub(super) fn plan_external<'a>(
        &'a self,
        request: &'a ExternalRequest<'a>,
        budget: &Budget,
    ) -> Result<ExternalPlan<'a>> {
        let selector = self.selector(&request.label_selector, "request.labelSelector")?;
        let held = self.registry.external(&request.metric).ok_or_else(|| self.lost_external(request))?;
        let rule = self.compiled.external.get(held.rule).ok_or_else(|| self.lost_external(request))?;
        let label = || {
            rule.resources.label_for(&self.namespaces).map_err(|error| {
                unlabelled(error, &rule.path).with_hint(
                    "The query matches the request's namespace: map a label to namespaces in resources.overrides, or \
                     set resources.namespaced to false.",
                )
            })
        };
        let query = Query {
            rule: &rule.path,
            series: &held.series,
            resource: None,
            namespace: Some(&request.namespace),
            selector,
            namespace_label: rule.namespaced.then(label).transpose()?,
            object_label: Cow::Borrowed(""),
            source: Source::of_rule(rule, GroupBy::Nothing),
        };
        let promql = query.text(self, &[], budget)?;
        Ok(ExternalPlan { engine: self, request, query, promql })
    }
}
