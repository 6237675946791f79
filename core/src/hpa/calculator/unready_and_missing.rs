//! The rule for pods whose samples do not count: which of them a ratio counts in, as what, and what comes of it.
//!
//! | ratio | a pod without a sample | an unready pod |
//! |---|---|---|
//! | below 1 | counts as the target | is left out |
//! | above 1 | counts as 0 | counts as 0 |
//!
//! The ratio is then taken anew. It may not turn the direction, nor may the count that follows from it.

use super::proposal::ProposalOutcome;
use super::{Counts, Proposal, Scope};
use crate::go::number;

/// What a pod whose sample does not count is taken to use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CountsAs {
    /// The target; for a utilization target all of the pod's request, or so many per cent of it where that is more.
    Target,
    /// Nothing.
    Zero,
}

/// The pods that a ratio counts in.
#[derive(Clone, Copy)]
pub(super) struct CountedIn {
    /// Pods without a sample, and what each is taken to use.
    pub(super) missing: Option<CountsAs>,
    /// Unready pods, each as 0.
    pub(super) unready: bool,
}

impl CountedIn {
    /// By the rule; `None` where no pod's sample is wanting, so that the ratio stands.
    pub(super) fn of(counts: Counts, ratio: f64) -> Option<Self> {
        let unready = counts.unready > 0 && ratio > 1.0;
        if !unready && counts.missing == 0 {
            return None;
        }
        let missing = if ratio < 1.0 {
            Some(CountsAs::Target)
        } else if ratio > 1.0 {
            Some(CountsAs::Zero)
        } else {
            None
        };
        Some(Self { missing, unready })
    }
}

impl Proposal {
    /// The count where every pod that matters has a sample that counts.
    pub(super) fn of_ready_pods(mut self, scope: &Scope<'_>, ready: usize) -> Self {
        if !scope.is_within(self.ratio) {
            self.replicas = scope.replicas(self.ratio * number::float64(number::count(ready)));
            self.outcome = ProposalOutcome::RatioOfPods;
        }
        self
    }

    /// The count from the ratio over `len` pods, missing and unready ones among them: it may not turn the direction.
    pub(super) fn recomputed(mut self, scope: &Scope<'_>, ratio: f64, len: i64) -> Self {
        self.recomputed_ratio = Some(ratio);
        self.counted = Some(len);
        let replicas = scope.replicas(ratio * number::float64(len));
        let current = scope.spec_replicas;
        self.outcome = if scope.is_within(ratio) {
            ProposalOutcome::RecomputedWithinTolerance
        } else if (self.ratio < 1.0 && ratio > 1.0) || (self.ratio > 1.0 && ratio < 1.0) {
            ProposalOutcome::RecomputedTurned
        } else if (ratio < 1.0 && replicas > current) || (ratio > 1.0 && replicas < current) {
            ProposalOutcome::CountTurned
        } else {
            self.replicas = replicas;
            ProposalOutcome::RecomputedRatioOfPods
        };
        self
    }
}
