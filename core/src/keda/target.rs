//! The workload that is scaled: its kind, and whether it has a `scale`.

use super::object::ScaleTarget;
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::kube::autoscaling::CrossVersionObjectReference;
use crate::resources::Mapper;

const GROUP: &str = "apps";
const VERSION: &str = "v1";
const KIND: &str = "Deployment";
const PATH: &str = "spec.scaleTargetRef";

/// That the target has a name.
///
/// # Errors
/// `keda.target`.
pub(super) fn check_name(target: &ScaleTarget) -> Result<()> {
    if target.name.is_empty() {
        let message = "the scale target has no name";
        return Err(Error::new(codes::keda::TARGET, message).in_path(format_args!("{PATH}.name")));
    }
    Ok(())
}

/// The target as the HPA has it. Mirrors `ParseGVKR` and `checkTargetResourceIsScalable`.
///
/// # Errors
/// `keda.target`.
pub(super) fn scale_target(target: &ScaleTarget, mapper: &Mapper) -> Result<CrossVersionObjectReference> {
    let refused = |field: &str, message: String| {
        Error::new(codes::keda::TARGET, message).in_path(format_args!("{PATH}.{field}"))
    };
    let kind = if target.kind.is_empty() { KIND } else { &target.kind };
    let (group, version) = group_version(&target.api_version).ok_or_else(|| {
        refused("apiVersion", format!("{} is no group and version", quote(&target.api_version)))
    })?;
    // KEDA knows these two itself, and looks no version up for them.
    let known = matches!(kind, "Deployment" | "StatefulSet");
    let wanted = if known { "" } else { version };
    let api_version = if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") };
    match mapper.has_scale(group, wanted, kind) {
        None => {
            let message = format!("there is no kind {} in {api_version}", quote(kind));
            let hint = "Write apiVersion and kind as `kubectl api-resources` lists them; for a kind of your own give the cluster's discovery as resources.";
            Err(refused("kind", message).with_hint(hint))
        }
        Some(false) => {
            let message =
                format!("{} of {api_version} has no scale, so that its replicas cannot be set", quote(kind));
            Err(refused("kind", message))
        }
        Some(true) => {
            Ok(CrossVersionObjectReference { kind: kind.to_owned(), name: target.name.clone(), api_version })
        }
    }
}

/// Mirrors `schema.ParseGroupVersion`, with what KEDA takes for an empty text.
fn group_version(api_version: &str) -> Option<(&str, &str)> {
    match api_version.split_once('/') {
        Some((_, version)) if version.contains('/') => None,
        Some(parts) => Some(parts),
        None if api_version.is_empty() => Some((GROUP, VERSION)),
        None => Some(("", api_version)),
    }
}
