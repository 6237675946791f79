//! Which source a metric has.

use super::metric::{Evaluation, Metric, Unavailable};
use super::{external, object, pods, resource};
use crate::go::quote;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};

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
