use serde::Serialize;

use super::{age, targets};
use crate::error::Result;
use crate::kube::{HorizontalPodAutoscaler, Time};

/// The columns of `kubectl get hpa` by their headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub struct Row {
    /// The HPA's name.
    pub name: String,
    /// Kind and name of what it scales.
    pub reference: String,
    /// Current values and targets; two of them at most.
    pub targets: String,
    /// The lower limit, `<unset>` where it is absent.
    pub minpods: String,
    /// The upper limit.
    pub maxpods: String,
    /// Replicas at the last sync.
    pub replicas: String,
    /// Time since the HPA was created.
    pub age: String,
}

/// One row of `kubectl get hpa`. Mirrors `printersinternal.printHorizontalPodAutoscaler`.
///
/// # Errors
/// `hpa.invalid` for a metric without its source.
pub fn row(hpa: &HorizontalPodAutoscaler, now: Time) -> Result<Row> {
    Ok(Row {
        name: hpa.metadata.name.clone(),
        reference: reference(hpa),
        targets: targets::targets(hpa)?,
        minpods: min_replicas(hpa),
        maxpods: hpa.spec.max_replicas.to_string(),
        replicas: hpa.status.current_replicas.to_string(),
        age: age::since(hpa.metadata.creation_timestamp, now),
    })
}

/// Kind and name of what the HPA scales.
pub(super) fn reference(hpa: &HorizontalPodAutoscaler) -> String {
    let target = &hpa.spec.scale_target_ref;
    format!("{}/{}", target.kind, target.name)
}

/// The lower limit.
pub(super) fn min_replicas(hpa: &HorizontalPodAutoscaler) -> String {
    hpa.spec.min_replicas.map_or_else(|| "<unset>".to_owned(), |count| count.to_string())
}
