//! `annotations.parse`, `annotations.convert`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::annotations::{self, Parsed};
use crate::error::{Error, Result, codes};
use crate::hpa::HpaDocument;
use crate::hpa::versions::read_v2;
use crate::kube::{HorizontalPodAutoscaler, Time};
use crate::metrics::answer::{AnswerText, PrometheusAnswer};

pub(super) const OPERATIONS: &[Operation] =
    &[operation!("annotations.parse" => parse), operation!("annotations.convert" => convert)];

/// An HPA with annotations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParseInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
}

/// The collectors that kube-metrics-adapter makes of an HPA, and what it passes over.
///
/// # Errors
/// Those of [`annotations::parse`]; `hpa.invalid`, and `yaml.*` for text.
pub fn parse(input: ParseInput) -> Result<Parsed> {
    annotations::parse(&read_v2(&input.hpa)?)
}

/// What Prometheus answered to the query of a metric.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ConvertInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// The metric's place in the spec, from 0.
    pub metric: usize,
    /// Prometheus' answer, as an object or as text.
    pub response: AnswerText,
    /// The replicas of the target by its status, for `per-replica`.
    #[serde(default)]
    pub replicas: i32,
    /// The value's timestamp.
    pub now: Time,
}

/// The value of a metric.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ConvertOutput {
    /// An ExternalMetricValue or a MetricValue.
    pub value: annotations::CollectedValue,
}

/// The value that kube-metrics-adapter keeps of Prometheus' answer.
///
/// # Errors
/// Those of [`annotations::collectors`] and [`annotations::convert`]; `hpa.invalid`, and `yaml.*` for text.
pub fn convert(input: ConvertInput) -> Result<ConvertOutput> {
    let hpa: HorizontalPodAutoscaler = read_v2(&input.hpa)?;
    let collectors = annotations::collectors(&hpa)?;
    let collector = collectors.iter().find(|collector| collector.index == input.metric).ok_or_else(|| {
        let message = match hpa.spec.metrics.get(input.metric) {
            Some(metric) => format!("the adapter does not collect {} metrics", metric.r#type),
            None => format!("the spec has {} metrics", hpa.spec.metrics.len()),
        };
        Error::new(codes::annotations::NOT_PROMETHEUS, message).in_path("metric")
    })?;
    let text = input.response.text();
    let answer = PrometheusAnswer::deferred(&text);
    let value = annotations::convert(&hpa, collector, &answer, input.replicas, input.now)?;
    Ok(ConvertOutput { value })
}
