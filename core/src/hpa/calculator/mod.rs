//! From samples to a replica count, one function a kind of target. Nothing here knows an API path or a status.
//!
//! The arithmetic is upstream's own: int64 sums that wrap, ratios in binary floating point, conversions as Go compiles
//! them for amd64. Time and memory are linear in the number of pods; nothing is allocated but the result.

mod dead_band;
mod failure;
mod groups;
mod missing;
mod plain;
mod pod_requests;
mod proposal;
mod samples;
mod tally;
mod utilization;
mod whole;

pub use dead_band::DeadBand;
pub use failure::Failure;
pub use groups::{Counts, Readiness};
pub use plain::plain;
pub use proposal::{Outcome, Proposal};
pub use samples::{Sample, Samples};
pub(super) use tally::Tally;
pub use utilization::{UtilizationTarget, utilization};
pub use whole::{external_average, external_value, object_average, object_value};

use super::{Profile, Tolerances};
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
    fn replicas(&self, count: f64) -> i32 {
        self.profile.arithmetic.replicas(count.ceil())
    }

    fn is_within(&self, ratio: f64) -> bool {
        self.profile.is_within(self.tolerances, ratio)
    }
}
