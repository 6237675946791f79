use std::borrow::Cow;

use jiff::Timestamp;

use super::arithmetic::Arithmetic;
use super::changes::Changes;
use super::limits::Limited;
use super::time::{before, nanos};
use super::{Profile, ScaleEvent, State, defaults};
use crate::go::duration::Duration;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerBehavior, HpaScalingPolicy, HpaScalingPolicyType, HpaScalingRules,
    ScalingPolicySelect,
};

/// The rules of both directions, with the API server's defaults for what is absent.
#[derive(Debug)]
pub(super) struct Rules<'a> {
    pub(super) up: Direction<'a>,
    pub(super) down: Direction<'a>,
    arithmetic: Arithmetic,
}

/// The rules of one direction.
#[derive(Debug)]
pub(super) struct Direction<'a> {
    /// How far back recommendations hold.
    pub(super) window: Duration,
    select: ScalingPolicySelect,
    policies: Cow<'a, [HpaScalingPolicy]>,
}

impl<'a> Rules<'a> {
    /// The rules of a behavior; `downscale_stabilization` is the controller's own window for scaling down.
    /// Mirrors `podautoscaler.HorizontalController.maybeInitScaleDownStabilizationWindow`.
    pub(super) fn new(
        behavior: &'a HorizontalPodAutoscalerBehavior,
        downscale_stabilization: Duration,
        profile: Profile,
    ) -> Self {
        let whole_seconds = Duration::from_secs(downscale_stabilization.nanos() / 1_000_000_000);
        Self {
            up: Direction::new(behavior.scale_up.as_ref(), Duration::from_secs(0), defaults::scale_up_rules),
            down: Direction::new(behavior.scale_down.as_ref(), whole_seconds, defaults::scale_down_rules),
            arithmetic: profile.arithmetic,
        }
    }
}

impl<'a> Direction<'a> {
    fn new(rules: Option<&'a HpaScalingRules>, window: Duration, default: fn() -> HpaScalingRules) -> Self {
        let seconds = rules.and_then(|rules| rules.stabilization_window_seconds);
        Self {
            window: seconds.map_or(window, |seconds| Duration::from_secs(i64::from(seconds))),
            select: rules.and_then(|rules| rules.select_policy.clone()).unwrap_or(ScalingPolicySelect::Max),
            policies: match rules.and_then(|rules| rules.policies.as_deref()) {
                Some(policies) => Cow::Borrowed(policies),
                None => Cow::Owned(default().policies.unwrap_or_default()),
            },
        }
    }

    /// The periods of its policies.
    pub(super) fn periods(&self) -> impl Iterator<Item = Duration> + Clone {
        self.policies.iter().map(|policy| Duration::from_secs(i64::from(policy.period_seconds)))
    }

    /// Mirrors `podautoscaler.getLongestPolicyPeriod`.
    fn longest_period(&self) -> Duration {
        let seconds = self.policies.iter().map(|policy| policy.period_seconds).max().unwrap_or_default();
        Duration::from_secs(i64::from(seconds.max(0)))
    }
}

/// The count within the limits of the spec and of the policies.
/// Mirrors `podautoscaler.HorizontalController.convertDesiredReplicasWithBehaviorRate`.
pub(super) fn limit_by(
    state: &State,
    rules: &Rules<'_>,
    (current, desired): (i32, i32),
    (minimum, maximum): (i32, i32),
    now: Timestamp,
) -> Limited {
    if desired > current {
        let step = up_limit(state, rules, current, now).max(current);
        let most = if maximum > step { Limited::up_too_fast(step) } else { Limited::too_many(maximum) };
        if desired > most.replicas {
            return most;
        }
    } else if desired < current {
        let step = down_limit(state, rules, current, now).min(current);
        let least = if minimum < step { Limited::down_too_fast(step) } else { Limited::too_few(minimum) };
        if desired < least.replicas {
            return least;
        }
    }
    Limited::within(desired)
}

/// Mirrors `podautoscaler.calculateScaleUpLimitWithScalingRules`.
fn up_limit(state: &State, rules: &Rules<'_>, current: i32, now: Timestamp) -> i32 {
    let (arithmetic, rules) = (rules.arithmetic, &rules.up);
    let starts = Starts::new(state, rules.policies.len(), current, now, arithmetic);
    let mut proposed = 0;
    let proposals = rules.policies.iter().map(|policy| {
        let start = starts.of(policy);
        match policy.r#type {
            HpaScalingPolicyType::Pods => {
                proposed = arithmetic.narrow(i64::from(start) + i64::from(policy.value));
            }
            HpaScalingPolicyType::Percent => {
                let grown = f64::from(start) * (1.0 + f64::from(policy.value) / 100.0);
                proposed = arithmetic.replicas(grown.ceil());
            }
            HpaScalingPolicyType::Other(_) => {}
        }
        proposed
    });
    match rules.select {
        ScalingPolicySelect::Disabled => current,
        ScalingPolicySelect::Min => proposals.min().unwrap_or(i32::MAX),
        _ => proposals.max().unwrap_or(i32::MIN),
    }
}

/// Mirrors `podautoscaler.calculateScaleDownLimitWithBehaviors`.
fn down_limit(state: &State, rules: &Rules<'_>, current: i32, now: Timestamp) -> i32 {
    let (arithmetic, rules) = (rules.arithmetic, &rules.down);
    let starts = Starts::new(state, rules.policies.len(), current, now, arithmetic);
    let mut proposed = 0;
    let proposals = rules.policies.iter().map(|policy| {
        let start = starts.of(policy);
        match policy.r#type {
            HpaScalingPolicyType::Pods => {
                proposed = arithmetic.narrow(i64::from(start) - i64::from(policy.value));
            }
            HpaScalingPolicyType::Percent => {
                proposed = arithmetic.replicas(f64::from(start) * (1.0 - f64::from(policy.value) / 100.0));
            }
            HpaScalingPolicyType::Other(_) => {}
        }
        proposed
    });
    match rules.select {
        ScalingPolicySelect::Disabled => current,
        // The smallest change downwards leaves the largest count.
        ScalingPolicySelect::Min => proposals.max().unwrap_or(i32::MIN),
        _ => proposals.min().unwrap_or(i32::MAX),
    }
}

/// The replica counts at the starts of the policies' periods.
struct Starts<'a> {
    added: Changes<'a>,
    deleted: Changes<'a>,
    current: i32,
    now: Timestamp,
    arithmetic: Arithmetic,
}

impl<'a> Starts<'a> {
    fn new(state: &'a State, policies: usize, current: i32, now: Timestamp, arithmetic: Arithmetic) -> Self {
        let changes = |events| Changes::new(events, policies, arithmetic);
        let (added, deleted) = (changes(&state.scale_up_events), changes(&state.scale_down_events));
        Self { added, deleted, current, now, arithmetic }
    }

    /// The replicas at the start of a policy's period.
    fn of(&self, policy: &HpaScalingPolicy) -> i32 {
        let cutoff = before(self.now, Duration::from_secs(i64::from(policy.period_seconds)));
        let (added, deleted) = (self.added.since(cutoff), self.deleted.since(cutoff));
        self.arithmetic.narrow(i64::from(self.current) - i64::from(added) + i64::from(deleted))
    }
}

/// Remembers a change of the replica count, in the place of one that no policy looks at any more where there is one.
/// Mirrors `podautoscaler.HorizontalController.storeScaleEvent`.
pub(super) fn remember(state: &mut State, rules: &Rules<'_>, current: i32, desired: i32, now: Timestamp) {
    let (events, period, replica_change) = if desired > current {
        (&mut state.scale_up_events, rules.up.longest_period(), desired.wrapping_sub(current))
    } else {
        (&mut state.scale_down_events, rules.down.longest_period(), current.wrapping_sub(desired))
    };
    let cutoff = before(now, period);
    for event in &mut *events {
        event.outdated |= nanos(event.timestamp) < cutoff;
    }
    let fresh = ScaleEvent { replica_change, timestamp: now, outdated: false };
    match events.iter_mut().rfind(|event| event.outdated) {
        Some(place) => *place = fresh,
        None => events.push(fresh),
    }
}
