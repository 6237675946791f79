//! A resource of each pod, or of one container in each.

use super::metric::{Evaluated, Evaluation, Metric, Part, Unavailable};
use super::value::average;
use crate::hpa::answer;
use crate::hpa::calculator::{Proposal, UtilizationTarget};
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
    let usage = usage(metric, &source.name, None, &source.target).map_err(unavailable)?;
    let status = ResourceMetricStatus { name: source.name.clone(), current: usage.current };
    Ok(Evaluated {
        proposal: usage.proposal,
        name: usage.name,
        status: MetricStatus {
            r#type: MetricSourceType::Resource,
            resource: Some(status),
            ..MetricStatus::default()
        },
    })
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
    let usage = usage(metric, &source.name, Some(&source.container), &source.target).map_err(unavailable)?;
    let status = ContainerResourceMetricStatus {
        name: source.name.clone(),
        current: usage.current,
        container: source.container.clone(),
    };
    Ok(Evaluated {
        proposal: usage.proposal,
        name: usage.name,
        status: MetricStatus {
            r#type: MetricSourceType::ContainerResource,
            container_resource: Some(status),
            ..MetricStatus::default()
        },
    })
}

/// Mirrors `podautoscaler.HorizontalController.computeStatusForResourceMetricGeneric`.
fn usage<'a>(
    metric: &Metric<'a>,
    resource: &'a str,
    container: Option<&'a str>,
    target: &MetricTarget,
) -> Part<Usage> {
    // Upstream's word for no container is the empty text.
    let part = container.filter(|name| !name.is_empty());
    let list = || {
        answer::pod_metrics(metric.answer)
            .map_err(|error| format!("unable to get metrics for resource {resource}: {error}"))
    };
    let format = if resource == "memory" { metric.profile().memory_format } else { Format::DecimalSi };
    if let Some(target) = &target.average_value {
        let failed = |error: String| format!("failed to get {resource} usage: {error}");
        let list = list().map_err(failed)?;
        let proposal = metric
            .tally
            .usage(list, resource, part, target.milli_value())
            .map_err(|failure| failed(failure.to_string()))?;
        return Ok(Usage {
            proposal,
            name: format!("{resource} resource"),
            current: average(proposal.usage, format),
        });
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
    let proposal = metric.tally.utilization(list, target).map_err(|failure| failed(failure.to_string()))?;
    let of = if container.is_some() { "container resource" } else { "resource" };
    let current =
        MetricValueStatus { average_utilization: proposal.utilization, ..average(proposal.usage, format) };
    Ok(Usage { proposal, name: format!("{resource} {of} utilization (percentage of request)"), current })
}

/// Usage of a resource, of pods or of one container in each.
struct Usage {
    proposal: Proposal,
    name: String,
    current: MetricValueStatus,
}
