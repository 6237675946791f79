use super::groups::Readiness;
use crate::hpa::{Profile, Tolerances};
use crate::kube::Pod;

/// What every computation looks at beside its samples.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The release whose behaviour is wanted.
    pub profile: &'a Profile,
    /// The pods of the target: those in its namespace that its selector selects.
    pub pods: &'a [&'a Pod],
    /// The tolerances of the HPA.
    pub tolerances: Tolerances,
    /// When CPU samples count.
    pub readiness: Readiness,
    /// Replicas that the target is asked to have, `scale.spec.replicas`.
    pub spec_replicas: i32,
    /// Replicas that the target has, `scale.status.replicas`.
    pub status_replicas: i32,
}

impl Scope<'_> {
    /// A count, rounded up.
    pub(super) fn replicas(&self, count: f64) -> i32 {
        self.profile.arithmetic.replicas(count.ceil())
    }

    /// Whether a ratio calls for no change.
    pub(super) fn is_within(&self, ratio: f64) -> bool {
        self.profile.is_within(self.tolerances, ratio)
    }
}
