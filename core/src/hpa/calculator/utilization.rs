use super::groups::{self, Group};
use super::missing_requests::Missing;
use super::pod_requests::pod_request;
use super::proposal::ProposalOutcome;
use super::sums::Sums;
use super::unready_and_missing::{CountedIn, CountsAs};
use super::{Bands, Counts, Failure, PodSamples, Proposal, Scope, Varied};
use crate::go::number;

/// A target in per cent of what is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UtilizationTarget<'a> {
    /// Per cent.
    pub percent: i32,
    /// The resource, such as `cpu`.
    pub resource: &'a str,
    /// The container that samples and requests are of; absent for the pod as a whole.
    pub container: Option<&'a str>,
}

/// The replica count for a share of what pods request; samples milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetResourceReplicas`.
///
/// # Errors
/// The [`Failure`]s of samples, pods and requests.
pub fn utilization(
    scope: &Scope<'_>,
    samples: &PodSamples<'_>,
    target: UtilizationTarget<'_>,
) -> Result<Proposal, Failure> {
    let counted = Utilization::of(scope, samples, target.resource, target.container)?;
    counted.proposal(scope, || samples.clone(), target, Bands::Wanted)
}

/// What samples and requests come to, whatever the target is.
pub(super) struct Utilization {
    counts: Counts,
    counted: Sums,
    unready: Sums,
    missing: Missing,
    len: i64,
}

impl Utilization {
    /// Puts the pods into their groups, and sums samples and requests up.
    pub(super) fn of(
        scope: &Scope<'_>,
        samples: &PodSamples<'_>,
        resource: &str,
        container: Option<&str>,
    ) -> Result<Self, Failure> {
        if scope.pods.is_empty() {
            return Err(Failure::NoPods);
        }
        let mut counts = Counts::default();
        let (mut counted, mut unready, mut missing) = (Sums::default(), Sums::default(), Missing::default());
        let arithmetic = scope.profile.arithmetic;
        let mut len = number::count(samples.len());
        let mut failure = None;
        groups::group(scope.pods, samples, Some(resource), &scope.readiness, |group, pod, sample| {
            counts.count(group);
            // A pod that does not count must have its request nevertheless.
            let request = pod_request(pod, resource, container, scope.profile).unwrap_or_else(|found| {
                failure.get_or_insert(found);
                0
            });
            match (group, sample) {
                (Group::Ready, Some(sample)) => counted.add(sample.value, request, arithmetic),
                (Group::Ready | Group::Missing, _) => missing.add(request, arithmetic),
                (Group::Unready, _) => unready.add(0, request, arithmetic),
                (Group::Ignored, _) => {}
            }
            if let (Group::Unready | Group::Ignored, Some(_)) = (group, sample) {
                len = len.saturating_sub(1);
            }
        });
        if len <= 0 {
            return Err(Failure::NoSamples);
        }
        match failure {
            Some(failure) => Err(failure),
            None => Ok(Self { counts, counted, unready, missing, len }),
        }
    }

    /// Pods whose samples all count.
    pub(super) fn of_ready(counted: Sums) -> Self {
        let ready = usize::try_from(counted.pods).unwrap_or_default();
        Self {
            counts: Counts { ready, ..Counts::default() },
            len: counted.pods,
            counted,
            unready: Sums::default(),
            missing: Missing::default(),
        }
    }

    /// The replica count for a target; the samples, which hardly ever are wanted once more, are those that were counted.
    pub(super) fn proposal<'a>(
        &self,
        scope: &Scope<'_>,
        samples: impl FnOnce() -> PodSamples<'a>,
        target: UtilizationTarget<'_>,
        bands: Bands,
    ) -> Result<Proposal, Failure> {
        let Self { counts, counted, unready, ref missing, len } = *self;
        let arithmetic = scope.profile.arithmetic;
        let fallback = i64::from(target.percent.max(100));
        let usage = missing.usage(fallback);
        let usage = usage.unwrap_or_else(|| usage_of_missing(scope, &samples(), target, fallback));
        let missing = Sums { usage, ..missing.requests };
        let groups = Groups { counts, counted, unready, missing, len };
        let percent = counted.percent(arithmetic)?;
        let at = |other: i64| {
            // The usage of so many per cent that is nearest: any other of as many is farther away.
            let least =
                |percent: i64| Some(percent.checked_mul(counted.requests)?.checked_add(99)?.div_euclid(100));
            let usage = if other < i64::from(percent) {
                least(other.checked_add(1)?)?.checked_sub(1)?
            } else {
                least(other)?
            };
            groups.with_usage(usage).proposal(scope, target.percent).ok()
        };
        let proposal = groups.proposal(scope, target.percent)?;
        Ok(proposal.with_dead_band(bands, i64::from(percent), i64::from(i32::MAX), at))
    }

    /// The replica count at another value of each pod; `None` where a number on the way is too large.
    pub(super) fn at(
        &self,
        scope: &Scope<'_>,
        percent: i32,
        varied: Varied,
    ) -> Result<Option<Proposal>, Failure> {
        let Some(groups) = self.varied(percent, varied) else { return Ok(None) };
        let all = groups.len.saturating_add(groups.missing.pods).saturating_add(groups.unready.pods);
        groups.proposal(scope, percent).map(|proposal| proposal.countable(all))
    }

    fn varied(&self, percent: i32, Varied { value, all_ready }: Varied) -> Option<Groups> {
        let Self { counts, counted, unready, ref missing, len } = *self;
        let usage = missing.usage(i64::from(percent.max(100)))?;
        let missing = Sums { usage, ..missing.requests };
        // What the ratio is over, whichever pods it counts in.
        let requests = counted.requests.checked_add(unready.requests)?.checked_add(missing.requests)?;
        let others = unready.pods.saturating_add(missing.pods);
        let mut groups = Groups { counts, counted, unready, missing, len };
        if all_ready {
            groups.counts = counts.all_ready();
            groups.counted = Sums { usage: 0, requests, pods: counted.pods.saturating_add(others) };
            groups.unready = Sums::default();
            groups.missing = Sums::default();
            groups.len = len.saturating_add(others);
        }
        groups.counted.usage = value.checked_mul(groups.counted.pods)?;
        let most = groups.counted.usage.checked_add(usage)?.checked_mul(100)?;
        let percent = most.checked_div(groups.counted.requests).unwrap_or_default();
        i32::try_from(percent).is_ok().then_some(groups)
    }
}

/// What pods without a sample count as using, pod by pod, so that it overflows as it does.
fn usage_of_missing(
    scope: &Scope<'_>,
    samples: &PodSamples<'_>,
    target: UtilizationTarget<'_>,
    fallback: i64,
) -> i64 {
    let UtilizationTarget { resource, container, .. } = target;
    let arithmetic = scope.profile.arithmetic;
    let mut usage = 0;
    groups::group(scope.pods, samples, Some(resource), &scope.readiness, |group, pod, _| {
        if group == Group::Missing {
            let request = pod_request(pod, resource, container, scope.profile).unwrap_or_default();
            usage = arithmetic.add(usage, arithmetic.mul(request, fallback).wrapping_div(100));
        }
    });
    usage
}

/// The pods by group, and what they come to.
#[derive(Clone, Copy)]
struct Groups {
    counts: Counts,
    counted: Sums,
    unready: Sums,
    missing: Sums,
    /// How many samples count.
    len: i64,
}

impl Groups {
    fn with_usage(mut self, usage: i64) -> Self {
        self.counted.usage = usage;
        self
    }

    fn proposal(self, scope: &Scope<'_>, target: i32) -> Result<Proposal, Failure> {
        let Self { counts, mut counted, unready, missing, mut len } = self;
        let arithmetic = scope.profile.arithmetic;
        let ratio_of = |percent: i32| f64::from(percent) / f64::from(target);
        let percent = counted.percent(arithmetic)?;
        let ratio = ratio_of(percent);
        let proposal = Proposal {
            replicas: scope.spec_replicas,
            usage: counted.usage.checked_div(counted.pods).unwrap_or_default(),
            total: None,
            utilization: Some(percent),
            ratio,
            recomputed_ratio: None,
            counted: None,
            pods: Some(counts),
            outcome: ProposalOutcome::WithinTolerance,
            dead_band: None,
        };
        let Some(more) = CountedIn::of(counts, ratio) else {
            return Ok(proposal.of_ready_pods(scope, counts.ready));
        };
        match more.missing {
            Some(CountsAs::Target) => counted.count_in(missing.usage, missing, arithmetic),
            Some(CountsAs::Zero) => counted.count_in(0, missing, arithmetic),
            None => {}
        }
        if more.missing.is_some() {
            len = len.saturating_add(missing.pods);
        }
        if more.unready {
            counted.count_in(0, unready, arithmetic);
            len = len.saturating_add(unready.pods);
        }
        Ok(proposal.recomputed(scope, ratio_of(counted.percent(arithmetic)?), len))
    }
}
