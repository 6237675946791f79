//! A metric's replica count and the rule that gave it: the sentence of its step, and the rows of an explanation.

use std::fmt;

use super::dead_band::Ends;
use super::number::{Decimal, ReadyPods, Replicas, Stay};
use super::value::{Current, Target};
use crate::hpa::calculator::{Counts, Proposal, ProposalOutcome};
use crate::hpa::sync::step::{DeadBandStep, MetricStep};
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

/// Why a row's count follows from the rows above it.
pub(crate) fn proposal_row(step: &MetricStep, outcome: ProposalOutcome) -> String {
    let ratio = Decimal::long(step.ratio.unwrap_or_default());
    let again = Decimal::long(step.recomputed_ratio.unwrap_or_default());
    match outcome {
        ProposalOutcome::WithinTolerance => {
            "the ratio is inside the tolerance, so the count stays".to_owned()
        }
        ProposalOutcome::RatioOfPods => {
            let ready = ReadyPods(step.pods.map_or(0, |pods| pods.ready));
            format!("{ratio} × {ready}, rounded up")
        }
        ProposalOutcome::RatioFromZero => format!("from zero replicas the ratio itself, {ratio}, rounded up"),
        ProposalOutcome::UsageOverTarget => {
            "the usage as a whole over the target for each pod, rounded up".to_owned()
        }
        ProposalOutcome::RecomputedWithinTolerance => {
            format!("with all pods counted in the ratio is {again}, inside the tolerance, so the count stays")
        }
        ProposalOutcome::RecomputedTurned => {
            format!(
                "with all pods counted in the ratio is {again}, which points the other way, so the count stays"
            )
        }
        ProposalOutcome::CountTurned => {
            format!(
                "with all pods counted in the ratio is {again}, whose count goes the other way, so the count stays"
            )
        }
        ProposalOutcome::RecomputedRatioOfPods => format!("{again} × all pods counted in, rounded up"),
    }
}

/// A row's pods by group, and what becomes of each group.
pub(crate) fn pods_row(pods: Counts) -> String {
    let groups = [
        (pods.ready, "ready"),
        (pods.unready, "unready: count as 0 going up"),
        (pods.missing, "without a sample: count as 0 going up, as the target going down"),
        (pods.ignored, "failed or being deleted: do not count"),
    ];
    let told = groups.iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told.map(|(count, what)| format!("{count} {what}")).collect();
    if told.is_empty() { "none".to_owned() } else { told.join("\n") }
}

/// Why a ratio on the edge of the tolerance is on this side of it; `None` for any other: releases differ in what they
/// compare, and binary floating point decides.
pub(crate) fn on_the_edge(ratio: f64, tolerance: f64, inside: bool) -> Option<String> {
    let distance = (ratio - 1.0).abs();
    if (distance - tolerance).abs() > 1e-9 {
        return None;
    }
    let sign = if ratio < 1.0 { '-' } else { '+' };
    let ratio = Decimal::long(ratio);
    Some(if inside {
        format!("the edge itself is inside: {ratio} is 1 {sign} {tolerance}")
    } else {
        format!("in binary floating point {ratio} is {distance:?} away from 1, more than {tolerance}")
    })
}
