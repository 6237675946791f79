use super::groups::{self, Group};
use super::missing::Missing;
use super::pod_requests::pod_request;
use super::proposal::Outcome;
use super::{Counts, Failure, Proposal, Samples, Scope};
use crate::go::number;
use crate::hpa::arithmetic::Arithmetic;

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

/// Usage and requests of some pods, milli.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    usage: i64,
    requests: i64,
    pods: i64,
}

impl Sums {
    pub(super) fn add(&mut self, usage: i64, requests: i64, arithmetic: Arithmetic) {
        self.count_in(usage, Self { usage, requests, pods: 1 }, arithmetic);
    }

    /// Adds what others request, and a usage.
    fn count_in(&mut self, usage: i64, others: Self, arithmetic: Arithmetic) {
        self.usage = arithmetic.add(self.usage, usage);
        self.requests = arithmetic.add(self.requests, others.requests);
        self.pods = self.pods.saturating_add(others.pods);
    }

    /// Usage in per cent of the requests. Mirrors `metrics.GetResourceUtilizationRatio`.
    fn percent(&self, arithmetic: Arithmetic) -> Result<i32, Failure> {
        if self.requests == 0 {
            return Err(Failure::NoRequests);
        }
        Ok(arithmetic.narrow(arithmetic.mul(self.usage, 100).wrapping_div(self.requests)))
    }
}

/// The replica count for a share of what pods request; samples milli.
/// Mirrors `podautoscaler.ReplicaCalculator.GetResourceReplicas`.
///
/// # Errors
/// The [`Failure`]s of samples, pods and requests.
pub fn utilization(
    scope: &Scope<'_>,
    samples: &Samples<'_>,
    target: UtilizationTarget<'_>,
) -> Result<Proposal, Failure> {
    Utilization::of(scope, samples, target.resource, target.container)?.proposal(scope, samples, target)
}

/// What samples and requests come to, whatever the target is.
#[derive(Clone, Copy)]
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
        samples: &Samples<'_>,
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

    /// The replica count for a target; the samples are those that were counted.
    pub(super) fn proposal(
        &self,
        scope: &Scope<'_>,
        samples: &Samples<'_>,
        target: UtilizationTarget<'_>,
    ) -> Result<Proposal, Failure> {
        let Self { counts, counted, unready, missing, len } = *self;
        let arithmetic = scope.profile.arithmetic;
        let fallback = i64::from(target.percent.max(100));
        let usage = missing.usage(fallback);
        let usage = usage.unwrap_or_else(|| usage_of_missing(scope, samples, target, fallback));
        let missing = Sums { usage, ..missing.requests };
        let groups = Groups { counts, counted, unready, missing, len };
        let percent = counted.percent(arithmetic)?;
        let at = |other: i64| {
            // The least usage that is so many per cent.
            let usage = other.checked_mul(counted.requests)?.checked_add(99)?.div_euclid(100);
            groups.with_usage(usage).proposal(scope, target.percent).ok()
        };
        let proposal = groups.proposal(scope, target.percent)?;
        Ok(proposal.with_dead_band(i64::from(percent), i64::from(i32::MAX), at))
    }
}

/// What pods without a sample count as using, pod by pod, so that it overflows as it does.
fn usage_of_missing(
    scope: &Scope<'_>,
    samples: &Samples<'_>,
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
            utilization: Some(percent),
            ratio,
            recomputed_ratio: None,
            pods: Some(counts),
            outcome: Outcome::WithinTolerance,
            dead_band: None,
        };
        let scale_up_with_unready = counts.unready > 0 && ratio > 1.0;
        if !scale_up_with_unready && counts.missing == 0 {
            return Ok(proposal.without_recomputation(scope, counts.ready));
        }
        if ratio < 1.0 {
            // Going down, a missing pod uses all of its request, or the target where that is more.
            counted.count_in(missing.usage, missing, arithmetic);
            len = len.saturating_add(missing.pods);
        } else if ratio > 1.0 {
            counted.count_in(0, missing, arithmetic);
            len = len.saturating_add(missing.pods);
        }
        if scale_up_with_unready {
            counted.count_in(0, unready, arithmetic);
            len = len.saturating_add(unready.pods);
        }
        Ok(proposal.with_recomputation(scope, ratio_of(counted.percent(arithmetic)?), len))
    }
}
