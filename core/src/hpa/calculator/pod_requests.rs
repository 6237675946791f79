use super::Failure;
use crate::hpa::Profile;
use crate::kube::{Container, Pod};
use crate::quantity::Quantity;

/// What a pod requests of a resource, milli: its container of a name, the pod as a whole where that is set, else all
/// its containers and sidecars. Mirrors `podautoscaler.calculateRequests`.
pub(in crate::hpa) fn pod_request(
    pod: &Pod,
    resource: &str,
    container: Option<&str>,
    profile: &Profile,
) -> Result<i64, Failure> {
    match container {
        None if profile.pod_level_requests && has_own_requests(pod) => own_request(pod, resource),
        None => containers_request(pod, resource, profile, |_| true),
        Some(name) if profile.strict_container => container_request(pod, resource, name),
        Some(name) => containers_request(pod, resource, profile, |container| container.name == name),
    }
}

/// Containers, then sidecars: the init containers that restart always.
fn running_containers(pod: &Pod) -> impl Iterator<Item = &Container> {
    let sidecars = pod.spec.init_containers.iter().filter(|container| is_sidecar(container));
    pod.spec.containers.iter().chain(sidecars)
}

fn is_sidecar(container: &Container) -> bool {
    container.restart_policy.as_deref() == Some("Always")
}

fn containers_request(
    pod: &Pod,
    resource: &str,
    profile: &Profile,
    counts: impl Fn(&Container) -> bool,
) -> Result<i64, Failure> {
    let mut sum = 0;
    for container in &pod.spec.containers {
        if counts(container) {
            sum = profile.arithmetic.add(sum, request_of(pod, container, resource)?);
        }
    }
    for container in &pod.spec.init_containers {
        if is_sidecar(container) && counts(container) {
            sum = profile.arithmetic.add(sum, request_of(pod, container, resource)?);
        }
    }
    Ok(sum)
}

fn container_request(pod: &Pod, resource: &str, name: &str) -> Result<i64, Failure> {
    match running_containers(pod).find(|container| container.name == name) {
        Some(container) => request_of(pod, container, resource),
        None => Err(Failure::NoContainer { container: name.to_owned(), pod: pod.metadata.name.to_string() }),
    }
}

fn request_of(pod: &Pod, container: &Container, resource: &str) -> Result<i64, Failure> {
    match container.resources.requests.get(resource) {
        Some(request) => Ok(request.milli_value()),
        None => Err(missing_request(pod, container, resource)),
    }
}

#[cold]
fn missing_request(pod: &Pod, container: &Container, resource: &str) -> Failure {
    Failure::MissingRequest {
        resource: resource.to_owned(),
        container: container.name.to_string(),
        pod: pod.metadata.name.to_string(),
    }
}

/// Mirrors `resource.IsPodLevelRequestsSet` of component-helpers.
fn has_own_requests(pod: &Pod) -> bool {
    pod.spec.resources.as_ref().is_some_and(|own| own.requests.iter().any(|(name, _)| is_pod_level(name)))
}

fn is_pod_level(resource: &str) -> bool {
    matches!(resource, "cpu" | "memory") || resource.starts_with("hugepages-")
}

/// The pod's own request and its overhead; of a resource that only its containers request, what they need at most.
/// Mirrors `resource.PodRequests` of component-helpers.
fn own_request(pod: &Pod, resource: &str) -> Result<i64, Failure> {
    let own = pod.spec.resources.as_ref().and_then(|own| own.requests.get(resource));
    let request = match own {
        Some(own) if is_pod_level(resource) => Some(own.clone()),
        _ => containers_need(pod, resource),
    };
    match plus(request, pod.spec.overhead.as_ref().and_then(|overhead| overhead.get(resource))) {
        Some(request) => Ok(request.milli_value()),
        None => Err(Failure::MissingPodRequest {
            resource: resource.to_owned(),
            pod: pod.metadata.name.to_string(),
        }),
    }
}

/// The larger of what runs together at last and what each init container needs beside the sidecars before it.
fn containers_need(pod: &Pod, resource: &str) -> Option<Quantity> {
    let request = |container: &'_ Container| container.resources.requests.get(resource).cloned();
    let sum = |containers: Option<Quantity>, container| plus(containers, request(container).as_ref());
    let running = running_containers(pod).fold(None, sum);
    let mut sidecars = None;
    let mut starting: Option<Quantity> = None;
    for container in &pod.spec.init_containers {
        let together = plus(sidecars.clone(), request(container).as_ref());
        if is_sidecar(container) {
            sidecars.clone_from(&together);
        }
        starting = starting.max(together);
    }
    running.max(starting)
}

/// A sum in which what is absent stays absent.
fn plus(sum: Option<Quantity>, more: Option<&Quantity>) -> Option<Quantity> {
    match (sum, more) {
        (Some(sum), Some(more)) => Some(sum.add(more)),
        (sum, more) => sum.or_else(|| more.cloned()),
    }
}
