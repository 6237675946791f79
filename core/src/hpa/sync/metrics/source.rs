//! Which source a metric has.

use super::metric::{Evaluation, Metric, Unavailable};
use super::{external, object, pods, resource};
use crate::go::quote;
use crate::hpa::Profile;
use crate::hpa::calculator::Proposal;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec, MetricStatus};

/// The metric's replica count and status. Mirrors `podautoscaler.HorizontalController.computeReplicasForMetric`.
pub(super) fn evaluate(metric: &Metric<'_>) -> Evaluation {
    let spec = metric.spec;
    match (&spec.r#type, spec) {
        (MetricSourceType::Object, MetricSpec { object: Some(source), .. }) => {
            object::evaluate(metric, source)
        }
        (MetricSourceType::Pods, MetricSpec { pods: Some(source), .. }) => pods::evaluate(metric, source),
        (MetricSourceType::Resource, MetricSpec { resource: Some(source), .. }) => {
            resource::evaluate(metric, source)
        }
        (MetricSourceType::ContainerResource, MetricSpec { container_resource: Some(source), .. }) => {
            resource::evaluate_container(metric, source)
        }
        (MetricSourceType::External, MetricSpec { external: Some(source), .. }) => {
            external::evaluate(metric, source)
        }
        (other, _) => {
            let message = format!("unknown metric source type {}", quote::quote(other.as_str()));
            Err(Unavailable { reason: "InvalidMetricSourceType", error: message.clone(), message })
        }
    }
}

/// How messages call a metric.
pub(in crate::hpa::sync) fn called(spec: &MetricSpec) -> String {
    let called = match spec.r#type {
        MetricSourceType::Object => spec.object.as_ref().map(object::called),
        MetricSourceType::Pods => spec.pods.as_ref().map(pods::called),
        MetricSourceType::Resource => {
            spec.resource.as_ref().map(|source| resource::called(&source.name, &source.target, false))
        }
        MetricSourceType::ContainerResource => {
            let source = spec.container_resource.as_ref();
            source.map(|source| resource::called(&source.name, &source.target, true))
        }
        MetricSourceType::External => spec.external.as_ref().map(|source| external::called(&source.metric)),
        MetricSourceType::Other(_) => None,
    };
    called.unwrap_or_default()
}

/// The entry in the status of a metric that gave a replica count.
pub(super) fn status(spec: &MetricSpec, profile: &Profile, proposal: &Proposal) -> MetricStatus {
    let status = match spec.r#type {
        MetricSourceType::Object => {
            spec.object.as_ref().map(|source| object::status(source, profile, proposal))
        }
        MetricSourceType::Pods => spec.pods.as_ref().map(|source| pods::status(source, proposal)),
        MetricSourceType::Resource => {
            spec.resource.as_ref().map(|source| resource::status(source, profile, proposal))
        }
        MetricSourceType::ContainerResource => {
            let source = spec.container_resource.as_ref();
            source.map(|source| resource::container_status(source, profile, proposal))
        }
        MetricSourceType::External => spec.external.as_ref().map(|source| external::status(source, proposal)),
        MetricSourceType::Other(_) => None,
    };
    status.unwrap_or_default()
}
