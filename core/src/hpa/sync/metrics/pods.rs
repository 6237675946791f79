//! A custom metric of each pod.

use super::metric::{Evaluation, Metric, Unavailable};
use super::selector_text::check_selector;
use super::value::average;
use crate::hpa::answer;
use crate::hpa::calculator::Proposal;
use crate::kube::autoscaling::{MetricSourceType, MetricStatus, PodsMetricSource, PodsMetricStatus};
use crate::quantity::Format;

/// Mirrors `podautoscaler.HorizontalController.computeStatusForPodsMetric`.
pub(super) fn evaluate(metric: &Metric<'_>, source: &PodsMetricSource) -> Evaluation {
    let unavailable = |message: String| Unavailable {
        reason: "FailedGetPodsMetric",
        error: format!("failed to get pods metric value: {message}"),
        message,
    };
    let name = &source.metric.name;
    check_selector(source.metric.selector.as_ref()).map_err(unavailable)?;
    let list = answer::pod_values(metric.answer)
        .map_err(|error| unavailable(format!("unable to get metric {name}: {error}")))?;
    let target = source.target.average_value.as_ref().map_or(0, |target| target.milli_value());
    metric.tally.pods(list, target).map_err(|failure| unavailable(failure.to_string()))
}

/// How messages call it.
pub(super) fn called(source: &PodsMetricSource) -> String {
    format!("pods metric {}", source.metric.name)
}

/// Its entry in the status.
pub(super) fn status(source: &PodsMetricSource, proposal: &Proposal) -> MetricStatus {
    let status = PodsMetricStatus {
        metric: source.metric.clone(),
        current: average(proposal.usage, Format::DecimalSi),
    };
    MetricStatus { r#type: MetricSourceType::Pods, pods: Some(status), ..MetricStatus::default() }
}
