use std::cell::OnceCell;

use super::groups::ready_pods;
use super::proposal::ProposalOutcome;
use super::{Bands, Counts, Failure, Proposal, Scope};
use crate::go::number;

/// The replica count for the value of one object; `usage` and `target` milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetObjectMetricReplicas`.
///
/// # Errors
/// [`Failure::NoPodsToCount`].
pub fn object_value(scope: &Scope<'_>, usage: i64, target: i64) -> Result<Proposal, Failure> {
    value(scope, usage, target, || ready_pods(scope.pods), Bands::Wanted)
}

/// The replica count for the sum of an external metric's values; `values` and `target` milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetExternalMetricReplicas`.
///
/// # Errors
/// [`Failure::NoPodsToCount`].
pub fn external_value(
    scope: &Scope<'_>,
    values: impl Iterator<Item = i64>,
    target: i64,
) -> Result<Proposal, Failure> {
    value(scope, scope.profile.value_sum(values), target, || ready_pods(scope.pods), Bands::Wanted)
}

/// The replica count for a value; `ready` counts the pods that run and are ready.
/// Mirrors `podautoscaler.ReplicaCalculator.getUsageRatioReplicaCount`.
pub(super) fn value(
    scope: &Scope<'_>,
    usage: i64,
    target: i64,
    count: impl Fn() -> usize,
    bands: Bands,
) -> Result<Proposal, Failure> {
    // Only what is outside the tolerance needs the pods.
    let ready = OnceCell::new();
    let at = |usage| proposal(scope, usage, target, || *ready.get_or_init(&count));
    Ok(at(usage)?.with_milli_band(bands, usage, |other| at(other).ok()))
}

fn proposal(
    scope: &Scope<'_>,
    usage: i64,
    target: i64,
    ready: impl Fn() -> usize,
) -> Result<Proposal, Failure> {
    let ratio = number::float64(usage) / number::float64(target);
    let mut proposal = Proposal {
        replicas: scope.spec_replicas,
        usage,
        total: None,
        utilization: None,
        ratio,
        recomputed_ratio: None,
        counted: None,
        pods: None,
        outcome: ProposalOutcome::WithinTolerance,
        dead_band: None,
    };
    if scope.spec_replicas == 0 {
        proposal.replicas = scope.replicas(ratio);
        proposal.outcome = ProposalOutcome::RatioFromZero;
    } else if !scope.is_within(ratio) {
        if scope.pods.is_empty() {
            return Err(Failure::NoPodsToCount);
        }
        let ready = ready();
        let others = scope.pods.len().saturating_sub(ready);
        proposal.replicas = scope.profile.value_replicas(ratio * number::float64(number::count(ready)));
        proposal.pods = Some(Counts { ready, unready: others, ..Counts::default() });
        proposal.outcome = ProposalOutcome::RatioOfPods;
    }
    Ok(proposal)
}

/// The replica count at a value; `None` where a number on the way is too large.
pub(super) fn value_at(
    scope: &Scope<'_>,
    target: i64,
    value: i64,
    ready: impl Fn() -> usize,
) -> Result<Option<Proposal>, Failure> {
    // Without replicas the ratio itself is the count.
    let pods = number::count(scope.pods.len()).max(1);
    proposal(scope, value, target, ready).map(|proposal| proposal.countable(pods))
}

/// The replica count for one object's value spread over the replicas; `usage` and `target` milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetObjectPerPodMetricReplicas`.
#[must_use]
pub fn object_average(scope: &Scope<'_>, usage: i64, target: i64) -> Proposal {
    object_average_of(scope, usage, target, Bands::Wanted)
}

/// The same, with the ends of the dead band where they are wanted.
pub(super) fn object_average_of(scope: &Scope<'_>, usage: i64, target: i64, bands: Bands) -> Proposal {
    let shown = |usage| number::int64((number::float64(usage) / f64::from(scope.status_replicas)).ceil());
    average(scope, (usage, target), bands, shown, |quotient| scope.replicas(quotient))
}

/// The replica count for the sum of an external metric's values spread over the replicas; `values` and `target` milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetExternalPerPodMetricReplicas`.
#[must_use]
pub fn external_average(scope: &Scope<'_>, values: impl Iterator<Item = i64>, target: i64) -> Proposal {
    external_average_of(scope, scope.profile.average_sum(values), target, Bands::Wanted)
}

/// The replica count for a sum of values, milli, spread over the replicas.
pub(super) fn external_average_of(scope: &Scope<'_>, sum: i64, target: i64, bands: Bands) -> Proposal {
    let shown = |usage| scope.profile.average_usage(usage, scope.status_replicas);
    average(scope, (sum, target), bands, shown, |quotient| scope.profile.average_replicas(quotient))
}

/// `shown` is the average that the status shows of a usage, `replicas` the count of a usage over the target.
fn average(
    scope: &Scope<'_>,
    (usage, target): (i64, i64),
    bands: Bands,
    shown: impl Fn(i64) -> i64,
    replicas: impl Fn(f64) -> i32,
) -> Proposal {
    let target = number::float64(target);
    let at = |whole: i64| {
        let usage = number::float64(whole);
        let ratio = usage / (target * f64::from(scope.status_replicas));
        let within = scope.is_within(ratio);
        Proposal {
            replicas: if within { scope.status_replicas } else { replicas(usage / target) },
            usage: shown(whole),
            total: Some(whole),
            utilization: None,
            ratio,
            recomputed_ratio: None,
            counted: None,
            pods: None,
            outcome: if within { ProposalOutcome::WithinTolerance } else { ProposalOutcome::UsageOverTarget },
            dead_band: None,
        }
    };
    // Two totals may show the same average, so the ends are totals.
    at(usage).with_milli_band(bands, usage, |other| Some(at(other)))
}
