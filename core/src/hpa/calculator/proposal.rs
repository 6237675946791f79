use serde::Serialize;

use super::{Bands, Counts, DeadBand};

/// The replica count that one metric calls for, and what led to it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Proposal {
    /// The count.
    pub replicas: i32,
    /// The usage that the status shows, milli: the average over pods, or the value as a whole for a value target.
    pub usage: i64,
    /// The value as a whole, milli, where `usage` is its average over the replicas that there are.
    pub total: Option<i64>,
    /// The usage in per cent of the requests, for a utilization target.
    pub utilization: Option<i32>,
    /// Usage over target.
    pub ratio: f64,
    /// The ratio after missing and unready pods were counted in, where there are any that matter.
    pub recomputed_ratio: Option<f64>,
    /// How many pods that ratio is over: those whose samples count, and those counted in.
    pub counted: Option<i64>,
    /// The pods by group; absent where the computation does not look at them.
    pub pods: Option<Counts>,
    /// Which rule gave the count.
    pub outcome: ProposalOutcome,
    /// Where the tolerance holds the count back: the values at which it would change, in the units of `utilization` for
    /// a utilization target, of `total` where there is one, else of `usage`.
    pub dead_band: Option<DeadBand>,
}

/// Which rule gave a metric's replica count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ProposalOutcome {
    /// The ratio is within the tolerance: the current count.
    WithinTolerance,
    /// The ratio times the pods that count, rounded up.
    RatioOfPods,
    /// At zero replicas: the ratio itself, rounded up, whatever the tolerance.
    RatioFromZero,
    /// The usage over the target for each pod, rounded up.
    UsageOverTarget,
    /// With missing and unready pods counted in the ratio is within the tolerance: the current count.
    RecomputedWithinTolerance,
    /// With missing and unready pods counted in the ratio points the other way: the current count.
    RecomputedTurned,
    /// The recomputed ratio times the pods counted in would move the other way: the current count.
    CountTurned,
    /// The recomputed ratio times the pods counted in, rounded up.
    RecomputedRatioOfPods,
}

impl ProposalOutcome {
    /// Whether it is the tolerance that keeps the count.
    #[must_use]
    pub fn is_within_tolerance(self) -> bool {
        matches!(self, Self::WithinTolerance | Self::RecomputedWithinTolerance)
    }
}

impl Proposal {
    /// Adds the ends of its dead band, where it is in one and they are wanted. `at` is the proposal for another value than the
    /// present one.
    pub(super) fn with_dead_band(
        mut self,
        bands: Bands,
        present: i64,
        most: i64,
        at: impl Fn(i64) -> Option<Self>,
    ) -> Self {
        if bands == Bands::Wanted && self.outcome.is_within_tolerance() {
            let moves = |value| at(value).is_some_and(|other| other.replicas != self.replicas);
            self.dead_band = Some(DeadBand::around(present, most, moves));
        }
        self
    }

    /// Adds the ends of its dead band in milli-units.
    pub(super) fn with_milli_band(
        self,
        bands: Bands,
        present: i64,
        at: impl Fn(i64) -> Option<Self>,
    ) -> Self {
        self.with_dead_band(bands, present, i64::MAX, at)
    }
}
