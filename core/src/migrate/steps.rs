//! In which order to act.

use super::lost::{Loss, Lost};

/// The order of steps from an adapter to KEDA that leaves no gap. With metrics of `external.metrics.k8s.io` there are two more, as
/// the HPAs that have such metrics lose them at the moment at which KEDA takes the API.
pub(super) fn to_keda(lost: &[Lost], name: &str) -> Vec<String> {
    let is_external = lost.iter().any(|lost| lost.what == Loss::ExternalMetricsApi);
    let mut steps = Vec::new();
    if is_external {
        steps.push(
            "Before KEDA is installed: give each external metric as one of the Namespace, too, by a rule under `rules`, and let the HPAs ask for that (type Object, describedObject Namespace): custom.metrics.k8s.io stays the adapter's.".to_owned(),
        );
    }
    steps.push(
        "Install KEDA. It takes the APIService v1beta1.external.metrics.k8s.io; those of custom.metrics.k8s.io and metrics.k8s.io stay.".to_owned(),
    );
    if is_external {
        steps.push(
            "HPAs that still ask the adapter for external metrics hold their replicas from here on; apply their ScaledObjects next.".to_owned(),
        );
    }
    steps.push(format!(
        "Take the HPA {name} out of what applies it (GitOps, Helm with helm.sh/resource-policy: keep) without deleting the object."
    ));
    steps.push(format!(
        "Apply the ScaledObject. Its annotation lets KEDA take the HPA {name} over as it is: one HPA all the while, and no pod restarts."
    ));
    steps.push(format!(
        "Look whether it is served: `kubectl get scaledobject {name}` is Ready, `kubectl describe hpa {name}` has ScalingActive True."
    ));
    steps.push(
        "When no HPA asks for custom metrics any more, delete the adapter and its APIServices.".to_owned(),
    );
    steps
}

/// The order of steps from KEDA to an adapter.
pub(super) fn from_keda(name: &str, has_external: bool, restores: bool) -> Vec<String> {
    let mut steps = Vec::new();
    if has_external {
        steps.push("Add the rules to the adapter's configuration, and wait until it lists the metrics: `counterpoise metrics` says which it will.".to_owned());
    }
    if restores {
        steps.push(
            "Set advanced.restoreToOriginalReplicaCount to false: else deleting the ScaledObject sets the replicas back.".to_owned(),
        );
    }
    steps.push(format!(
        "Delete the ScaledObject and leave its HPA: `kubectl delete scaledobject {name} --cascade=orphan`."
    ));
    if has_external {
        steps.push("Give v1beta1.external.metrics.k8s.io to the adapter. HPAs of KEDA's hold their replicas from here on.".to_owned());
    }
    steps.push("Apply the HPA: it has the name of the one that KEDA left, and takes its place.".to_owned());
    steps
}
