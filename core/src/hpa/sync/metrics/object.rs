//! A metric of one object.

use super::external;
use super::metric::{Evaluation, Metric, Part, Unavailable};
use super::selector_text::check_selector;
use super::value::{average, whole};
use crate::hpa::calculator::Proposal;
use crate::hpa::{Profile, answer};
use crate::kube::autoscaling::{
    CrossVersionObjectReference, MetricSourceType, MetricStatus, MetricTarget, MetricTargetType,
    ObjectMetricSource, ObjectMetricStatus,
};
use crate::quantity::Format;

/// Mirrors `podautoscaler.HorizontalController.computeStatusForObjectMetric`.
pub(super) fn evaluate(metric: &Metric<'_>, source: &ObjectMetricSource) -> Evaluation {
    let unavailable = |message: String, error: String| Unavailable {
        reason: "FailedGetObjectMetric",
        message,
        error: format!("failed to get object metric value: {error}"),
    };
    let plain = |message: String| unavailable(message.clone(), message);
    check_selector(source.metric.selector.as_ref()).map_err(plain)?;
    let name = &source.metric.name;
    match (&source.target.r#type, &source.target) {
        (MetricTargetType::Value, MetricTarget { value: Some(target), .. }) => {
            let usage = value_of(metric, source).map_err(plain)?;
            let proposal = metric.tally.object_value(usage, target.milli_value());
            proposal.map_err(|failure| plain(failure.to_string()))
        }
        (MetricTargetType::AverageValue, MetricTarget { average_value: Some(target), .. }) => {
            let usage = value_of(metric, source).map_err(|message| {
                let error = format!("failed to get {name} object metric: {message}");
                unavailable(message, error)
            })?;
            let proposal = metric.tally.object_average(usage, target.milli_value());
            proposal.map_err(|failure| plain(failure.to_string()))
        }
        _ => {
            let message =
                "invalid object metric source: neither a value target nor an average value target was set";
            Err(plain(message.to_owned()))
        }
    }
}

/// How messages call it.
pub(super) fn called(source: &ObjectMetricSource) -> String {
    match source.target.r#type {
        MetricTargetType::AverageValue => external::called(&source.metric),
        _ => format!("{} metric {}", source.described_object.kind, source.metric.name),
    }
}

/// Its entry in the status.
pub(super) fn status(source: &ObjectMetricSource, profile: &Profile, proposal: &Proposal) -> MetricStatus {
    let is_average = source.target.r#type == MetricTargetType::AverageValue;
    let described = if is_average && !profile.object_average_described {
        CrossVersionObjectReference::default()
    } else {
        source.described_object.clone()
    };
    let current = if is_average { average(proposal.usage, Format::DecimalSi) } else { whole(proposal.usage) };
    let status = ObjectMetricStatus { metric: source.metric.clone(), current, described_object: described };
    MetricStatus { r#type: MetricSourceType::Object, object: Some(status), ..MetricStatus::default() }
}

fn value_of(metric: &Metric<'_>, source: &ObjectMetricSource) -> Part<i64> {
    let (name, object, namespace) = (&source.metric.name, &source.described_object, metric.namespace);
    answer::object_value(metric.answer).map_err(|error| {
        if metric.profile().object_error_in_order {
            format!("unable to get metric {name} on {} {namespace}/{}: {error}", object.kind, object.name)
        } else {
            format!("unable to get metric {name}: {} on {namespace} {}/{error}", object.kind, object.name)
        }
    })
}
