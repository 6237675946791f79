//! A metric's replica count and the rule that gave it: the sentence of its step.

use std::fmt;

use super::dead_band::Ends;
use super::number::{Decimal, ReadyPods, Replicas, Stay};
use super::value::{Current, Target};
use crate::hpa::calculator::{Counts, Proposal, ProposalOutcome};
use crate::hpa::sync::step::DeadBandStep;
use crate::kube::autoscaling::{MetricTarget, MetricValueStatus};

/// The sentence of a metric's step.
pub(in crate::hpa) fn metric(
    name: &str,
    current: &MetricValueStatus,
    target: &MetricTarget,
    proposal: &Proposal,
    (tolerance, dead_band): (f64, Option<&DeadBandStep>),
) -> String {
    let (ratio, tolerance) = (Decimal::short(proposal.ratio), Decimal::short(tolerance));
    let until = Ends(dead_band);
    let pods = proposal.pods.unwrap_or_default();
    let (count, stay) = (Replicas(proposal.replicas), Stay(proposal.replicas));
    let now = Decimal::short(proposal.recomputed_ratio.unwrap_or(proposal.ratio));
    let consequence = match proposal.outcome {
        ProposalOutcome::WithinTolerance => format!("within the tolerance of {tolerance}, so {stay}{until}"),
        ProposalOutcome::RatioOfPods => format!("times {}, rounded up, is {count}", ReadyPods(pods.ready)),
        ProposalOutcome::RatioFromZero => format!("rounded up from zero is {count}"),
        ProposalOutcome::UsageOverTarget => {
            format!("outside the tolerance of {tolerance}; the usage needs {count}")
        }
        ProposalOutcome::RecomputedWithinTolerance => {
            format!(
                "with {} counted in {now}, within the tolerance of {tolerance}, so {stay}{until}",
                Others(pods)
            )
        }
        ProposalOutcome::RecomputedTurned => {
            format!("with {} counted in {now}, which points the other way, so {stay}", Others(pods))
        }
        ProposalOutcome::CountTurned => {
            format!("with {} counted in {now}, whose count goes the other way, so {stay}", Others(pods))
        }
        ProposalOutcome::RecomputedRatioOfPods => {
            format!("with {} counted in {now}, times the pods and rounded up is {count}", Others(pods))
        }
    };
    format!("{name} is at {} of {}: ratio {ratio}, {consequence}", Current(current), Target(target))
}

/// `1 missing and 2 unready`.
struct Others(Counts);

impl fmt::Display for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.missing, self.0.unready) {
            (missing, 0) => write!(f, "{missing} missing"),
            (0, unready) => write!(f, "{unready} unready"),
            (missing, unready) => write!(f, "{missing} missing and {unready} unready"),
        }
    }
}
