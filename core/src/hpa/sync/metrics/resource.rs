//! A resource of each pod, or of one container in each.

use super::metric::{Evaluation, Metric, Part, Unavailable};
use super::value::average;
use crate::hpa::calculator::{Proposal, UtilizationTarget};
use crate::hpa::{Profile, answer};
use crate::kube::autoscaling::{
    ContainerResourceMetricSource, ContainerResourceMetricStatus, MetricSourceType, MetricStatus,
    MetricTarget, MetricValueStatus, ResourceMetricSource, ResourceMetricStatus,
};
use crate::quantity::Format;

/// Mirrors `podautoscaler.HorizontalController.computeStatusForResourceMetric`.
pub(super) fn evaluate<'a>(metric: &Metric<'a>, source: &'a ResourceMetricSource) -> Evaluation {
    let unavailable = |message: String| Unavailable {
        reason: "FailedGetResourceMetric",
        error: format!("failed to get {} resource metric value: {message}", source.name),
        message,
    };
    usage(metric, &source.name, None, &source.target).map_err(unavailable)
}

/// Its entry in the status.
pub(super) fn status(source: &ResourceMetricSource, profile: &Profile, proposal: &Proposal) -> MetricStatus {
    let current = current(&source.name, &source.target, profile, proposal);
    let status = ResourceMetricStatus { name: source.name.clone(), current };
    MetricStatus { r#type: MetricSourceType::Resource, resource: Some(status), ..MetricStatus::default() }
}

/// Mirrors `podautoscaler.HorizontalController.computeStatusForContainerResourceMetric`.
pub(super) fn evaluate_container<'a>(
    metric: &Metric<'a>,
    source: &'a ContainerResourceMetricSource,
) -> Evaluation {
    let unavailable = |message: String| Unavailable {
        reason: "FailedGetContainerResourceMetric",
        error: format!("failed to get {} container metric value: {message}", source.container),
        message,
    };
    usage(metric, &source.name, Some(&source.container), &source.target).map_err(unavailable)
}

/// The entry of a container's metric in the status.
pub(super) fn container_status(
    source: &ContainerResourceMetricSource,
    profile: &Profile,
    proposal: &Proposal,
) -> MetricStatus {
    let status = ContainerResourceMetricStatus {
        name: source.name.clone(),
        current: current(&source.name, &source.target, profile, proposal),
        container: source.container.clone(),
    };
    MetricStatus {
        r#type: MetricSourceType::ContainerResource,
        container_resource: Some(status),
        ..MetricStatus::default()
    }
}

/// How messages call a metric of a resource, of pods or of one container in each.
pub(super) fn called(resource: &str, target: &MetricTarget, of_container: bool) -> String {
    if target.average_value.is_some() {
        return format!("{resource} resource");
    }
    let of = if of_container { "container resource" } else { "resource" };
    format!("{resource} {of} utilization (percentage of request)")
}

fn current(
    resource: &str,
    target: &MetricTarget,
    profile: &Profile,
    proposal: &Proposal,
) -> MetricValueStatus {
    let format = if resource == "memory" { profile.memory_format } else { Format::DecimalSi };
    let utilization = proposal.utilization.filter(|_| target.average_value.is_none());
    MetricValueStatus { average_utilization: utilization, ..average(proposal.usage, format) }
}

/// Mirrors `podautoscaler.HorizontalController.computeStatusForResourceMetricGeneric`.
fn usage<'a>(
    metric: &Metric<'a>,
    resource: &'a str,
    container: Option<&'a str>,
    target: &MetricTarget,
) -> Part<Proposal> {
    // Upstream's word for no container is the empty text.
    let part = container.filter(|name| !name.is_empty());
    let list = || {
        answer::pod_metrics(metric.answer)
            .map_err(|error| format!("unable to get metrics for resource {resource}: {error}"))
    };
    if let Some(target) = &target.average_value {
        let failed = |error: String| format!("failed to get {resource} usage: {error}");
        let list = list().map_err(failed)?;
        let proposal = metric.tally.usage(list, resource, part, target.milli_value());
        return proposal.map_err(|failure| failed(failure.to_string()));
    }
    let Some(percent) = target.average_utilization else {
        return Err(
            "invalid resource metric source: neither an average utilization target nor an average value \
                    (usage) target was set"
                .to_owned(),
        );
    };
    let failed = |error: String| format!("failed to get {resource} utilization: {error}");
    let list = list().map_err(failed)?;
    let target = UtilizationTarget { percent, resource, container: part };
    metric.tally.utilization(list, target).map_err(|failure| failed(failure.to_string()))
}
