//! What a migration cannot keep.

use serde::Serialize;

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Loss {
    /// That pods which are not ready, or have no sample, count otherwise than the others.
    PodReadiness,
    /// That pods are chosen by the target's selector.
    PodSelector,
    /// That a metric is one of an object.
    DescribedObject,
    /// A resource that no trigger has.
    Resource,
    /// Digits of a target.
    Precision,
    /// How the controller scales to zero and from it.
    ScaleToZero,
    /// That one server alone has `external.metrics.k8s.io`.
    ExternalMetricsApi,
    /// Replicas at certain times.
    Cron,
    /// When a trigger is active.
    Activation,
    /// Replicas while a trigger cannot be read.
    Fallback,
    /// Which Prometheus is asked, and how.
    Server,
}

/// What cannot be kept, where it stood, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Lost {
    /// What it is.
    pub what: Loss,
    /// The field that it stood in, of the object that was given.
    pub path: String,
    /// Why, and what is there in its place.
    pub reason: String,
}

impl Lost {
    pub(super) fn new(what: Loss, path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { what, path: path.into(), reason: reason.into() }
    }
}
