use super::groups::{self, Group};
use super::proposal::ProposalOutcome;
use super::unready_and_missing::{CountedIn, CountsAs};
use super::{Bands, Counts, Failure, PodSamples, Proposal, Scope, Varied};
use crate::go::number;

/// The replica count for an average over pods: `target` and samples milli. `resource` is the resource that the samples
/// are of, absent for a custom metric. Mirrors `podautoscaler.ReplicaCalculator.calcPlainMetricReplicas`.
///
/// # Errors
/// The [`Failure`]s of samples and pods.
pub fn plain(
    scope: &Scope<'_>,
    samples: &PodSamples<'_>,
    target: i64,
    resource: Option<&str>,
) -> Result<Proposal, Failure> {
    Ok(Average::of(scope, samples, resource)?.proposal(scope, target, Bands::Wanted))
}

/// What the samples come to, whatever the target is.
#[derive(Clone, Copy)]
pub(super) struct Average {
    counts: Counts,
    sum: Sum,
}

impl Average {
    /// Puts the pods into their groups, and sums their samples up.
    pub(super) fn of(
        scope: &Scope<'_>,
        samples: &PodSamples<'_>,
        resource: Option<&str>,
    ) -> Result<Self, Failure> {
        if scope.pods.is_empty() {
            return Err(Failure::NoPods);
        }
        let mut counts = Counts::default();
        // Samples of pods that are not in the list stay in.
        let arithmetic = scope.profile.arithmetic;
        let mut total = samples.total(arithmetic);
        let mut len = number::count(samples.len());
        groups::group(scope.pods, samples, resource, &scope.readiness, |group, _, sample| {
            counts.count(group);
            if let (Group::Unready | Group::Ignored, Some(sample)) = (group, sample) {
                total = arithmetic.sub(total, sample.value);
                len = len.saturating_sub(1);
            }
        });
        if len <= 0 {
            return Err(Failure::NoSamples);
        }
        Ok(Self { counts, sum: Sum { total, len } })
    }

    /// The replica count for a target.
    pub(super) fn proposal(self, scope: &Scope<'_>, target: i64, bands: Bands) -> Proposal {
        let Self { counts, sum: Sum { total, len } } = self;
        let usage = total.wrapping_div(len);
        let at = |other: i64| {
            // Of the totals with this average the nearest: any other is farther away.
            let rest = if other < usage { len.checked_sub(1)? } else { 0 };
            let total = other.checked_mul(len)?.checked_add(rest)?;
            Some(proposal(scope, counts, Sum { total, len }, target))
        };
        proposal(scope, counts, Sum { total, len }, target).with_milli_band(bands, usage, at)
    }

    /// The replica count at another value; `None` where a number on the way is too large.
    pub(super) fn at(self, scope: &Scope<'_>, target: i64, varied: Varied) -> Option<Proposal> {
        let Self { counts, sum: Sum { len, .. } } = self;
        let missing = number::count(counts.missing);
        let all = len.saturating_add(missing).saturating_add(number::count(counts.unready));
        let (counts, len) = if varied.all_ready { (counts.all_ready(), all) } else { (counts, len) };
        let total = varied.value.checked_mul(len)?;
        target.checked_mul(missing)?.checked_add(total)?;
        proposal(scope, counts, Sum { total, len }, target).countable(all)
    }
}

/// What the samples that count sum up to, milli, and how many there are.
#[derive(Clone, Copy)]
struct Sum {
    total: i64,
    len: i64,
}

fn proposal(scope: &Scope<'_>, counts: Counts, sum: Sum, target: i64) -> Proposal {
    let Sum { mut total, mut len } = sum;
    let usage = total.wrapping_div(len);
    let ratio_of = |usage: i64| number::float64(usage) / number::float64(target);
    let ratio = ratio_of(usage);
    let proposal = Proposal {
        replicas: scope.spec_replicas,
        usage,
        total: None,
        utilization: None,
        ratio,
        recomputed_ratio: None,
        counted: None,
        pods: Some(counts),
        outcome: ProposalOutcome::WithinTolerance,
        dead_band: None,
    };
    let Some(more) = CountedIn::of(counts, ratio) else {
        return proposal.of_ready_pods(scope, counts.ready);
    };
    let missing = number::count(counts.missing);
    if more.missing == Some(CountsAs::Target) {
        let arithmetic = scope.profile.arithmetic;
        total = arithmetic.add(total, arithmetic.mul(target, missing));
    }
    if more.missing.is_some() {
        len = len.saturating_add(missing);
    }
    if more.unready {
        len = len.saturating_add(number::count(counts.unready));
    }
    proposal.recomputed(scope, ratio_of(total.wrapping_div(len)), len)
}
