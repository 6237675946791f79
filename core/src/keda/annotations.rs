//! Labels and annotations of a ScaledObject that KEDA reads.

use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::kube::ObjectMeta;

/// The label of a ScaledObject, its HPA and the HPA's metrics: the ScaledObject's name.
pub const NAME_LABEL: &str = "scaledobject.keda.sh/name";
/// The annotation by which KEDA takes over an HPA that is there.
pub const TRANSFER_OWNERSHIP: &str = "scaledobject.keda.sh/transfer-hpa-ownership";
/// The annotation with the ScaledObject's labels that its HPA does not get, parted by commas.
pub const EXCLUDED_LABELS: &str = "scaledobject.keda.sh/hpa-excluded-labels";
/// The annotation that stops the scaling at so many replicas.
pub const PAUSED_REPLICAS: &str = "autoscaling.keda.sh/paused-replicas";
/// The annotation that stops the scaling.
pub const PAUSED: &str = "autoscaling.keda.sh/paused";
/// The annotation that stops scaling down.
pub const PAUSED_SCALE_IN: &str = "autoscaling.keda.sh/paused-scale-in";
/// The annotation that stops scaling up.
pub const PAUSED_SCALE_OUT: &str = "autoscaling.keda.sh/paused-scale-out";

/// Whether an annotation is there and does not say no: a text that is no truth value says yes.
pub(super) fn says_yes(metadata: &ObjectMeta, annotation: &str) -> bool {
    let value = metadata.annotations.get(annotation);
    value.is_some_and(|value| truth_value(value).unwrap_or(true))
}

/// Whether KEDA keeps no HPA for now.
///
/// # Errors
/// `keda.annotation` for replicas that are no number.
pub(super) fn is_paused(metadata: &ObjectMeta) -> Result<bool> {
    let Some(replicas) = metadata.annotations.get(PAUSED_REPLICAS) else {
        return Ok(says_yes(metadata, PAUSED));
    };
    match replicas.parse::<i32>() {
        Ok(_) => Ok(true),
        Err(_) => {
            let message = format!("{PAUSED_REPLICAS} is {}, which is no number of replicas", quote(replicas));
            let path = format!("metadata.annotations[{PAUSED_REPLICAS}]");
            Err(Error::new(codes::keda::ANNOTATION, message).in_path(path))
        }
    }
}

/// Mirrors `strconv.ParseBool`.
pub(super) fn truth_value(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}
