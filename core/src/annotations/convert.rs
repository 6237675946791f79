//! From Prometheus' answer to the value that kube-metrics-adapter keeps of a metric.

use serde::Serialize;

use super::collector::Collector;
use super::plugin::Plugin;
use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::kube::autoscaling::MetricSourceType;
use crate::kube::{
    ExternalMetricValue, HorizontalPodAutoscaler, MetricIdentifier, MetricValue, ObjectReference, Time,
};
use crate::metrics::answer::{PrometheusAnswer, QueryResult};
use crate::quantity::{Format, Quantity};

/// The value of a metric, in the form of the API that serves it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum CollectedValue {
    /// Of an External metric.
    External(ExternalMetricValue),
    /// Of an Object metric.
    Custom(MetricValue),
}

/// Makes the value of a metric from Prometheus' answer to its query: the first sample's alone, and 0 for a matrix.
/// `per-replica` divides it by `replicas`, which the target has by its status, and which count as 0 where the target is
/// neither a Deployment nor a StatefulSet. Mirrors `collector.PrometheusCollector.GetMetrics`.
///
/// # Errors
/// `annotations.refused` for a collector that the adapter refuses, `annotations.not-prometheus` for one that does not ask
/// Prometheus; `annotations.no-result` for an answer without a sample, or NaN; `metrics.answer`.
pub fn convert(
    hpa: &HorizontalPodAutoscaler,
    collector: &Collector,
    answer: &PrometheusAnswer<'_>,
    replicas: i32,
    now: Time,
) -> Result<CollectedValue> {
    let value = collected(collector, answer)?;
    let value = if collector.per_replica && collector.r#type == MetricSourceType::Object {
        let counted = matches!(hpa.spec.scale_target_ref.kind.as_str(), "Deployment" | "StatefulSet");
        value / f64::from(if counted { replicas } else { 0 })
    } else {
        value
    };
    let quantity = Quantity::from_milli(number::int64(value * 1000.0), Format::DecimalSi);
    let metric = &collector.metric;
    Ok(match &collector.reference {
        Some(reference) => CollectedValue::Custom(MetricValue {
            described_object: ObjectReference {
                kind: reference.kind.as_str().into(),
                namespace: reference.namespace.as_str().into(),
                name: reference.name.as_str().into(),
                api_version: reference.api_version.as_str().into(),
            },
            metric: Some(MetricIdentifier {
                name: metric.name.as_str().into(),
                selector: metric.selector.clone(),
            }),
            timestamp: now,
            value: quantity,
            ..MetricValue::default()
        }),
        None => CollectedValue::External(ExternalMetricValue {
            metric_name: metric.name.clone(),
            // A map that is not there is nil, which Go writes as null.
            metric_labels: metric
                .selector
                .as_ref()
                .map(|selector| selector.match_labels.clone())
                .filter(|labels| !labels.is_empty()),
            timestamp: now,
            window_seconds: None,
            value: quantity,
        }),
    })
}

/// The sample that counts.
fn collected(collector: &Collector, answer: &PrometheusAnswer<'_>) -> Result<f64> {
    if let Some(why) = &collector.error {
        return Err(Error::new(codes::annotations::REFUSED, why.as_str()));
    }
    let Some(query) = collector.query.as_ref().filter(|_| collector.plugin == Some(Plugin::Prometheus))
    else {
        let message = match collector.plugin {
            Some(plugin) => {
                format!("the {} collector does not ask Prometheus for this metric", plugin.name())
            }
            None => "no collector asks Prometheus for this metric".to_owned(),
        };
        return Err(Error::new(codes::annotations::NOT_PROMETHEUS, message));
    };
    let value = match answer.result()? {
        QueryResult::Vector(None) | QueryResult::Matrix(None) => {
            return Err(Error::new(codes::metrics::ANSWER, "the result is null"));
        }
        QueryResult::Vector(Some(samples)) if samples.is_empty() => None,
        QueryResult::Vector(Some(samples)) => {
            // Upstream would crash.
            let first = samples
                .get(0)
                .ok_or_else(|| Error::new(codes::metrics::ANSWER, "the first sample is null"))?;
            Some(first.point.value)
        }
        QueryResult::Scalar(point) => Some(point.value),
        QueryResult::Matrix(Some(_)) => Some(0.0),
    };
    value.filter(|value| !value.is_nan()).ok_or_else(|| {
        let message = format!("query '{query}' did not result a valid response");
        Error::new(codes::annotations::NO_RESULT, message)
    })
}
