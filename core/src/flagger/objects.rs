//! Flagger's objects, `flagger.app/v1beta1`, as far as metrics go. Unknown fields are ignored.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::kube::ObjectMeta;
use crate::kube::autoscaling::CrossVersionObjectReference;
use crate::limits::reading;

/// A query of a metrics provider, to be shared by canaries.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct MetricTemplate {
    /// Its name and namespace.
    pub metadata: ObjectMeta,
    /// What is asked, and whom.
    pub spec: MetricTemplateSpec,
}

/// What a metric template asks, and whom.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct MetricTemplateSpec {
    /// Who is asked.
    pub provider: MetricTemplateProvider,
    /// The query, with names in double braces.
    pub query: String,
}

/// A metrics provider.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct MetricTemplateProvider {
    /// `prometheus`, or one that is not known here.
    pub r#type: String,
}

/// A progressive delivery of a workload.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Canary {
    /// Its name and namespace.
    pub metadata: ObjectMeta,
    /// What is delivered, and how it is judged.
    pub spec: CanarySpec,
}

/// What is delivered, and how it is judged.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CanarySpec {
    /// The workload.
    pub target_ref: CrossVersionObjectReference,
    /// The service in front of it.
    pub service: CanaryService,
    /// The Ingress in front of it, where it has another name.
    pub ingress_ref: Option<CrossVersionObjectReference>,
    /// The route in front of it, where it has another name.
    pub route_ref: Option<CrossVersionObjectReference>,
    /// How it is judged.
    pub analysis: Option<CanaryAnalysis>,
    /// The older name of `analysis`.
    pub canary_analysis: Option<CanaryAnalysis>,
}

/// The service in front of a canary.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct CanaryService {
    /// Its name; empty for the target's.
    pub name: String,
}

/// How a canary is judged.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct CanaryAnalysis {
    /// The metrics that must all be in their ranges.
    #[serde(deserialize_with = "reading::list")]
    pub metrics: Vec<CanaryMetric>,
}

/// A metric and the range that it must be in.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CanaryMetric {
    /// Its name; `request-success-rate` and `request-duration` are Flagger's own.
    pub name: String,
    /// The window of its query, as it is written there.
    pub interval: String,
    /// The largest value, of Flagger's success rate the smallest, where there is no range.
    pub threshold: f64,
    /// The range.
    pub threshold_range: Option<CanaryThresholdRange>,
    /// A query of its own.
    pub query: String,
    /// The metric template that holds its query.
    pub template_ref: Option<TemplateReference>,
    /// Values for `{{ variables.x }}`.
    pub template_variables: BTreeMap<String, String>,
}

/// The name of a metric template.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct TemplateReference {
    /// Its name.
    pub name: String,
    /// Its namespace; empty for the canary's.
    pub namespace: String,
}

/// A range with its bounds in it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct CanaryThresholdRange {
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
}

impl Canary {
    /// The metrics of the analysis.
    #[must_use]
    pub fn metrics(&self) -> &[CanaryMetric] {
        let analysis = self.spec.analysis.as_ref().or(self.spec.canary_analysis.as_ref());
        analysis.map(|analysis| analysis.metrics.as_slice()).unwrap_or_default()
    }
}
