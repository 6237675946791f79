//! Other HPAs of the same target.

use super::{CheckContext, Findings};
use crate::error::{Error, codes};
use crate::kube::HorizontalPodAutoscaler;

pub(super) fn find(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>, found: &mut Findings) {
    let target = &hpa.spec.scale_target_ref;
    let is_same = |other: &&HorizontalPodAutoscaler| {
        let reference = &other.spec.scale_target_ref;
        other.metadata.name != hpa.metadata.name
            && namespace(other) == namespace(hpa)
            && reference.name == target.name
            && reference.kind == target.kind
            && reference.group() == target.group()
    };
    let mut names: Vec<_> =
        context.others.iter().filter(is_same).map(|other| &*other.metadata.name).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return;
    }
    let message = format!(
        "{} {} is scaled by {} too: the controller refuses all of them with AmbiguousSelector",
        target.kind,
        target.name,
        names.join(", ")
    );
    found.error(Error::new(codes::hpa::SHARED_TARGET, message).in_path("spec.scaleTargetRef"));
}

/// An HPA's namespace; `default` where it names none.
pub(super) fn namespace(hpa: &HorizontalPodAutoscaler) -> &str {
    let namespace = hpa.metadata.namespace.as_str();
    if namespace.is_empty() { "default" } else { namespace }
}
