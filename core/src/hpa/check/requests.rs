//! Pods without the requests that a target in per cent needs.

use super::selected::selected;
use super::{CheckContext, Findings};
use crate::error::{Error, codes};
use crate::hpa::calculator::pod_request;
use crate::kube::autoscaling::{MetricSpec, MetricTarget};
use crate::kube::{HorizontalPodAutoscaler, Pod};

pub(super) fn find(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>, found: &mut Findings) {
    let pods = selected(hpa, context);
    for (index, metric) in hpa.spec.metrics.iter().enumerate() {
        let Some((source, resource, container, target)) = source(metric) else { continue };
        if let Some(error) = container.and_then(|container| no_container(&pods, container)) {
            found.error(error.in_path(format_args!("spec.metrics[{index}].{source}.container")));
            continue;
        }
        if target.average_value.is_some() || target.average_utilization.is_none() {
            continue;
        }
        let request = |pod| pod_request(pod, resource, container, &context.profile);
        if let Some(failure) = pods.iter().find_map(|pod| request(pod).err()) {
            let path = format!("spec.metrics[{index}].{source}.target.averageUtilization");
            found.error(Error::new(codes::hpa::MISSING_REQUEST, failure.to_string()).in_path(path));
        }
    }
}

fn source(metric: &MetricSpec) -> Option<(&'static str, &str, Option<&str>, &MetricTarget)> {
    let resource = metric.resource.as_ref();
    let container = metric.container_resource.as_ref();
    resource
        .map(|of| ("resource", &*of.name, None, &of.target))
        .or_else(|| container.map(|of| ("containerResource", &*of.name, Some(&*of.container), &of.target)))
}

/// That no pod has a container of this name, so that the metric finds no sample.
fn no_container(pods: &[&Pod], wanted: &str) -> Option<Error> {
    let mut names: Vec<&str> =
        pods.iter().flat_map(|pod| &pod.spec.containers).map(|container| container.name.as_str()).collect();
    if names.is_empty() || names.contains(&wanted) {
        return None;
    }
    names.sort_unstable();
    names.dedup();
    let message = format!("no pod of the target has a container {wanted}");
    Some(
        Error::new(codes::hpa::CONTAINER, message)
            .with_hint(format!("They have {}: name one of these.", names.join(", "))),
    )
}
