//! A metric of no object.

use super::metric::{Evaluation, Metric, Part, Unavailable};
use super::selector_text::{GoSelector, check_selector};
use super::value::{average, whole};
use crate::hpa::answer;
use crate::hpa::calculator::Proposal;
use crate::kube::ExternalMetricValueList;
use crate::kube::autoscaling::{
    ExternalMetricSource, ExternalMetricStatus, MetricIdentifier, MetricSourceType, MetricStatus,
};
use crate::quantity::Format;

/// Mirrors `podautoscaler.HorizontalController.computeStatusForExternalMetric`.
pub(super) fn evaluate(metric: &Metric<'_>, source: &ExternalMetricSource) -> Evaluation {
    let name = &source.metric.name;
    let unavailable = |message: String, error: String| Unavailable {
        reason: "FailedGetExternalMetric",
        message,
        error: format!("failed to get {name} external metric value: {error}"),
    };
    if let Some(target) = &source.target.average_value {
        let list = values(metric, source).map_err(|message| {
            let error = format!("failed to get {name} external metric: {message}");
            unavailable(message, error)
        })?;
        let proposal = metric.tally.external_average(list, target.milli_value());
        proposal.map_err(|failure| {
            let message = failure.to_string();
            unavailable(message.clone(), message)
        })
    } else if let Some(target) = &source.target.value {
        let failed = |message: String| {
            let error = format!("failed to get external metric {name}: {message}");
            unavailable(message, error)
        };
        let list = values(metric, source).map_err(failed)?;
        let proposal = metric.tally.external_value(list, target.milli_value());
        proposal.map_err(|failure| failed(failure.to_string()))
    } else {
        let message =
            "invalid external metric source: neither a value target nor an average value target was set"
                .to_owned();
        Err(unavailable(message.clone(), message))
    }
}

/// Its entry in the status.
pub(super) fn status(source: &ExternalMetricSource, proposal: &Proposal) -> MetricStatus {
    let current = if source.target.average_value.is_some() {
        average(proposal.usage, Format::DecimalSi)
    } else {
        whole(proposal.usage)
    };
    let status = ExternalMetricStatus { metric: source.metric.clone(), current };
    MetricStatus { r#type: MetricSourceType::External, external: Some(status), ..MetricStatus::default() }
}

fn values<'a>(metric: &Metric<'a>, source: &ExternalMetricSource) -> Part<&'a ExternalMetricValueList> {
    let selector = source.metric.selector.as_ref();
    check_selector(selector)?;
    answer::external_values(metric.answer).map_err(|error| {
        let (namespace, name, selector) = (metric.namespace, &source.metric.name, GoSelector(selector));
        format!("unable to get external metric {namespace}/{name}/{selector}: {error}")
    })
}

/// How messages call an external metric, and an object's average.
pub(super) fn called(metric: &MetricIdentifier) -> String {
    format!("external metric {}({})", metric.name, GoSelector(metric.selector.as_ref()))
}
