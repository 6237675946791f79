//! What the HPA controller's clients ask the metrics APIs for.

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::kube::Pod;
use crate::kube::autoscaling::{
    CrossVersionObjectReference, HorizontalPodAutoscaler, MetricIdentifier, MetricSourceType, MetricSpec,
    ObjectMetricSource,
};
use crate::limits;
use crate::metrics::{CustomApi, Request};
use crate::resources::Mapper;
use crate::selector::Selector;

/// The group and version that the custom metrics client prefers.
const CUSTOM_API: CustomApi = CustomApi::V1Beta2;

/// What is asked for one metric of the spec.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MetricRequest {
    /// The metric's name; for resources the resource.
    pub metric: String,
    /// The type of the metric.
    pub source: MetricSourceType,
    /// The path with its query.
    pub path: String,
}

/// The requests for an HPA's metrics, in the order of its spec. `selector` is the scale's, in text form; `mapper` knows
/// the resources of described objects.
///
/// # Errors
/// `selector.*`, `resources.unknown` and `hpa.request`, with the path of the metric; `limit.output`.
pub fn requests(
    hpa: &HorizontalPodAutoscaler,
    selector: &str,
    mapper: &Mapper,
) -> Result<Vec<MetricRequest>> {
    let selector = Selector::parse(selector).map_err(|error| error.in_path("selector"))?;
    each_request(hpa, &selector, mapper)?.into_iter().collect()
}

/// The request for each of an HPA's metrics, or why there is none: the controller goes on with the others.
///
/// # Errors
/// `limit.output`.
pub(crate) fn each_request(
    hpa: &HorizontalPodAutoscaler,
    selector: &Selector,
    mapper: &Mapper,
) -> Result<Vec<Result<MetricRequest>>> {
    let mut bytes = 0usize;
    let metrics = hpa.spec.metrics.iter().enumerate();
    metrics
        .map(|(index, metric)| {
            let request = request(metric, &hpa.metadata.namespace, selector, mapper)
                .map_err(|error| error.in_path(format_args!("hpa.spec.metrics[{index}]")));
            // The selector stands in each path.
            bytes = bytes.saturating_add(request.as_ref().map_or(0, |request| request.path.len()));
            limits::check_output(bytes)?;
            Ok(request)
        })
        .collect()
}

/// The names of the pods of a namespace that a selector selects: what the cluster lists for the `*` of a Pods metric.
#[must_use]
pub fn selected_pods<'a>(namespace: &str, selector: &Selector, pods: &'a [Pod]) -> Vec<&'a str> {
    let pods = pods.iter().map(|pod| &pod.metadata);
    let selected = pods.filter(|pod| pod.namespace == namespace && selector.matches(&pod.labels));
    selected.map(|pod| pod.name.as_str()).collect()
}

/// The request for one metric of an HPA. `selector` is the scale's; a namespace that is empty is `default`.
/// Mirrors the clients of `k8s.io/kubernetes/pkg/controller/podautoscaler/metrics`.
///
/// # Errors
/// `selector.*`, `resources.unknown` and `hpa.request`.
pub fn request(
    metric: &MetricSpec,
    namespace: &str,
    selector: &Selector,
    mapper: &Mapper,
) -> Result<MetricRequest> {
    let namespace = if namespace.is_empty() { "default" } else { namespace };
    let (name, path) = match &metric.r#type {
        MetricSourceType::Object => {
            let source = present(metric.object.as_ref(), "object")?;
            (&source.metric.name, object(source, namespace, mapper)?)
        }
        MetricSourceType::Pods => {
            let source = present(metric.pods.as_ref(), "pods")?;
            let series = series(&source.metric).map_err(|error| error.in_path("pods.metric.selector"))?;
            segment("subresource", &source.metric.name, "pods.metric.name")?;
            let request =
                Request::pods(CUSTOM_API, namespace, &source.metric.name, selector.to_string(), series);
            (&source.metric.name, request.to_string())
        }
        MetricSourceType::Resource => {
            let source = present(metric.resource.as_ref(), "resource")?;
            (&source.name, Request::pod_metrics(namespace, selector.to_string()).to_string())
        }
        MetricSourceType::ContainerResource => {
            let source = present(metric.container_resource.as_ref(), "containerResource")?;
            (&source.name, Request::pod_metrics(namespace, selector.to_string()).to_string())
        }
        MetricSourceType::External => {
            let source = present(metric.external.as_ref(), "external")?;
            let series = series(&source.metric).map_err(|error| error.in_path("external.metric.selector"))?;
            segment("resource", &source.metric.name.to_lowercase(), "external.metric.name")?;
            (&source.metric.name, Request::external(namespace, &source.metric.name, series).to_string())
        }
        MetricSourceType::Other(text) => {
            let message = format!("no metric source is called {text:?}");
            return Err(Error::new(codes::hpa::REQUEST, message).in_path("type"));
        }
    };
    Ok(MetricRequest { metric: name.clone(), source: metric.r#type.clone(), path })
}

/// Mirrors `metrics.customMetricsClient.GetObjectMetric`: the metric of a Namespace is always the HPA's own namespace's.
fn object(source: &ObjectMetricSource, namespace: &str, mapper: &Mapper) -> Result<String> {
    let series = series(&source.metric).map_err(|error| error.in_path("object.metric.selector"))?;
    let described = &source.described_object;
    if described.kind == "Namespace" && described.group().is_empty() {
        object_name(&source.metric.name, "object.metric.name")?;
        let request = Request::object(CUSTOM_API, "", "namespaces", namespace, &source.metric.name, series);
        return Ok(request.to_string());
    }
    let resource =
        resource(described, mapper).map_err(|error| error.in_path("object.describedObject.kind"))?;
    object_name(&described.name, "object.describedObject.name")?;
    segment("subresource", &source.metric.name, "object.metric.name")?;
    let request =
        Request::object(CUSTOM_API, namespace, &resource, &described.name, &source.metric.name, series);
    Ok(request.to_string())
}

/// The resource of a kind, with its group after a dot: as the cluster lists it, else as Kubernetes itself has it. Mirrors
/// `RESTMapper.RESTMapping`.
fn resource(described: &CrossVersionObjectReference, mapper: &Mapper) -> Result<String> {
    let group = described.group();
    let builtin = Mapper::builtin();
    let known = || mapper.resources().chain(builtin.resources()).filter(|info| info.kind == described.kind);
    if let Some(info) = known().find(|info| info.group == group) {
        return Ok(info.group_resource().to_string());
    }
    // Kinds that moved out of `extensions` kept their names there, for as long as clusters served them.
    if let Some(info) = known().next().filter(|_| group == "extensions") {
        return Ok(format!("{}.extensions", info.resource));
    }
    let dot = if group.is_empty() { "" } else { "." };
    let kind = &described.kind;
    let message = format!(
        "unable to map kind {kind}{dot}{group} to resource: no matches for kind {} in group {}",
        quote(kind),
        quote(group)
    );
    Err(Error::new(codes::resources::UNKNOWN, message))
}

/// The metric's own selector; one that is absent selects nothing, which prints as the empty text, too.
fn series(metric: &MetricIdentifier) -> Result<String> {
    Ok(Selector::of_object(metric.selector.as_ref())?.to_string())
}

fn present<'a, T>(source: Option<&'a T>, field: &str) -> Result<&'a T> {
    source.ok_or_else(|| {
        Error::new(codes::hpa::REQUEST, format!("the metric's type asks for {field}, which is absent"))
            .in_path(field)
    })
}

/// Go's client refuses names that would change the path; `what` is how it calls the segment. Mirrors
/// `rest.IsValidPathSegmentName` and its callers.
fn segment(what: &str, name: &str, path: &str) -> Result<()> {
    let mut found = Vec::new();
    if matches!(name, "." | "..") {
        found.push(format!("may not be '{name}'"));
    } else {
        let within = ['/', '%'].into_iter().filter(|&character| name.contains(character));
        found.extend(within.map(|character| format!("may not contain '{character}'")));
    }
    if found.is_empty() {
        return Ok(());
    }
    let message = format!("invalid {what} {}: [{}]", quote(name), found.join(" "));
    Err(Error::new(codes::hpa::REQUEST, message).in_path(path))
}

/// An object must have a name, where a metric's may be empty. Mirrors `rest.Request.Name`.
fn object_name(name: &str, path: &str) -> Result<()> {
    if name.is_empty() {
        return Err(Error::new(codes::hpa::REQUEST, "resource name may not be empty").in_path(path));
    }
    segment("resource name", name, path)
}
